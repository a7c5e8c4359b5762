from odoo import api, models
from odoo.tools import SQL

from .source import Watch


class CrmLoyaltySource(models.AbstractModel):
    """Complaints: how many, how they stand on the day, and how satisfied they left the customer."""

    _inherit = "crm.loyalty.source"

    @api.model
    def _sources(self):
        return super()._sources() | {"complaint": self._complaint()}

    @api.model
    def _asides(self):
        # Who complains need not have bought from us: see docs/decisions/0013.
        return super()._asides() | {"complaint"}

    @api.model
    def _watched(self):
        return super()._watched() | {
            "crm_loyalty_complaint": Watch(
                "crm_loyalty_complaint",
                "partner_id",
                ["partner_id", "company_id", "active", "opened_at", "answered_at", "solved_at"]
                + ["answer_due", "solve_due", "satisfaction"],
            ),
        }

    @api.model
    def _complaint(self):
        """One row per complaint, as it stood at the end of the day.

        ``is_late`` if what was due on a day before has not been done. ``satisfied`` is on 0–100;
        its ``weight`` halves with every half-life since the solution.
        """
        return SQL(
            """
            SELECT scope.partner_id, c.company_id, told.day, NOT told.solved AS is_open,
                   NOT told.solved AND (
                       c.solve_due < told.today
                       OR c.answer_due < told.today
                          AND (c.answered_at IS NULL OR c.answered_at >= setting.until)
                   ) AS is_late,
                   CASE WHEN told.solved THEN 25 * (c.satisfaction - 1) END AS satisfied,
                   power(0.5, (setting.as_of - told.solved_day) / setting.half_life) AS weight
              FROM scope
             CROSS JOIN LATERAL (
                   SELECT company_id, opened_at, answered_at, solved_at, answer_due, solve_due,
                          satisfaction
                     FROM crm_loyalty_complaint
                    WHERE partner_id = scope.contact_id AND active OFFSET 0
              ) c
              JOIN setting ON setting.company_id = c.company_id
             CROSS JOIN LATERAL (
                   SELECT (c.opened_at AT TIME ZONE 'UTC' AT TIME ZONE setting.tz)::date AS day,
                          (c.solved_at AT TIME ZONE 'UTC' AT TIME ZONE setting.tz)::date
                              AS solved_day,
                          COALESCE(c.solved_at < setting.until, FALSE) AS solved,
                          setting.as_of::timestamp AT TIME ZONE setting.tz AT TIME ZONE 'UTC'
                              AS today
             ) told
             WHERE c.opened_at < setting.until
            """
        )
