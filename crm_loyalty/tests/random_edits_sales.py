from odoo.fields import Command

from .common import day


class RandomSales:
    """What people do to orders and invoices; a part of ``RandomEdits``."""

    # --- orders ---------------------------------------------------------------------------------

    def edit_new_order(self):
        self.case.order(
            self.pick("res.partner"),
            self.ago(),
            self.price(),
            state=self.dice.choice(["sale", "sale", "draft"]),
            product=self.pick("product.product"),
            quantity=self.dice.choice([1, 2, -1]),
            discount=self.dice.choice([0, 0, 30]),
            company_id=self.dice.choice(self.case.companies).id,
            validity_date=self.dice.choice([False, day(1), day(0)]),
        )

    edit_another_order = edit_one_more_order = edit_new_order

    def edit_order_state(self):
        self.pick("sale.order").state = self.dice.choice(["draft", "sent", "sale", "cancel"])

    def edit_confirm(self):
        order = self.pick("sale.order", ("state", "in", ("draft", "sent")))
        order.action_confirm()
        order.date_order = f"{day(self.ago())} 12:00:00"

    def edit_order_date(self):
        self.pick("sale.order").date_order = f"{day(self.ago())} 23:30:00"

    def edit_rate(self):
        self.pick("sale.order").currency_rate = self.dice.choice([0, 0.5, 1, 2])

    def edit_validity(self):
        self.pick("sale.order").validity_date = self.dice.choice([False, day(1), day(0)])

    def edit_seller(self):
        self.pick("sale.order").user_id = self.dice.choice([self.env.user, self.env["res.users"]])

    def edit_order_moves(self):
        order = self.pick("sale.order")
        if not order.invoice_ids:
            order.partner_id = self.pick("res.partner", ("active", "=", True))

    def edit_delete_order(self):
        order = self.pick("sale.order")
        if not order.invoice_ids:
            order.state = "cancel"
            order.unlink()

    def edit_line(self):
        line = self.pick("sale.order.line", ("state", "in", ("draft", "sent", "sale")))
        line.write(
            self.dice.choice(
                [
                    {"price_unit": self.price()},
                    {"product_uom_qty": self.dice.choice([0, 1, 5, -2])},
                    {"discount": self.dice.choice([0, 50])},
                    {"is_downpayment": not line.is_downpayment},
                ]
            )
        )

    def edit_add_line(self):
        product = self.pick("product.product")
        values = {"product_id": product.id, "price_unit": self.price(), "tax_ids": False}
        self.pick("sale.order").order_line = [Command.create(values)]

    def edit_remove_line(self):
        self.pick("sale.order.line", ("state", "in", ("draft", "sent"))).unlink()

    # --- invoices -------------------------------------------------------------------------------

    def edit_invoice(self):
        order = self.pick("sale.order", ("invoice_status", "=", "to invoice"))
        if order and order.amount_total > 0:
            self.case.invoice(order, self.ago())

    def edit_credit(self):
        invoice = self.posted_invoice()
        if invoice:
            self.case.credit(invoice, self.ago())

    def edit_correct(self):
        invoice = self.posted_invoice()
        if invoice:
            self.case.correct(invoice, self.ago())

    def posted_invoice(self):
        return self.pick(
            "account.move", ("move_type", "=", "out_invoice"), ("state", "=", "posted")
        )

    def edit_goodwill(self):
        partner = self.pick("res.partner")
        self.case.bill(partner, self.ago(), abs(self.price()), "out_refund")

    def edit_back_to_draft(self):
        move = self.pick("account.move", ("state", "=", "posted"))
        move.button_draft()

    def edit_post(self):
        move = self.pick("account.move", ("state", "=", "draft"), ("amount_total", ">=", 0))
        if move:
            move.action_post()
