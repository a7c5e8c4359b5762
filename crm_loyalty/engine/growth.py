"""How a company's base grows: more customers, for longer, who buy more.

A month tells what happened in it, and how the base stood at its end.
"""

from odoo.tools import SQL

from .months import month_day, month_number
from .standing import MONTHS

HAPPENED = (
    ("company_id", "month"),
    ("buyers", "new", "won_back", "documents", "revenue", "revenue_new"),
)


def growth_queries():
    """Give the queries from ``cell``, ``happened`` and ``change`` to ``crm.loyalty.growth``.

    :return: list of (name, SQL); the last one writes
    """
    return [("calendar", _calendar()), ("growth", _written())]


def _calendar():
    """The months of a company that are over, from its first purchase on."""
    return SQL(
        """
        SELECT company_id, month, digits
          FROM (SELECT company_id, %(now)s AS now, min(cohort) AS first, setting.digits
                  FROM cell JOIN setting USING (company_id)
                 GROUP BY company_id, setting.as_of, setting.digits) life
         CROSS JOIN LATERAL generate_series(GREATEST(first, now - %(months)s), now - 1) AS month
        """,
        now=month_number("setting.as_of"),
        months=MONTHS,
    )


def happened_query():
    """What happened in a month; who buys again after more than a year is won back.

    SQL of ``happened``, from ``customer_month``.
    """
    return SQL(
        """
        SELECT company_id, month, count(*) FILTER (WHERE purchases > 0) AS buyers,
               count(*) FILTER (WHERE month = cohort) AS new,
               count(*) FILTER (WHERE first_day > before + interval '1 year') AS won_back,
               count(*) AS documents, sum(amount) AS revenue,
               sum(amount) FILTER (WHERE month = cohort) AS revenue_new
          FROM customer_month
         GROUP BY company_id, month
        """
    )


def _written():
    """Write a row per month: what happened in it, and the changes up to it summed up."""
    return SQL(
        """
        INSERT INTO crm_loyalty_growth (
               company_id, month, new_count, won_back_count, buyer_count, returning_count,
               repeat_rate, active_count, base_count, acquired_count, acquisition_rate, kept_count,
               gone_count, retention,
               one_count, two_count, more_count, categorised_count, category_sum, category_mean,
               cross_count, cross_rate, upgraded_count, upgrade_rate, revenue, revenue_new,
               revenue_returning, revenue_12m, revenue_per_customer)
        SELECT company_id, %(month)s, new, won_back, buyers, buyers - new,
               round((buyers - new)::numeric / NULLIF(buyers, 0), 4), active, base, acquired,
               round(acquired::numeric / NULLIF(base, 0), 4), kept,
               NULLIF(base, 0) - kept, round(kept::numeric / NULLIF(base, 0), 4),
               one, two, more, one + two + more, categories,
               round(categories::numeric / NULLIF(one + two + more, 0), 2),
               two + more, round((two + more)::numeric / NULLIF(one + two + more, 0), 4),
               upgraded, round(upgraded::numeric / NULLIF(kept, 0), 4),
               round(revenue, digits), round(revenue_new, digits),
               round(revenue - revenue_new, digits), round(revenue_12m, digits),
               round(revenue_12m / NULLIF(active, 0), digits)
          FROM (%(months)s) months
         WHERE digits IS NOT NULL
        RETURNING id
        """,
        month=month_day("month"),
        months=_months(),
    )


def _months():
    """The months of the calendar with their figures; money is unknown if no amount is known.

    Full joins, and sums over windows: nothing here is a loop, whatever number of rows the planner
    expects.
    """
    figures = SQL(", ").join(
        SQL("COALESCE(sum(%s) OVER life, 0) AS %s", SQL.identifier(name), SQL.identifier(name))
        for name in ("active", "base", "kept", "upgraded", "one", "two", "more", "categories")
    )
    return SQL(
        """
        SELECT company_id, month, digits, %(figures)s, COALESCE(new, 0) AS new,
               COALESCE(sum(new) OVER year, 0) AS acquired, COALESCE(won_back, 0) AS won_back,
               COALESCE(buyers, 0) AS buyers,
               CASE WHEN documents > 0 THEN revenue ELSE 0 END AS revenue,
               CASE WHEN new > 0 THEN revenue_new ELSE 0 END AS revenue_new,
               CASE WHEN sum(documents) OVER year > 0 THEN sum(revenue) OVER year
                    ELSE 0 END AS revenue_12m
          FROM calendar
          FULL JOIN happened USING (company_id, month)
          FULL JOIN change USING (company_id, month)
        WINDOW life AS (PARTITION BY company_id ORDER BY month),
               year AS (PARTITION BY company_id ORDER BY month
                        RANGE BETWEEN 11 PRECEDING AND CURRENT ROW)
        """,
        figures=figures,
    )
