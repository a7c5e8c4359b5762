"""Models of the future: facts of the chunk → what each customer is expected to do.

Not SQL: what the models need of a customer (x, t_x, T and spend) is read through the same sources,
computed for the whole chunk at once, and comes back into the statement as the relation
``forecast``, like any other facts.
"""

import json

from odoo.tools import SQL

from ..analytics.choice import restored
from ..analytics.clv import lifetime_values
from ..analytics.optional import available, np
from ..analytics.pace import horizon
from ..analytics.rfmdata import Summary
from .measured import fact_queries, prepare, with_chain
from .settings import setting_query

DAYS_OF_MONTH = 365.25 / 12
NEEDED = ("scope", "setting", "refund", "sale", "invoice", "document")
# (name, type) of the columns of the relation ``forecast``; money is revenue, discounted.
COLUMNS = (
    ("partner_id", "integer"),
    ("company_id", "integer"),
    ("alive", "numeric"),
    ("purchases", "numeric"),
    ("wait", "numeric"),
    ("revenue", "numeric"),
    ("low", "numeric"),
    ("high", "numeric"),
)


def forecast_query(env, settings, scope):
    """SQL of the relation ``forecast``: one row per customer who bought from a company with a fit.

    :param settings: those of the run (``company_settings``); they name the fit of each company
    :param scope: SQL condition on ``res_partner`` that selects the contacts of whole customers
    """
    models = {row["company_id"]: row for row in settings if row.get("fit_id")}
    if not models or not available():
        return no_forecast()
    fits = env["crm.loyalty.fit"].browse(row["fit_id"] for row in models.values()).exists()
    # A model is an arithmetic of the engine; who may see its record is another matter.
    choices = {fit.company_id.id: restored(fit.choice) for fit in fits.sudo()}
    rows = _bought(env, settings, scope, list(choices))
    found = [
        _predicted(choice, models[company_id], company_id, rows[company_id])
        for company_id, choice in choices.items()
        if company_id in rows
    ]
    return _relation(found) if found else no_forecast()


def no_forecast():
    """SQL of the relation ``forecast`` where nothing is predicted."""
    return SQL("SELECT * FROM (VALUES %s) AS forecast (%s) WHERE FALSE", _typed_nulls(), _names())


def _bought(env, settings, scope, company_ids):
    """What the models read of each customer.

    :return: {company id: array of rows (partner, x, recency, age, spend)}
    """
    queries = dict(fact_queries(env, scope, setting_query(settings)))
    days = SQL(
        "SELECT partner_id, company_id, day,"
        " CASE WHEN count(*) = count(amount) THEN sum(amount) END AS amount"
        " FROM document WHERE sign > 0 AND company_id = ANY(%s)"
        " GROUP BY partner_id, company_id, day",
        company_ids,
    )
    # What was bought on the first day begins the relationship; all that the models explain is
    # what comes after it.
    query = SQL(
        """
        %s
        SELECT company_id, partner_id, count(*) - 1, max(day) - min(day),
               max(setting.as_of) - min(day),
               CASE WHEN count(*) = count(amount)
                    THEN (sum(amount) - (array_agg(amount ORDER BY day))[1])::float END
          FROM days
          JOIN setting USING (company_id)
         GROUP BY company_id, partner_id
        """,
        with_chain([*((name, queries[name]) for name in NEEDED), ("days", days)]),
    )
    prepare(env)
    rows = np.array(env.execute_query(query), dtype=float).reshape(-1, 6)
    return {
        company_id: rows[rows[:, 0] == company_id][:, 1:] for company_id in np.unique(rows[:, 0])
    }


def _predicted(choice, setting, company_id, rows):
    """The columns of the relation for one company's customers."""
    partners, x, recency, age = (rows[:, place].astype(np.int64) for place in range(4))
    customers = Summary(x, recency, age, rows[:, 4], choice.unit)
    ahead = horizon(
        setting["horizon"] * DAYS_OF_MONTH, DAYS_OF_MONTH, setting["discount_rate"], choice.unit
    )
    values = lifetime_values(choice, customers, ahead)
    return [
        partners,
        np.full(len(partners), int(company_id)),
        values.alive,
        values.purchases,
        values.wait * choice.unit,
        values.value,
        values.low,
        values.high,
    ]


def _relation(found):
    columns = [np.concatenate(parts).tolist() for parts in zip(*found, strict=True)]
    # The kinds stand above, in this file.
    arrays = [
        SQL("%s::%s[]", _array(values), SQL(kind))  # pylint: disable=sql-injection
        for (_name, kind), values in zip(COLUMNS, columns, strict=True)
    ]
    # Not a number is unknown; and so is what has no bound.
    known = [
        SQL("NULLIF(NULLIF(%(name)s, 'NaN'), 'Infinity') AS %(name)s", name=SQL.identifier(name))
        for name, kind in COLUMNS
        if kind == "numeric"
    ]
    return SQL(
        "SELECT partner_id, company_id, %s FROM unnest(%s) AS forecast (%s)",
        SQL(", ").join(known),
        SQL(", ").join(arrays),
        _names(),
    )


def _array(values):
    """An array as PostgreSQL writes it: one text is read faster than so many numbers."""
    return f"{{{json.dumps(values)[1:-1]}}}"


def _names():
    return SQL(", ").join(SQL.identifier(name) for name, _kind in COLUMNS)


def _typed_nulls():
    # The kinds stand above, in this file.
    kinds = (SQL("NULL::%s", SQL(kind)) for _name, kind in COLUMNS)  # pylint: disable=sql-injection
    return SQL("(%s)", SQL(", ").join(kinds))
