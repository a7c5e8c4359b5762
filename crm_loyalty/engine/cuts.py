"""Cut points of value: percentiles of what the last pass stored, which the next one ranks by.

Not from facts, as the RFM limits: value is a measure itself. So a pass ranks by the limits of the
evening before, and the first one of all, which has none, ranks nobody.
"""

from odoo.tools import SQL

PERCENTILES = 100
# From so many customers on, a percentile says something.
SMALLEST_BASE = 20


def with_cuts(env, settings):
    """Fill the cut points into the settings of a run.

    :param settings: list of ``company_settings``
    :return: the same list, with limits negated and ascending as the formulas want them
    """
    env.flush_all()
    found = {row.pop("company_id"): row for row in env.execute_query_dict(_cuts_query())}
    for setting in settings:
        row = found.get(setting["company_id"], {})
        for name in ("value_limits", "potential_limits"):
            setting[name] = [-float(limit) for limit in reversed(row.get(name) or ())]
        setting["share_limits"] = [float(limit) for limit in row.get("share_limits") or ()]
        setting["usual_categories"] = row.get("usual_categories")
    return settings


def _cuts_query():
    """SQL of the percentiles of value and potential, and of the shares of value, by company.

    Columns: company_id, value_limits, potential_limits, usual_categories, share_limits.
    """
    return SQL(
        """
        WITH buyer AS (
            SELECT company_id, ranked_value::float, growth_potential::float, category_count
              FROM crm_loyalty_profile p WHERE purchase_count > 0 AND active
               AND NOT EXISTS (SELECT FROM res_partner partner
                                WHERE partner.id = p.partner_id AND partner.loyalty_opt_out)
        ), above AS (
            SELECT company_id, ranked_value,
                   (sum(sum(ranked_value)) OVER (PARTITION BY company_id ORDER BY ranked_value DESC)
                    - sum(ranked_value))
                   / sum(sum(ranked_value)) OVER (PARTITION BY company_id) AS share
              FROM buyer
             WHERE ranked_value > 0
             GROUP BY company_id, ranked_value
        ), bucket AS (
            SELECT company_id, floor(share * %(steps)s)::integer + 1 AS step,
                   min(ranked_value) AS least
              FROM above
             GROUP BY 1, 2
        ), shared AS (
            SELECT company_id, array_agg(least ORDER BY least) AS share_limits
              FROM (SELECT company_id, min(least) OVER (PARTITION BY company_id ORDER BY step)
                               AS least
                      FROM (SELECT company_id, step
                              FROM (SELECT DISTINCT company_id FROM bucket) company
                             CROSS JOIN generate_series(1, %(steps)s - 1) step) every
                      LEFT JOIN bucket USING (company_id, step)) found
             GROUP BY company_id
        )
        SELECT company_id,
               percentile_disc(%(fractions)s::float[]) WITHIN GROUP (ORDER BY ranked_value)
                   AS value_limits,
               percentile_disc(%(fractions)s::float[]) WITHIN GROUP (ORDER BY growth_potential)
                   AS potential_limits,
               percentile_disc(0.75) WITHIN GROUP (ORDER BY category_count) AS usual_categories,
               (SELECT share_limits FROM shared WHERE shared.company_id = buyer.company_id)
          FROM buyer
         GROUP BY company_id
        HAVING count(*) >= %(least)s
        """,
        steps=PERCENTILES,
        fractions=[step / PERCENTILES for step in range(1, PERCENTILES)],
        least=SMALLEST_BASE,
    )
