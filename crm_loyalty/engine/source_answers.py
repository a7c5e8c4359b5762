from odoo import api, models
from odoo.tools import SQL

from .source import Watch


class CrmLoyaltySource(models.AbstractModel):
    """What customers said, whatever the way in: the answers that count, by age."""

    _inherit = "crm.loyalty.source"

    @api.model
    def _sources(self):
        return super()._sources() | {"answer": self._answer()}

    @api.model
    def _asides(self):
        # Who is asked for an opinion need not buy: a visitor of a fair, a supplier.
        return super()._asides() | {"answer"}

    @api.model
    def _watched(self):
        return super()._watched() | {
            "crm_loyalty_answer": Watch(
                "crm_loyalty_answer",
                "partner_id",
                ["partner_id", "company_id", "date", "state", "aspect_id", "side", "score"],
            ),
            "crm_loyalty_aspect": Watch(
                "crm_loyalty_aspect", None, ["kind", "active"], arrivals=False
            ),
        }

    @api.model
    def _answer(self):
        """One row per answer; ``weight`` halves with every half-life that has gone by."""
        return SQL(
            """
            SELECT scope.partner_id, a.company_id, a.partner_id AS contact_id, a.response_id,
                   a.aspect_id, aspect.kind, a.side, a.score, a.date AS moment, told.day,
                   power(0.5, (setting.as_of - told.day) / setting.half_life) AS weight
              FROM scope
              JOIN crm_loyalty_answer a ON a.partner_id = scope.contact_id
              JOIN crm_loyalty_aspect aspect ON aspect.id = a.aspect_id AND aspect.active
              JOIN setting ON setting.company_id = a.company_id
             CROSS JOIN LATERAL (
                   SELECT (a.date AT TIME ZONE 'UTC' AT TIME ZONE setting.tz)::date AS day
              ) told
             WHERE a.state = 'counted' AND NOT scope.opted_out AND a.date < setting.until
            """
        )
