"""Profiles → memberships: who came into a segment and who went, over a chunk that is written."""

from odoo.tools import SQL, Query

from .decision import condition_sql
from .measured import with_chain
from .settings import setting_query


def assign(env, run, partners):
    """Open the memberships that began and close those that ended; nothing else is written.

    A membership is open as long as the stored profile meets the rule. Of two open ones of one
    customer and segment, as a merge of contacts leaves them, the younger is closed.

    :param run: the run whose segments and day are used
    :param partners: SQL condition on ``p.partner_id`` that selects the customers
    """
    env["crm.loyalty.member"].flush_model()
    closed = SQL(
        "UPDATE crm_loyalty_member m SET date_to = GREATEST(m.date_from, setting.as_of),"
        " write_uid = %s, write_date = %s FROM misplaced"
        " JOIN setting USING (company_id) WHERE m.id = misplaced.member_id RETURNING m.id",
        env.uid,
        env.cr.now(),
    )
    opened = SQL(
        "INSERT INTO crm_loyalty_member (segment_id, partner_id, company_id, date_from,"
        " create_uid, create_date, write_uid, write_date)"
        " SELECT segment_id, partner_id, company_id, setting.as_of, %s, %s, %s, %s FROM misplaced"
        " JOIN setting USING (company_id) WHERE member_id IS NULL RETURNING id",
        *(env.uid, env.cr.now()) * 2,
    )
    chain = [*_misplaced(env, run, partners), ("closed", closed), ("opened", opened)]
    env.execute_query(SQL("%s SELECT count(*) FROM opened", with_chain(chain)))
    for model in ("crm.loyalty.member", "crm.loyalty.profile", "crm.loyalty.segment"):
        env[model].invalidate_model(flush=False)


def misplaced(env, run, partners):
    """Give the customers whose memberships are not what their profiles say, without writing.

    Left out is who waits to be computed; everybody waits while a changed rule does.

    :return: list of partner ids
    """
    query = SQL(
        "%s SELECT DISTINCT partner_id FROM misplaced WHERE NOT EXISTS"
        " (SELECT FROM crm_loyalty_dirty d LEFT JOIN res_partner c ON c.id = d.partner_id"
        " WHERE d.partner_id IS NULL OR c.commercial_partner_id = misplaced.partner_id) ORDER BY 1",
        with_chain(_misplaced(env, run, partners)),
    )
    return [partner_id for [partner_id] in env.execute_query(query)]


def _misplaced(env, run, partners):
    """The chain up to ``misplaced``: memberships that are missing, or (with their id) too many."""
    held = SQL(
        "SELECT p.id AS member_id, p.segment_id, p.partner_id, p.company_id,"
        " row_number() OVER (PARTITION BY p.segment_id, p.partner_id, p.company_id"
        " ORDER BY p.date_from, p.id) AS copy"
        " FROM crm_loyalty_member p WHERE p.date_to IS NULL AND %s",
        partners,
    )
    # A full join is never done by a loop, whatever number of rows the planner expects.
    differing = SQL(
        "SELECT segment_id, partner_id, company_id, member_id"
        " FROM wanted FULL JOIN held USING (segment_id, partner_id, company_id, copy)"
        " WHERE member_id IS NULL OR wanted.is_met IS NULL"
    )
    return [
        ("setting", setting_query(run.settings)),
        ("wanted", _wanted(env, run.segments or [], partners)),
        ("held", held),
        ("misplaced", differing),
    ]


def _wanted(env, rules, partners):
    """The segments whose rule each customer meets: every rule in one reading of the profiles."""
    profile = env["crm.loyalty.profile"]
    query = Query(env, "p", SQL.identifier(profile._table))
    rows = [SQL("(%s, %s)", rule["id"], condition_sql(profile, rule, "p", query)) for rule in rules]
    return SQL(
        "SELECT segment.id AS segment_id, p.partner_id, p.company_id, segment.is_met,"
        " 1::bigint AS copy FROM %s CROSS JOIN LATERAL (VALUES %s) AS segment (id, is_met)"
        " WHERE segment.is_met AND %s",
        query.from_clause,
        SQL(", ").join(rows or [SQL("(0, FALSE)")]),
        partners,
    )
