"""Judgements → profiles and history: one statement that writes what changed, and nothing else."""

from odoo.tools import SQL

from .figures import figures_sql
from .forecast import forecast_query
from .handover import handover_queries
from .judged import judged_query, pinned_query, ruled_query
from .marks import marked_query
from .measured import measure_queries, prepare, valued_query, with_chain
from .scoring import scored_query
from .settings import setting_query
from .stale import stale_query
from .tiering import held_query


def refresh(env, run, scope, partners):
    """Compute the customers in scope and write what changed.

    :param run: the run whose rules, settings and day are used
    :param scope: SQL condition on ``res_partner`` that selects the contacts of whole customers
    :param partners: SQL condition on ``p.partner_id`` that selects the same customers' profiles
    :return: dict of counts: seen, created, updated, removed, moved (changes of stage)
    """
    queries = [
        *result_queries(env, run, scope),
        ("changed", _changed(env, partners)),
        ("updated", _updated(env, run, partners)),
        ("created", _created(env, run)),
        ("removed", _removed()),
        *handover_queries(env),
        ("moved", _moved(env, run)),
    ]
    counts = SQL(", ").join(
        SQL("(SELECT count(*) FROM %s) AS %s", SQL.identifier(name), SQL.identifier(name))
        for name in ("result", "created", "updated", "removed", "moved")
    )
    prepare(env)
    [row] = env.execute_query_dict(SQL("%s SELECT %s", with_chain(queries), counts))
    env["crm.loyalty.profile"].invalidate_model(flush=False)
    row["seen"] = row.pop("result")
    return row


def differing(env, run, scope, partners):
    """Give the customers whose profile is not what their facts say, without writing.

    Left out is who waits to be computed, and who was computed since from another day.

    :return: list of partner ids
    """
    waiting = stale_query(
        SQL("SELECT partner_id FROM crm_loyalty_dirty WHERE partner_id IS NOT NULL")
    )
    query = SQL(
        "%s SELECT DISTINCT customer_id FROM changed WHERE COALESCE(old_run_id, 0) <> ALL(%s)"
        " AND customer_id NOT IN (%s) ORDER BY 1",
        with_chain([*result_queries(env, run, scope), ("changed", _changed(env, partners))]),
        run._refreshed_later().ids,
        waiting,
    )
    prepare(env)
    return [partner_id for [partner_id] in env.execute_query(query)]


def result_queries(env, run, scope):
    """The chain from the contacts in scope to ``result``: measures, scores, marks, stages."""
    return [
        *measure_queries(
            env, scope, setting_query(run.settings), forecast_query(env, run.settings, scope)
        ),
        ("scored", scored_query(env, run.scorecards, "observed")),
        ("measured", marked_query(env, run.marks, "scored")),
        ("pinned", pinned_query(env["crm.loyalty.profile"])),
        ("ruled", ruled_query(env, run.rules)),
        ("held", held_query(run.rules)),
        ("judged", judged_query(env)),
        ("result", valued_query(env)),
    ]


def _columns(env):
    """{column of the profile: column of ``result``} for everything that the engine computes."""
    profile = env["crm.loyalty.profile"]
    suggested = profile._readings("suggests")
    readings = profile._readings()
    return (
        {name: name for name in profile._measures()}
        | {name: name for name in readings.values()}
        | {name: f"ruled_{readings[reading]}" for reading, name in suggested.items()}
    )


def _changed(env, partners):
    """The rows that are not as they are stored; without ``partner_id`` where the facts are gone.

    A full join is never done by a loop, whatever number of rows the planner expects.
    """
    columns = _columns(env)
    readings = env["crm.loyalty.profile"]._readings().values()
    return SQL(
        "SELECT result.*, partner_id AS customer_id, p.id AS profile_id, p.run_id AS old_run_id, %s"
        " FROM result FULL JOIN (SELECT * FROM crm_loyalty_profile p WHERE %s) p"
        " USING (partner_id, company_id)"
        " WHERE p.id IS NULL OR result.partner_id IS NULL OR (%s) IS DISTINCT FROM (%s)",
        SQL(", ").join(
            SQL("p.%s AS %s", SQL.identifier(name), SQL.identifier(f"old_{name}"))
            for name in readings
        ),
        partners,
        SQL(", ").join(SQL.identifier("result", source) for source in columns.values()),
        SQL(", ").join(SQL.identifier("p", name) for name in columns),
    )


def _updated(env, run, partners):
    return SQL(
        "UPDATE crm_loyalty_profile p SET %s, run_id = %s, write_date = %s FROM changed"
        " WHERE %s AND p.id = changed.profile_id AND changed.partner_id IS NOT NULL RETURNING p.id",
        SQL(", ").join(
            SQL("%s = %s", SQL.identifier(name), SQL.identifier("changed", source))
            for name, source in _columns(env).items()
        ),
        run.id,
        env.cr.now(),
        partners,
    )


def _created(env, run):
    columns = _columns(env)
    return SQL(
        "INSERT INTO crm_loyalty_profile (partner_id, company_id, %s, run_id, create_date,"
        " write_date) SELECT partner_id, company_id, %s, %s, %s, %s FROM changed"
        " WHERE profile_id IS NULL RETURNING id",
        SQL(", ").join(SQL.identifier(name) for name in columns),
        SQL(", ").join(SQL.identifier(source) for source in columns.values()),
        run.id,
        *(env.cr.now(),) * 2,
    )


def _removed():
    return SQL(
        "DELETE FROM crm_loyalty_profile p USING changed WHERE p.id = changed.profile_id"
        " AND changed.partner_id IS NULL RETURNING p.id, p.partner_id"
    )


def _moved(env, run):
    """Write one row of history for each change of a stage.

    The first pass of all finds customers, it does not move them: it writes no history.
    """
    profile = env["crm.loyalty.profile"]
    rows = [
        SQL(
            "(%s, %s, %s, %s)",
            reading,
            SQL.identifier("changed", f"old_{name}"),
            SQL.identifier("changed", name),
            SQL.identifier("changed", f"ruled_{name}"),
        )
        for reading, name in profile._readings().items()
    ]
    return SQL(
        """
        INSERT INTO crm_loyalty_history (partner_id, company_id, run_id, day, reading, from_id,
                                         to_id, pinned, figures, user_id, create_uid, create_date)
        SELECT changed.partner_id, changed.company_id, %(run)s, setting.as_of, move.reading,
               move.from_id, move.to_id, move.to_id IS DISTINCT FROM move.rule_id,
               %(figures)s, changed.user_id, %(uid)s, %(now)s
          FROM changed
          JOIN setting USING (company_id)
         CROSS JOIN LATERAL (VALUES %(rows)s) AS move (reading, from_id, to_id, rule_id)
         WHERE move.from_id IS DISTINCT FROM move.to_id
           AND (changed.profile_id IS NOT NULL OR NOT %(baseline)s)
        RETURNING id
        """,
        run=run.id,
        figures=figures_sql(profile, run.rules),
        uid=env.uid,
        now=env.cr.now(),
        rows=SQL(", ").join(rows),
        baseline=run.is_baseline,
    )
