"""How a company's base stands at the end of each month: who is active, kept, buys across, upgraded.

A customer's standing changes only when purchases come, grow a year old, or go: from these turns,
summed up, follows how many customers stand how, without looking at each customer in each month.
"""

from odoo.tools import SQL

from .months import month_number

MONTHS = 48  # three years, and the year before the first of them to compare it with
CHANGE = (
    ("company_id", "month"),
    ("active", "base", "kept", "upgraded", "one", "two", "more", "categories"),
)
UPGRADE = 1.2  # a mean order this many times that of the twelve months before is an upgrade


def standing_queries():
    """Give the queries from ``customer_month`` and ``line`` to ``change``.

    :return: list of (name, SQL)
    """
    return [
        ("category_span", _category_span()),
        ("turn", _turn()),
        ("standing", _standing()),
        ("change", _change()),
    ]


def _category_span():
    """From when to when a customer has bought from a category within twelve months.

    A full join is never done by a loop, whatever number of rows the planner expects.
    """
    return SQL(
        """
        SELECT company_id, partner_id, month AS since, LEAST(month + 12, lead(month) OVER (
                   PARTITION BY company_id, partner_id, categ_id ORDER BY month)) AS until
          FROM (SELECT DISTINCT line.company_id, line.partner_id, line.month, product.categ_id
                  FROM (SELECT company_id, partner_id, product_id, %(month)s AS month
                          FROM line JOIN setting USING (company_id)
                         WHERE line.sign > 0
                           AND day > setting.as_of - make_interval(months => %(far)s)) line
                  FULL JOIN (SELECT product.id AS product_id, template.categ_id
                               FROM product_product product
                               JOIN product_template template
                                    ON template.id = product.product_tmpl_id) product
                       USING (product_id)
                OFFSET 0) bought
         WHERE partner_id IS NOT NULL AND categ_id IS NOT NULL
        """,
        month=month_number("day"),
        far=MONTHS + 13,
    )


def _turn():
    """Where a customer's standing changes: a month's purchases come, grow a year old, and go."""
    return SQL(
        """
        SELECT company_id, partner_id, edge.month, now * purchases AS purchases,
               now * valued AS valued, now * paid AS paid, past * purchases AS past_purchases,
               past * valued AS past_valued, past * paid AS past_paid, 0 AS categories
          FROM customer_month
          JOIN setting USING (company_id)
         CROSS JOIN LATERAL (VALUES (month, 1, 0), (month + 12, -1, 1), (month + 24, 0, -1))
               AS edge (month, now, past)
         WHERE purchases > 0 AND customer_month.month > %(now)s - %(far)s
         UNION ALL
        SELECT company_id, partner_id, edge.month, 0, 0, 0, 0, 0, 0, edge.categories
          FROM category_span
         CROSS JOIN LATERAL (VALUES (since, 1), (until, -1)) AS edge (month, categories)
        """,
        now=month_number("setting.as_of"),
        far=MONTHS + 24,
    )


def _standing():
    """How a customer stands from the end of one month until another: sums of its turns."""
    return SQL(
        """
        SELECT company_id, partner_id, month AS since, lead(month) OVER life AS until,
               sum(sum(purchases)) OVER life > 0 AS is_active,
               sum(sum(past_purchases)) OVER life > 0 AS was_active,
               sum(sum(paid)) OVER life * sum(sum(past_valued)) OVER life
                   >= %(upgrade)s * sum(sum(past_paid)) OVER life * sum(sum(valued)) OVER life
               AND sum(sum(valued)) OVER life > 0
               AND sum(sum(past_valued)) OVER life > 0 AS is_upgraded,
               sum(sum(categories)) OVER life AS categories
          FROM turn
         GROUP BY company_id, partner_id, month
        WINDOW life AS (PARTITION BY company_id, partner_id ORDER BY month)
        """,
        upgrade=UPGRADE,
    )


def _change():
    """How many customers come into each standing in a month, less those who leave it."""
    return SQL(
        """
        SELECT company_id, edge.month, sum(sign) FILTER (WHERE is_active) AS active,
               sum(sign) FILTER (WHERE was_active) AS base,
               sum(sign) FILTER (WHERE is_active AND was_active) AS kept,
               sum(sign) FILTER (WHERE is_upgraded) AS upgraded,
               sum(sign) FILTER (WHERE is_active AND categories = 1) AS one,
               sum(sign) FILTER (WHERE is_active AND categories = 2) AS two,
               sum(sign) FILTER (WHERE is_active AND categories > 2) AS more,
               sum(sign * categories) FILTER (WHERE is_active) AS categories
          FROM standing
         CROSS JOIN LATERAL (VALUES (since, 1), (until, -1)) AS edge (month, sign)
         WHERE edge.month IS NOT NULL
         GROUP BY company_id, edge.month
        """
    )
