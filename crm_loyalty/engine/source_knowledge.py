from odoo import api, models
from odoo.tools import SQL

from .source import Watch


class CrmLoyaltySource(models.AbstractModel):
    """Ideas and feedback of customers, as staff note them."""

    _inherit = "crm.loyalty.source"

    @api.model
    def _sources(self):
        return super()._sources() | {"idea": self._idea()}

    @api.model
    def _asides(self):
        # Who has an idea about us need not buy: a supplier, a neighbour, a journalist.
        return super()._asides() | {"idea"}

    @api.model
    def _watched(self):
        return super()._watched() | {
            "crm_loyalty_idea": Watch(
                "crm_loyalty_idea",
                "partner_id",
                ["partner_id", "company_id", "date", "worth", "active"],
            ),
        }

    @api.model
    def _idea(self):
        return SQL(
            """
            SELECT scope.partner_id, idea.company_id, idea.date AS day, idea.worth
              FROM scope
              JOIN crm_loyalty_idea idea ON idea.partner_id = scope.contact_id
              JOIN setting ON setting.company_id = idea.company_id
             WHERE idea.active AND NOT scope.opted_out AND idea.date <= setting.as_of
            """
        )
