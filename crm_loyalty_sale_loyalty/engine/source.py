from odoo import api, models
from odoo.tools import SQL

from odoo.addons.crm_loyalty.engine.source import Watch

WATCHES = {
    "member_card": Watch(
        "loyalty_card", "partner_id", ["partner_id", "program_id", "company_id", "active"]
    ),
    "member_program": Watch(
        "loyalty_program", None, ["program_type", "active", "company_id"], arrivals=False
    ),
}


class CrmLoyaltySource(models.AbstractModel):
    """The cards of loyalty programmes that a customer or one of its contacts holds."""

    _inherit = "crm.loyalty.source"

    @api.model
    def _sources(self):
        return super()._sources() | {"card": self._card()}

    @api.model
    def _asides(self):
        # A programme may be every company's: its card is no relationship with each of them.
        return super()._asides() | {"card"}

    @api.model
    def _watched(self):
        return super()._watched() | WATCHES

    @api.model
    def _card(self):
        """One row per active card and company where its programme holds, from its first day on."""
        return SQL(
            """
            SELECT found.partner_id, setting.company_id, found.day
              FROM (SELECT scope.partner_id, held.company_id, held.day
                      FROM scope
                     CROSS JOIN LATERAL (
                           SELECT program_id, company_id, create_date AS day
                             FROM loyalty_card
                            WHERE partner_id = scope.contact_id AND active OFFSET 0
                     ) held
                      JOIN loyalty_program program ON program.id = held.program_id
                     WHERE program.program_type = 'loyalty' AND program.active OFFSET 0
              ) card
              JOIN setting ON COALESCE(card.company_id, setting.company_id) = setting.company_id
             CROSS JOIN LATERAL (
                   SELECT card.partner_id,
                          (card.day AT TIME ZONE 'UTC' AT TIME ZONE setting.tz)::date AS day
             ) found
             WHERE found.day <= setting.as_of
            """
        )
