from odoo import fields, models


class LoyaltyHistory(models.Model):
    """Points that a credit note took back name the order that had given them."""

    _inherit = "loyalty.history"

    refunded_order_id = fields.Many2one(
        "sale.order", index="btree_not_null", ondelete="set null", readonly=True
    )

    def _take_back(self, points, order, refund):
        """Take back points that this line gave: never more than it gave, nor than there are.

        What was spent is gone: the line that is written says how much could not be taken.
        """
        card = self.card_id
        earlier = self.search([("card_id", "=", card.id), ("refunded_order_id", "=", order.id)])
        owed = min(points, self.issued - sum(earlier.mapped("used")))
        taken = max(0, min(owed, card.points))
        if owed <= 0:
            return
        told = self.env._("%(refund)s: refund of %(order)s", refund=refund.name, order=order.name)
        if taken < owed:
            told = self.env._(
                "%(told)s. %(owed).2f points were due, the rest was spent.", told=told, owed=owed
            )
        card._add_points(
            -taken,
            told,
            order_model=refund._name,
            order_id=refund.id,
            refunded_order_id=order.id,
        )

    def _return_points(self):
        """Undo what credit notes took; the lines go, as those of a cancelled order do."""
        for line in self:
            line.card_id.points += line.used
        self.unlink()
