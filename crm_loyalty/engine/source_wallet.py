from odoo import api, models
from odoo.tools import SQL

from .source import Watch


class CrmLoyaltySource(models.AbstractModel):
    """What customers spend a year, as staff estimate it."""

    _inherit = "crm.loyalty.source"

    @api.model
    def _sources(self):
        return super()._sources() | {"wallet": self._wallet()}

    @api.model
    def _asides(self):
        # What somebody spends with others makes no relationship with us.
        return super()._asides() | {"wallet"}

    @api.model
    def _watched(self):
        return super()._watched() | {
            "crm_loyalty_wallet": Watch(
                "crm_loyalty_wallet",
                "partner_id",
                ["partner_id", "company_id", "date", "amount", "active"],
            ),
        }

    @api.model
    def _wallet(self):
        """The latest estimate of each customer."""
        return SQL(
            """
            SELECT DISTINCT ON (scope.partner_id, wallet.company_id)
                   scope.partner_id, wallet.company_id, wallet.date AS day, wallet.amount
              FROM scope
              JOIN crm_loyalty_wallet wallet ON wallet.partner_id = scope.contact_id
              JOIN setting ON setting.company_id = wallet.company_id
             WHERE wallet.active AND NOT scope.opted_out AND wallet.date <= setting.as_of
             ORDER BY scope.partner_id, wallet.company_id, wallet.date DESC, wallet.id DESC
            """
        )
