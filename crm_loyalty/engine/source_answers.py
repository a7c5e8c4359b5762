from odoo import api, models
from odoo.tools import SQL

from .source import Watch


class CrmLoyaltySource(models.AbstractModel):
    """What customers said, whatever the way in: the answers that count, by age."""

    _inherit = "crm.loyalty.source"

    @api.model
    def _sources(self):
        return super()._sources() | {
            "answer": self._answer(),
            "opinion": self._opinion(),
            "recommender": self._recommender(),
        }

    @api.model
    def _asides(self):
        # Who is asked for an opinion need not buy: a visitor of a fair, a supplier.
        return super()._asides() | {"answer", "opinion", "recommender"}

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
        """One row per answer; ``weight`` halves with every half-life that has gone by.

        As in a mean it is the relation of weights that counts, what is older than 500 half-lives
        may as well be so old.
        """
        return SQL(
            """
            SELECT scope.partner_id, a.company_id, a.partner_id AS contact_id, a.response_id, a.id,
                   a.aspect_id, aspect.kind, a.side, a.score, a.date AS moment, told.day,
                   power(0.5::float, LEAST(
                       (setting.as_of - told.day) / setting.half_life::float, 500)) AS weight
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

    @api.model
    def _opinion(self):
        """One row per customer and aspect: mean scores by age, from how many answers, how old."""
        return SQL(
            """
            SELECT partner_id, company_id, aspect_id, kind,
                   sum(weight * score) FILTER (WHERE met) / sum(weight) FILTER (WHERE met)
                       AS experience,
                   sum(weight * score) FILTER (WHERE NOT met) / sum(weight) FILTER (WHERE NOT met)
                       AS expectation,
                   COALESCE(sum(weight) FILTER (WHERE met AND score >= 60), 0)
                       / sum(weight) FILTER (WHERE met) AS positive,
                   count(*) FILTER (WHERE met) AS experience_count,
                   count(*) FILTER (WHERE NOT met) AS expectation_count,
                   max(day) FILTER (WHERE met) AS experience_day,
                   max(day) FILTER (WHERE NOT met) AS expectation_day
              FROM (SELECT partner_id, company_id, aspect_id, kind, weight, day,
                           score::float AS score, side = 'experience' AS met
                      FROM answer WHERE score IS NOT NULL) given
             GROUP BY partner_id, company_id, aspect_id, kind
            """
        )

    @api.model
    def _recommender(self):
        """One row per contact who was asked whether he would recommend us: his latest answer."""
        return SQL(
            """
            SELECT DISTINCT ON (partner_id, company_id, contact_id)
                   partner_id, company_id, contact_id, score, day
              FROM answer WHERE kind = 'nps' AND score IS NOT NULL
             ORDER BY partner_id, company_id, contact_id, moment DESC, id DESC
            """
        )
