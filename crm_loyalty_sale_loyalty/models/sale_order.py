from odoo import models


class SaleOrder(models.Model):
    """A cancelled order takes all its points back: what credit notes took is returned before."""

    _inherit = "sale.order"

    def _action_cancel(self):
        res = super()._action_cancel()
        cancelled = self.filtered(lambda order: order.state == "cancel")
        # Who may cancel an order may have its points put right.
        taken = self.env["loyalty.history"].sudo()
        taken.search([("refunded_order_id", "in", cancelled.ids)])._return_points()
        return res
