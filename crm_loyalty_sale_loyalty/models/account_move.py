from odoo import models
from odoo.tools import float_compare


class AccountMove(models.Model):
    """A credit note takes back its part of the points that the order gave."""

    _inherit = "account.move"

    def _post(self, soft=True):
        posted = super()._post(soft)
        for refund in posted.filtered(lambda move: move.move_type == "out_refund"):
            refund._take_points_back()
        return posted

    def button_draft(self):
        res = super().button_draft()
        # Who may correct a credit note may have its points put right.
        taken = self.env["loyalty.history"].sudo()
        ours = [("order_model", "=", self._name), ("order_id", "in", self.ids)]
        taken.search([*ours, ("refunded_order_id", "!=", False)])._return_points()
        return res

    def _take_points_back(self):
        """Take points off the cards of the orders that this gives money back for, once."""
        # An accountant posts it who may not see the customer's cards.
        history = self.env["loyalty.history"].sudo()
        mine = [("order_model", "=", self._name), ("order_id", "=", self.id)]
        if history.search_count(mine, limit=1):
            return
        for order, share in self._refunded_shares():
            given = [("order_model", "=", order._name), ("order_id", "=", order.id)]
            for line in history.search([*given, ("issued", ">", 0)]):
                line._take_back(line.issued * share, order, self)

    def _refunded_shares(self):
        """The orders that this takes back, each with the share of its net amount, at most 1."""
        # The orders may be those of colleagues.
        lines = self.sudo().invoice_line_ids
        goods = lines.filtered(lambda line: line.sale_line_ids and not line.is_downpayment)
        for order, mine in goods.grouped(lambda line: line.sale_line_ids.order_id[:1]).items():
            amount = order.currency_id._convert(
                order.amount_untaxed, self.currency_id, order.company_id, self.date
            )
            refunded = sum(mine.mapped("price_subtotal"))
            if float_compare(amount, 0, 6) > 0 and refunded > 0:
                yield order, min(1, refunded / amount)
