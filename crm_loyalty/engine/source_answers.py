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
        """One row per answer that counts, on the day that it was where the company is."""
        return SQL(
            """
            SELECT said.customer_id AS partner_id, said.company_id, said.partner_id AS contact_id,
                   said.response_id, said.id, said.aspect_id, aspect.kind, said.side, said.score,
                   said.date AS moment,
                   (said.date AT TIME ZONE 'UTC' AT TIME ZONE setting.tz)::date AS day
              FROM (SELECT scope.partner_id AS customer_id, answer.*
                      FROM scope
                     CROSS JOIN LATERAL (
                           SELECT id, company_id, partner_id, response_id, aspect_id, side, score,
                                  date
                             FROM crm_loyalty_answer
                            WHERE partner_id = scope.contact_id AND state = 'counted' OFFSET 0
                     ) answer
                     WHERE NOT scope.opted_out OFFSET 0
              ) said
              JOIN crm_loyalty_aspect aspect ON aspect.id = said.aspect_id AND aspect.active
              JOIN setting ON setting.company_id = said.company_id
             WHERE said.date < setting.until
            """
        )

    @api.model
    def _opinion(self):
        """One row per customer and aspect: mean scores by age, from how many answers, how old.

        The ``weight`` of an answer halves with every half-life that has gone by. As in a mean it
        is the relation of weights that counts, what is older than 500 half-lives may as well be so
        old.
        """
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
              FROM (SELECT answer.partner_id, answer.company_id, answer.aspect_id, answer.kind,
                           answer.day, answer.score::float AS score,
                           answer.side = 'experience' AS met,
                           power(0.5::float, LEAST(
                               (setting.as_of - answer.day) / setting.half_life::float, 500)
                           ) AS weight
                      FROM answer
                      JOIN setting USING (company_id)
                     WHERE answer.score IS NOT NULL OFFSET 0) given
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
