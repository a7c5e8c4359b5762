from odoo import api, models
from odoo.tools import SQL


class CrmLoyaltyInvite(models.Model):
    """Asking by itself: so many days after the first delivery of an order."""

    _inherit = "crm.loyalty.invite"

    @api.model
    def _order_moment(self):
        """The first delivery; NULL until there is one. Where nothing is delivered, as before."""
        return SQL(
            "CASE WHEN o.delivery_status IS NULL THEN %s ELSE o.effective_date END",
            super()._order_moment(),
        )
