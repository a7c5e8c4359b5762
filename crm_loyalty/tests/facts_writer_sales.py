from odoo.fields import Command


class SalesWriter:
    """Writes orders and invoices; a part of ``FactsWriter``."""

    def _orders(self, placed):
        orders = self.env["sale.order"].create([self._order(*pair) for pair in placed])
        for (order, _place), record in zip(placed, orders, strict=True):
            order.number = record.id
            lines = record.order_line.sorted("id")
            self.order_lines |= {id(a): b for a, b in zip(order.lines, lines, strict=True)}
        states = {order.number: order.state for order, _place in placed}
        for state, batch in orders.grouped(lambda record: states[record.id]).items():
            batch.state = state
        for order, _place in placed:
            record = orders.browse(order.number)
            order.invoiced = record.invoice_status not in ("no", "to invoice")
        # Neither a date that Odoo would set nor a rate that it would compute: the history's own.
        dates = [(o.number, o.moment, o.rate) for o, _place in placed]
        self._update(
            "sale_order", "date_order = v.moment, currency_rate = v.rate", dates, "moment, rate"
        )

    def _order(self, order, place):
        return {
            "partner_id": place.id,
            "company_id": self.companies[order.company].id,
            "pricelist_id": self.pricelists[order.company, order.digits].id,
            "user_id": order.seller,
            "validity_date": order.valid_until,
            "order_line": [Command.create(self._order_line(line)) for line in order.lines],
        }

    def _order_line(self, line):
        if line.kind == "note":
            return {"display_type": "line_note", "name": "Note"}
        values = {
            "product_id": line.product,
            "name": "Line",
            "product_uom_qty": line.quantity,
            "price_unit": line.price,
            "discount": line.discount,
            "tax_ids": False,
        }
        return values | ({"is_downpayment": True} if line.kind == "deposit" else {})

    def _invoices(self, placed):
        for company, record in self.companies.items():
            batch = [pair for pair in placed if pair[0].company == company]
            moves = self.env["account.move"].with_company(record)
            moves = moves.create([self._invoice(*pair) for pair in batch])
            for (invoice, _place), move in zip(batch, moves, strict=True):
                invoice.number = move.id
            posted = {invoice.number for invoice, _place in batch if invoice.posted}
            moves.filtered(lambda move, posted=posted: move.id in posted).action_post()

    def _invoice(self, invoice, place):
        return {
            "move_type": "out_refund" if invoice.is_credit else "out_invoice",
            "partner_id": place.id,
            "invoice_date": invoice.day,
            "currency_id": self.companies[invoice.company].currency_id.id,
            "invoice_user_id": invoice.seller,
            "reversed_entry_id": invoice.takes_back_an_invoice and self.credited.id,
            "invoice_line_ids": [
                Command.create(self._invoice_line(line)) for line in invoice.lines
            ],
        }

    def _invoice_line(self, line):
        given = self.order_lines.get(id(line.order_line))
        return {
            "product_id": line.product,
            "name": "Line",
            "quantity": line.quantity,
            "price_unit": line.price,
            "discount": line.discount,
            "tax_ids": [Command.clear()],
            "sale_line_ids": [Command.set(given.ids)] if given else [],
        }
