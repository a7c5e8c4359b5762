"""What pulls an index down: the points of a scale that each component costs, customer by customer.

Of a customer, the satisfaction index is short of 100 by the sum over its n dimensions of
(100 − found) / n − w · (found − expected) / m, where m of them have both sides and w is the weight
of the gap; delivered value is short of 100 by the sum of (100 − score) / n over n benefits and
score / n over n costs. Each term is what that component costs. Where the index met an end of its
scale, the terms are scaled, so that they add up to what is missing all the same.

The mean over a group's customers adds up to what the group's mean index is short of 100; the
difference to the same mean over the other customers adds up to the difference of both indexes.
"""

from odoo.tools import SQL

from .measured import with_chain


def levers_query(base, gap_weight):
    """SQL of what each component costs: one row per aspect and side of the comparison.

    :param base: SQL of customers: id, chosen (whether it is of the group), opinions,
        satisfaction_index, delivered_value
    :return: SQL with the columns aspect_id, figure, chosen, customers, score, gap, points
    """
    chain = [("base", base), ("said", _said()), ("lost", _lost(gap_weight)), ("scaled", _scaled())]
    return SQL(
        """
        %s
        SELECT aspect_id, figure, chosen, count(*) AS customers, avg(found) AS score,
               avg(found - expected) AS gap, sum(points) FILTER (WHERE known) AS points
          FROM scaled GROUP BY aspect_id, figure, chosen
        """,
        with_chain(chain),
    )


def totals_query(base):
    """SQL of the means and counts of both sides: one row for each."""
    return SQL(
        """
        SELECT chosen, avg(satisfaction_index) AS satisfaction,
               count(satisfaction_index) AS satisfaction_customers,
               avg(delivered_value) AS delivered, count(delivered_value) AS delivered_customers
          FROM (%s) AS base GROUP BY chosen
        """,
        base,
    )


def _said():
    return SQL(
        """
        SELECT base.id, base.chosen, aspect.id AS aspect_id, aspect.kind,
               CASE aspect.kind WHEN 'satisfaction' THEN 'satisfaction' ELSE 'delivered' END
                   AS figure,
               100 - CASE aspect.kind WHEN 'satisfaction' THEN base.satisfaction_index
                                      ELSE base.delivered_value END AS missing,
               (side.value -> 'experience' ->> 0)::float AS found,
               (side.value -> 'expectation' ->> 0)::float AS expected
          FROM base
         CROSS JOIN LATERAL jsonb_each(base.opinions) side (key, value)
          JOIN crm_loyalty_aspect aspect ON aspect.id = side.key::integer
         WHERE aspect.kind IN ('satisfaction', 'benefit', 'cost') AND side.value ? 'experience'
        """
    )


def _lost(gap_weight):
    return SQL(
        """
        SELECT said.*, CASE kind
               WHEN 'satisfaction' THEN (100 - found) / count(*) OVER same
                   - COALESCE(%s * (found - expected) / NULLIF(count(expected) OVER same, 0), 0)
               WHEN 'benefit' THEN (100 - found) / count(*) OVER same
               ELSE found / count(*) OVER same END AS points
          FROM said
        WINDOW same AS (PARTITION BY id, kind)
        """,
        gap_weight,
    )


def _scaled():
    return SQL(
        """
        SELECT id, chosen, aspect_id, figure, found, expected, missing IS NOT NULL AS known,
               points * CASE WHEN figure = 'satisfaction' AND (total < 0 OR total > 100)
                             THEN missing / total ELSE 1 END AS points
          FROM (SELECT lost.*, sum(points) OVER (PARTITION BY id, figure) AS total FROM lost) whole
        """
    )
