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
    query = SQL(
        """
        SELECT company_id,
               percentile_disc(%(fractions)s::float[]) WITHIN GROUP (ORDER BY ranked_value)
                   AS value_limits,
               percentile_disc(%(fractions)s::float[]) WITHIN GROUP (ORDER BY growth_potential)
                   AS potential_limits,
               percentile_disc(0.75) WITHIN GROUP (ORDER BY category_count) AS usual_categories
          FROM crm_loyalty_profile
         WHERE purchase_count > 0 AND active
         GROUP BY company_id
        HAVING count(*) >= %(least)s
        """,
        fractions=[step / PERCENTILES for step in range(1, PERCENTILES)],
        least=SMALLEST_BASE,
    )
    env.flush_all()
    found = {row.pop("company_id"): row for row in env.execute_query_dict(query)}
    for setting in settings:
        row = found.get(setting["company_id"], {})
        for name in ("value_limits", "potential_limits"):
            setting[name] = [-float(limit) for limit in reversed(row.get(name) or ())]
        setting["usual_categories"] = row.get("usual_categories")
    return settings
