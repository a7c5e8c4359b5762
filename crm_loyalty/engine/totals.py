"""Totals of a company by month, from the same facts as the measures.

They are written at the end of a full pass, by one statement, so that no screen computes over
orders: ``cohorts.py`` and ``growth.py`` say what is in the two tables.
"""

from odoo.tools import SQL

from .cohorts import cohort_queries
from .growth import growth_queries
from .measured import fact_queries, prepare, with_chain
from .months import month_number
from .settings import setting_query

FACTS = ("scope", "setting", "refund", "sale", "invoice", "document", "line")


def rewrite_totals(env, settings):
    """Put new totals of every company in place of the old ones.

    Parked customers are left out: their facts cannot be computed.

    :param settings: list of ``company_settings``
    """
    scope = SQL("commercial_partner_id NOT IN (SELECT partner_id FROM crm_loyalty_parked)")
    queries = dict(fact_queries(env, scope, setting_query(settings)))
    chain = [
        *((name, queries[name]) for name in FACTS),
        ("customer_month", _customer_month()),
        *cohort_queries(),
        *growth_queries(),
    ]
    models = (env["crm.loyalty.growth"], env["crm.loyalty.cohort"])
    prepare(env)
    for model in models:
        env.execute_query(SQL("DELETE FROM %s RETURNING id", SQL.identifier(model._table)))
    written = SQL("SELECT (SELECT count(*) FROM cohort), (SELECT count(*) FROM growth)")
    env.execute_query(SQL("%s %s", with_chain(chain), written))
    for model in models:
        model.invalidate_model(flush=False)
    models[0]._link_year_before()


def _customer_month():
    """One row per customer and month in which something was bought or brought back.

    ``cohort`` is the month of the first purchase, ``before`` the last purchase day of the months
    before; ``paid`` is what ``valued`` of the purchases cost, the others' amount is not known.
    """
    return SQL(
        """
        SELECT company_id, partner_id, month, purchases, valued, paid, amount, first_day,
               min(month) FILTER (WHERE purchases > 0) OVER (
                   life ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS cohort,
               max(last_day) OVER (
                   life ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
          FROM (SELECT company_id, partner_id, %(month)s AS month,
                       (count(*) FILTER (WHERE sign > 0))::integer AS purchases,
                       (count(amount) FILTER (WHERE sign > 0))::integer AS valued,
                       COALESCE(sum(amount) FILTER (WHERE sign > 0), 0) AS paid,
                       sum(amount) AS amount,
                       min(day) FILTER (WHERE sign > 0) AS first_day,
                       max(day) FILTER (WHERE sign > 0) AS last_day
                  FROM document
                 GROUP BY company_id, partner_id, %(month)s) monthly
        WINDOW life AS (PARTITION BY company_id, partner_id ORDER BY month)
        """,
        month=month_number("day"),
    )
