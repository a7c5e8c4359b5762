from odoo.fields import Command

from .common import LoyaltyCase, day


class InvoicingCase(LoyaltyCase):
    """Orders that are confirmed, invoiced, paid in advance and credited as people do it."""

    @classmethod
    def confirmed(cls, partner, ago=0, amount=100.0, **values):
        """An order that Odoo itself confirmed, dated so many days ago."""
        order = cls.order(partner, ago, amount, state="draft", **values)
        order.action_confirm()
        order.date_order = f"{day(ago)} 12:00:00"
        return order

    @classmethod
    def invoice(cls, order, ago=0, **wizard):
        """Invoice an order: what is left, or a deposit (see the fields of the wizard)."""
        before = order.invoice_ids
        values = {"sale_order_ids": [Command.set(order.ids)]} | wizard
        cls.env["sale.advance.payment.inv"].create(values).create_invoices()
        return cls._post(order.invoice_ids - before, ago)

    @classmethod
    def deposit(cls, order, percent=30, ago=0):
        """Invoice a share of an order in advance."""
        return cls.invoice(order, ago, advance_payment_method="percentage", amount=percent)

    @classmethod
    def credit(cls, invoice, ago=0, change=None):
        """Credit an invoice, in full or as ``change`` leaves the draft of the credit note."""
        reversal = cls._reversal(invoice, ago)
        reversal.reverse_moves()
        note = reversal.new_move_ids
        if change:
            change(note)
        return cls._post(note, ago)

    @classmethod
    def correct(cls, invoice, ago=0, change=None):
        """Credit an invoice in full and make it anew, as ``change`` leaves the new draft."""
        reversal = cls._reversal(invoice, ago)
        again = cls.env["account.move"].browse(reversal.modify_moves()["res_id"])
        if change:
            change(again)
        return cls._post(again, ago)

    @classmethod
    def _reversal(cls, invoice, ago):
        wizard = cls.env["account.move.reversal"].with_context(
            active_model="account.move", active_ids=invoice.ids
        )
        return wizard.create({"journal_id": invoice.journal_id.id, "date": day(ago)})

    @classmethod
    def bill(cls, partner, ago=0, amount=100.0, kind="out_invoice", **values):
        """An invoice or credit note that comes from no order."""
        line = {"name": "Thing", "price_unit": amount, "tax_ids": [Command.clear()]}
        line |= values.pop("line", {})
        move = cls.env["account.move"].create(
            {
                "move_type": kind,
                "partner_id": partner.id,
                "invoice_user_id": False,
                "invoice_line_ids": [Command.create(line)],
            }
            | values
        )
        return cls._post(move, ago)

    @classmethod
    def _post(cls, move, ago):
        move.write({"invoice_date": day(ago), "date": day(ago), "auto_post": "no"})
        move.action_post()
        return move

    @classmethod
    def value(cls, partner, at=None):
        """The revenue of a customer after a full pass."""
        cls.full_pass(*([at] if at else []))
        return cls.profile(partner).revenue
