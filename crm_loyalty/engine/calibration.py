"""RFM limits: where one class ends and the next begins, from the company's own customers."""

from odoo.tools import SQL

from .measured import fact_queries, prepare, with_chain
from .settings import setting_query

# Below this many customers quantiles say little, and the company's fixed limits are used.
SMALLEST_BASE = 20


def calibrated(env, settings):
    """Fill the RFM limits and the size of the base into the settings of a run.

    The limits are quantiles of the values themselves, not of ranks: equal customers score equally,
    whatever the order of the rows. They are computed from the facts alone. There are as many of
    them as of the fixed limits that they replace.

    :param settings: list of ``company_settings``
    :return: the same list, with limits negated and ascending as the score formulas want them
    """
    prepare(env)
    found = {row["company_id"]: row for row in env.execute_query_dict(_limits_query(env, settings))}
    for setting in settings:
        row = found.get(setting["company_id"])
        if not row:
            continue
        setting["base_size"] = row["base_size"]
        if row["base_size"] >= SMALLEST_BASE and setting["rfm_method"] == "quantile":
            for name in ("recency_limits", "frequency_limits", "monetary_limits"):
                setting[name] = [-float(limit) for limit in reversed(row[name] or ())] or setting[
                    name
                ]
    return settings


def _limits_query(env, settings):
    """SQL of the quantiles per company; it uses the same facts as the measures do."""
    queries = dict(fact_queries(env, SQL("TRUE"), setting_query(settings)))
    names = ("scope", "setting", "refund", "sale", "invoice", "document")
    needed = [(name, queries[name]) for name in names]
    buyers = SQL(
        """
        SELECT company_id, max(day) FILTER (WHERE sign > 0) AS last_day,
               count(*) FILTER (WHERE sign > 0) AS frequency, sum(amount) AS amount
          FROM document
         GROUP BY company_id, partner_id
        HAVING bool_or(sign > 0)
        """
    )
    return SQL(
        """
        %(chain)s
        SELECT company_id, count(*) AS base_size,
               percentile_disc(fractions) WITHIN GROUP (ORDER BY setting.as_of - last_day)
                   AS recency_limits,
               percentile_disc(fractions) WITHIN GROUP (ORDER BY frequency)
                   AS frequency_limits,
               percentile_disc(fractions) WITHIN GROUP (
                   ORDER BY round(amount, setting.digits)::float) AS monetary_limits
          FROM buyers
          JOIN setting USING (company_id)
          JOIN (SELECT company_id, array_agg(step / (limits + 1.0)::float ORDER BY step)
                                       AS fractions
                  FROM setting
                 CROSS JOIN LATERAL (SELECT cardinality(recency_limits) AS limits) counted
                 CROSS JOIN LATERAL generate_series(1, limits) step
                 GROUP BY company_id) classed USING (company_id)
         GROUP BY company_id, fractions
        """,
        chain=with_chain([*needed, ("buyers", buyers)]),
    )
