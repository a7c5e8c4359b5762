"""Measures → judgements: what the rules say of every reading, and what counts where people pin."""

from odoo.tools import SQL, Query

from . import tiering
from .decision import MEASURED, decision_sql


def ruled_query(env, rules):
    """SQL of ``measured`` with what the rules alone say of every reading on this day.

    :param rules: the run's snapshot of rules, in the order of decision: dicts with the keys
        ``id``, ``reading``, ``company_id`` (None: every company), ``domain`` (a list) and, for
        tiers, those of ``crm.loyalty.stage._tier_terms``
    :return: SQL with the columns of ``measured`` and ``ruled_<field>`` per reading; a tier depends
        on the days before: of it, what ``tiering.held_query`` needs
    """
    profile = env["crm.loyalty.profile"]
    query = Query(env, MEASURED, SQL.identifier(MEASURED))
    columns = [
        SQL(
            "%s AS %s",
            decision_sql(profile, [r for r in rules if r["reading"] == reading], MEASURED, query),
            SQL.identifier(f"ruled_{name}"),
        )
        for reading, name in profile._readings().items()
        if reading != tiering.READING
    ]
    tiers = tiering.ladder(rules)
    return SQL(
        "SELECT %s.*, %s, %s AS entered_place, %s AS stay_places FROM %s OFFSET 0",
        SQL.identifier(MEASURED),
        SQL(", ").join(columns),
        tiering.entered_sql(profile, tiers, MEASURED, query),
        tiering.steps_sql(profile, tiers, MEASURED, query),
        query.from_clause,
    )


def judged_query(env):
    """SQL of ``held`` with the stage that counts of every reading: a valid pin wins over the rule.

    :return: SQL with the columns of ``held``, and ``<field>`` per reading
    """
    profile = env["crm.loyalty.profile"]
    return SQL(
        "SELECT held.*, %s FROM held FULL JOIN pinned USING (partner_id, company_id)",
        SQL(", ").join(_effective(name) for name in profile._readings().values()),
    )


def _effective(name):
    """SQL of what counts: a pin is exact, or binds only who would be below or above it."""
    ruled = SQL.identifier("held", f"ruled_{name}")
    place = SQL("(SELECT sequence FROM crm_loyalty_stage WHERE id = %s)", ruled)
    mode, limit = (SQL.identifier("pinned", f"{name}_{part}") for part in ("mode", "place"))
    return SQL(
        # The place is looked up where a pin asks for it: hence no AND, which would where none does.
        "CASE %(mode)s"
        " WHEN 'floor' THEN CASE WHEN %(place)s >= %(limit)s THEN %(ruled)s ELSE %(pinned)s END"
        " WHEN 'ceiling' THEN CASE WHEN %(place)s > %(limit)s THEN %(pinned)s ELSE %(ruled)s END"
        " ELSE COALESCE(%(pinned)s, %(ruled)s) END AS %(name)s",
        mode=mode,
        place=place,
        limit=limit,
        ruled=ruled,
        pinned=SQL.identifier("pinned", name),
        name=SQL.identifier(name),
    )


def pinned_query(profile):
    """SQL of what the valid pins say: stage, mode and the stage's place, per reading.

    Of several valid pins of one customer and reading the latest made counts.
    """
    columns = [
        SQL(
            "(array_agg(%s ORDER BY id DESC) FILTER (WHERE reading = %s))[1] AS %s",
            SQL.identifier(column),
            reading,
            SQL.identifier(name + suffix),
        )
        for reading, name in profile._readings().items()
        for column, suffix in (("stage_id", ""), ("mode", "_mode"), ("place", "_place"))
    ]
    return SQL(
        "SELECT partner_id, company_id, %s FROM pin GROUP BY partner_id, company_id",
        SQL(", ").join(columns),
    )
