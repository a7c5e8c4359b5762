"""Rules → SQL: those of a reading become one CASE; the first match wins."""

import json

import psycopg2

from odoo.fields import Domain
from odoo.tools import SQL, Query, mute_logger

MEASURED = "measured"


def decision_sql(profile, rules, alias, query):
    """SQL of the first rule that matches: the id of its stage, NULL if none does.

    :param rules: rules of one reading, in the order of decision
    :param alias: a relation that has the profile's measures as columns
    :param query: the query that relational conditions may add their joins to
    """
    branches = [
        SQL("WHEN %s THEN %s", condition_sql(profile, rule, alias, query), rule["id"])
        for rule in rules
    ]
    if not branches:
        return SQL("NULL::integer")
    return SQL("(CASE %s END)", SQL(" ").join(branches))


def condition_sql(profile, rule, alias, query):
    """SQL of the condition of one rule, for the companies that it is for."""
    domain = Domain(rule["domain"])
    if rule["company_id"]:
        domain &= Domain("company_id", "=", rule["company_id"])
    return domain.optimize_full(profile)._to_sql(profile, alias, query)


def try_rule(profile, rule):
    """Have the database read a rule, without deciding anything, as the user of ``profile``.

    :param rule: a dict as for ``judged_query``
    :raise ValueError: the engine could not decide it, and why
    """
    env = profile.env
    measured = SQL.identifier(MEASURED)
    query = Query(env, MEASURED, measured)
    condition = condition_sql(profile, rule, MEASURED, query)
    if SQL.identifier(profile._table).code in query.from_clause.code + condition.code:
        raise ValueError(env._("it asks for what is decided, by a detour over another record"))
    trial = SQL(
        "WITH %s AS (SELECT * FROM %s LIMIT 0) SELECT %s::jsonb FROM %s WHERE %s",
        measured,
        SQL.identifier(profile._table),
        json.dumps(rule["domain"], allow_nan=False),
        query.from_clause,
        condition,
    )
    try:
        with mute_logger("odoo.sql_db"), env.cr.savepoint(flush=False):
            env.execute_query(trial)
    except psycopg2.Error as error:
        raise ValueError(str(error).strip().split("\n")[0]) from error
