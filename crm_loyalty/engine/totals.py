"""Totals of a company by month, from the same facts as the measures.

They are summed up after the last customer of a full pass, a chunk of customers at a time, so that
no screen computes over orders: ``cohorts.py`` and ``growth.py`` say what is in the two tables. All
figures are sums over customers, hence what is known of some and of others is added up.
"""

from odoo.tools import SQL

from .cohorts import CELL, cell_query, cohort_queries
from .growth import HAPPENED, growth_queries, happened_query
from .measured import fact_queries, prepare, with_chain
from .months import month_number
from .settings import setting_query
from .standing import CHANGE, standing_queries

FACTS = ("scope", "setting", "refund", "sale", "invoice", "document", "line")
# {relation: (the columns that it is grouped by, those that are added up)}
PARTS = {"cell": CELL, "happened": HAPPENED, "change": CHANGE}


def add_totals(env, settings, scope, known):
    """Add what some customers did to what is known of others.

    Parked customers are left out: their facts cannot be computed.

    :param settings: list of ``company_settings``
    :param scope: SQL condition on ``res_partner`` that selects the contacts of whole customers
    :param known: what this gave for other customers, None for the first ones
    :return: dict of JSON values: {relation: list of rows}
    """
    wanted = SQL(
        "%s AND commercial_partner_id NOT IN (SELECT partner_id FROM crm_loyalty_parked)", scope
    )
    queries = dict(fact_queries(env, wanted, setting_query(settings)))
    chain = [
        *((name, queries[name]) for name in FACTS),
        ("customer_month", _customer_month()),
        ("cell", cell_query()),
        ("happened", happened_query()),
        *standing_queries(),
    ]
    parts = SQL(", ").join(
        SQL("(SELECT json_agg(part) FROM (%s) part)::text AS %s", _added(name, known), name_sql)
        for name, name_sql in ((name, SQL.identifier(name)) for name in PARTS)
    )
    prepare(env)
    [row] = env.execute_query_dict(SQL("%s SELECT %s", with_chain(chain), parts))
    return row


def write_totals(env, settings, known):
    """Put new totals of every company in place of the old ones.

    :param known: what ``add_totals`` gave for all customers
    """
    chain = [
        ("setting", setting_query(settings)),
        *((name, _known(name, known)) for name in PARTS),
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


def _added(name, known):
    """SQL of a relation of the chunk, and of what is known already, added up."""
    keys, sums = PARTS[name]
    columns = SQL(", ").join(map(SQL.identifier, (*keys, *sums)))
    here = SQL("SELECT %s FROM %s", columns, SQL.identifier(name))
    if not known:
        return here
    return SQL(
        "SELECT %s, %s FROM (%s UNION ALL %s) added GROUP BY %s",
        SQL(", ").join(map(SQL.identifier, keys)),
        SQL(", ").join(SQL("sum(%s) AS %s", *[SQL.identifier(column)] * 2) for column in sums),
        here,
        _known(name, known),
        SQL(", ").join(map(SQL.identifier, keys)),
    )


def _known(name, known):
    """SQL of a relation as it was given before."""
    keys, sums = PARTS[name]
    typed = [SQL("%s integer", SQL.identifier(column)) for column in keys]
    typed += [SQL("%s numeric", SQL.identifier(column)) for column in sums]
    columns = SQL(", ").join(map(SQL.identifier, (*keys, *sums)))
    rows = known.get(name) or "[]"
    return SQL(
        "SELECT %s FROM json_to_recordset(%s) AS t (%s)", columns, rows, SQL(", ").join(typed)
    )


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
