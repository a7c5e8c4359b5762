"""Who would move if a rule or a scorecard were different: the engine's SQL on stored measures."""

import psycopg2

from odoo.exceptions import UserError
from odoo.tools import SQL, Query

from . import tiering
from .decision import condition_sql, decision_sql
from .scoring import loyalty_join

TABLE = "crm_loyalty_profile"


def preview_moves(env, reading, rules):
    """Count the customers that other rules would move, those that are archived left out.

    :param rules: all rules of the reading, the changed one included, in the order of decision
    :return: list of (stage id now, stage id then, customers); ids are None for no stage, 0 for a
        stage that is not saved yet. Customers with a valid pin stay where the pin says.
    """
    profile = env["crm.loyalty.profile"]
    name = profile._readings()[reading]
    query = Query(env, TABLE, SQL.identifier(TABLE))
    today = env.cr.now().date()
    decided = _decided(profile, reading, rules, query, today)
    pinned = SQL(
        """EXISTS (SELECT FROM crm_loyalty_pin pin
                     JOIN crm_loyalty_stage stage ON stage.id = pin.stage_id
                    WHERE pin.partner_id = %(table)s.partner_id
                      AND pin.company_id = %(table)s.company_id
                      AND stage.reading = %(reading)s AND pin.active
                      AND %(today)s BETWEEN pin.date_from AND pin.date_to)""",
        table=SQL.identifier(TABLE),
        reading=reading,
        today=today,
    )
    now = SQL.identifier(TABLE, name)
    env.flush_all()
    return _within_seconds(
        env,
        SQL(
            "SELECT %s AS now, CASE WHEN %s THEN %s ELSE %s END AS then, count(*) FROM %s"
            " WHERE %s AND %s GROUP BY 1, 2 ORDER BY 3 DESC",
            now,
            pinned,
            now,
            decided,
            query.from_clause,
            SQL.identifier(TABLE, "active"),
            SQL("%s = ANY(%s)", SQL.identifier(TABLE, "company_id"), env.user.company_ids.ids),
        ),
    )


def _decided(profile, reading, rules, query, today):
    """SQL of the stage that the rules give; of a tier, what was given before counts too."""
    if reading != tiering.READING:
        return decision_sql(profile, rules, TABLE, query)
    tiers = tiering.ladder(rules)
    held = tiering.held_sql(
        tiers,
        tiering.entered_sql(profile, tiers, TABLE, query),
        tiering.steps_sql(profile, tiers, TABLE, query),
        {name: SQL.identifier(TABLE, name) for name in tiering.STATE},
        SQL("%s::date", today),
    )
    return SQL("(SELECT ruled_tier_id FROM (%s) held)", held)


def _within_seconds(env, query, limit=5):
    """Run a query that a person wrote part of, for some seconds at most.

    :raise UserError: it took longer
    """
    timeout = SQL("SELECT set_config('statement_timeout', %s, TRUE)", f"{limit}s")
    try:
        with env.cr.savepoint(flush=False):
            env.execute_query(timeout)
            rows = env.execute_query(query)
    except psycopg2.errors.QueryCanceled as error:
        message = env._("This rule takes more than %s seconds to decide; make it simpler.", limit)
        raise UserError(message) from error
    env.execute_query(SQL("SELECT set_config('statement_timeout', '0', TRUE)"))
    return rows


def preview_scores(env, cards):
    """Count how many customers have which loyalty index now, and would have by other scorecards.

    :param cards: as for ``scoring.loyalty_join``, with the companies that each is for
    :return: list of (fifth now, fifth then, customers, of them with another index, sum of the
        indices now, sum then); a fifth is 0 to 4, None where the index is unknown
    """
    companies = [company_id for card in cards for company_id in card["company_ids"]]
    env.flush_all()
    return _within_seconds(
        env,
        SQL(
            "SELECT %s, %s, count(*), count(*) FILTER (WHERE old IS DISTINCT FROM new),"
            " sum(old)::float, sum(new)::float"
            " FROM (SELECT p.loyalty_index AS old, loyalty.loyalty_index AS new"
            " FROM crm_loyalty_profile p %s WHERE p.active AND p.company_id = ANY(%s)) scored"
            " GROUP BY 1, 2",
            _fifth("old"),
            _fifth("new"),
            loyalty_join(env, cards, "p"),
            sorted({*companies} & {*env.companies.ids}),
        ),
    )


def _fifth(column):
    """SQL of the fifth of the scale that an index is in; LEAST would take unknown for the last."""
    index = SQL.identifier(column)
    return SQL("CASE WHEN %s = 100 THEN 4 ELSE floor(%s / 20)::integer END", index, index)


def preview_members(env, rule, segment_id):
    """Count who would be in a segment under another rule, who would come and who would go.

    :param rule: as for ``condition_sql``; None for a segment that is given up
    :param segment_id: None for one that is not saved yet
    :return: dict of counts: customers, inside, come, go
    """
    profile = env["crm.loyalty.profile"]
    query = Query(env, TABLE, SQL.identifier(TABLE))
    met = condition_sql(profile, rule, TABLE, query) if rule else SQL("FALSE")
    held = SQL(
        "EXISTS (SELECT FROM crm_loyalty_member m WHERE m.date_to IS NULL AND m.segment_id = %s"
        " AND m.partner_id = %s AND m.company_id = %s)",
        segment_id or None,
        SQL.identifier(TABLE, "partner_id"),
        SQL.identifier(TABLE, "company_id"),
    )
    env.flush_all()
    [[customers, inside, come, go]] = _within_seconds(
        env,
        SQL(
            "SELECT count(*), count(*) FILTER (WHERE met),"
            " count(*) FILTER (WHERE met AND NOT held),"
            " count(*) FILTER (WHERE held AND met IS NOT TRUE)"
            " FROM (SELECT %s AS met, %s AS held FROM %s WHERE %s) counted",
            met,
            held,
            query.from_clause,
            SQL("%s = ANY(%s)", SQL.identifier(TABLE, "company_id"), env.companies.ids),
        ),
    )
    return {"customers": customers, "inside": inside, "come": come, "go": go}
