"""Customers by the month of their first purchase, and what became of them month by month."""

from odoo.tools import SQL

from .months import month_day, month_number

CELL = (("company_id", "cohort", "age"), ("buyers", "purchases", "revenue"))


def cohort_queries():
    """Give the queries from ``cell`` to the rows of ``crm.loyalty.cohort``.

    :return: list of (name, SQL); the last one writes
    """
    return [("grid", _grid()), ("cohort", _written())]


def cell_query():
    """What the customers of a cohort bought and brought back at one age, if anything.

    SQL of ``cell``, from ``customer_month``.

    What was brought back before the first purchase counts in the month of the first purchase.
    """
    return SQL(
        """
        SELECT company_id, cohort, GREATEST(month - cohort, 0) AS age,
               count(*) FILTER (WHERE purchases > 0) AS buyers,
               sum(purchases) AS purchases, sum(amount) AS revenue
          FROM customer_month
         WHERE cohort IS NOT NULL
         GROUP BY company_id, cohort, GREATEST(month - cohort, 0)
        """
    )


def _grid():
    """Every age of every cohort, up to the month of the pass; unknown amounts stay unknown."""
    return SQL(
        """
        SELECT born.company_id, born.cohort, ages.age, born.buyers AS customers,
               COALESCE(cell.buyers, 0) AS buyers, COALESCE(cell.purchases, 0) AS purchases,
               CASE WHEN cell.age IS NULL THEN 0 ELSE cell.revenue END AS revenue,
               born.cohort + ages.age < now.month AS is_over, setting.digits
          FROM cell born
          JOIN setting USING (company_id)
         CROSS JOIN LATERAL (SELECT %(now)s AS month) now
         CROSS JOIN LATERAL generate_series(0, now.month - born.cohort) AS ages (age)
          LEFT JOIN cell ON cell.company_id = born.company_id
                        AND cell.cohort = born.cohort AND cell.age = ages.age
         WHERE born.age = 0
        """,
        now=month_number("setting.as_of"),
    )


def _written():
    return SQL(
        """
        INSERT INTO crm_loyalty_cohort (company_id, cohort, month, age, is_over, customers, buyers,
                                        purchases, retention, revenue, cumulated,
                                        revenue_per_customer)
        SELECT company_id, %(cohort)s, %(month)s, age, is_over, customers, buyers, purchases,
               round(buyers::numeric / customers, 4), round(revenue, digits),
               round(cumulated, digits), round(cumulated / customers, digits)
          FROM (SELECT *, sum(revenue) OVER (
                           PARTITION BY company_id, cohort ORDER BY age) AS cumulated
                  FROM grid) growing
        RETURNING id
        """,
        cohort=month_day("cohort"),
        month=month_day("cohort + age"),
    )
