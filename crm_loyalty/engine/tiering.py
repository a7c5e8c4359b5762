"""What the rules say today, and the tier that was held → the tier that is held, and until when.

A climb is at once. A fall waits until the guaranteed period is over and the rule to stay has not
been met for the days of grace; it goes to the highest tier below that the customer may stay in.
What was given before is read in the stored row, so that a pass done twice gives the same.
"""

from odoo.tools import SQL

from .decision import condition_sql, decision_sql

READING = "tier"
# What ``held_sql`` reads of the stored row.
STATE = ("suggested_tier_id", "tier_since", "tier_kept_until", "tier_below_since")


def ladder(rules):
    """The rules of tiers from the lowest to the highest; a place is counted from 1.

    :param rules: rules in the order of decision
    """
    return [rule for rule in rules if rule["reading"] == READING][::-1]


def entered_sql(profile, tiers, alias, query):
    """SQL of the place of the highest tier whose rule to enter is met; NULL: none is.

    :param tiers: a ``ladder``
    :param alias: as for ``decision_sql``
    """
    places = [tier | {"id": place} for place, tier in enumerate(tiers, 1)]
    return decision_sql(profile, places[::-1], alias, query)


def steps_sql(profile, tiers, alias, query):
    """SQL of the places of all tiers whose rule to stay is met, as an array."""
    steps = [
        SQL("CASE WHEN %s THEN %s END", condition_sql(profile, staying(tier), alias, query), place)
        for place, tier in enumerate(tiers, 1)
    ]
    return SQL("ARRAY[%s]::integer[]", SQL(", ").join(steps))


def staying(tier):
    """The rule to stay in a tier: the rule to enter, where there is no other."""
    domain = tier.get("keep_domain")
    return tier if domain is None else tier | {"domain": domain}


def held_query(rules):
    """SQL of ``ruled`` with ``ruled_tier_id`` and the state that goes with it (``held_sql``)."""
    prior = {name: SQL.identifier("ruled", f"prior_{name}") for name in STATE}
    held = held_sql(
        ladder(rules),
        SQL.identifier("ruled", "entered_place"),
        SQL.identifier("ruled", "stay_places"),
        prior,
        SQL.identifier("setting", "as_of"),
    )
    return SQL(
        "SELECT ruled.*, held.* FROM ruled JOIN setting ON setting.company_id = ruled.company_id"
        " CROSS JOIN LATERAL (%s) held",
        held,
    )


def held_sql(tiers, entered, steps, prior, as_of):
    """SQL of the tier that a customer holds on a day.

    A row that was computed for a later day is no state of before: then one begins anew.

    :param tiers: a ``ladder``
    :param entered: SQL of ``entered_sql``
    :param steps: SQL of ``steps_sql``
    :param prior: {name of ``STATE``: SQL of what is stored}
    :param as_of: SQL of the day
    :return: SQL of one row: ruled_tier_id; held_since; held_until, the last day on which it is
        guaranteed; held_below, the first on which the rule to stay was not met; held_review, the
        next on which it may be lost
    """
    ids, months, grace = (
        SQL("%s::integer[]", [tier.get(key) or 0 for tier in tiers])
        for key in ("id", "kept_months", "grace_days")
    )
    return SQL(
        """
        SELECT (%(ids)s)[place] AS ruled_tier_id, since AS held_since, until AS held_until,
               CASE WHEN stays THEN below END AS held_below,
               CASE WHEN stays AND below IS NOT NULL THEN falls
                    WHEN until >= %(as_of)s THEN until + 1 END AS held_review
          FROM (SELECT %(entered)s AS entered, %(steps)s AS steps,
                       CASE WHEN %(since)s <= %(as_of)s
                            THEN array_position(%(ids)s, %(tier)s) END AS held OFFSET 0) was
         CROSS JOIN LATERAL (
               SELECT CASE WHEN held > COALESCE(entered, 0) AND array_position(steps, held) IS NULL
                           THEN LEAST(%(below)s, %(as_of)s) END AS below) today
         CROSS JOIN LATERAL (
               SELECT GREATEST(%(until)s + 1, below + (%(grace)s)[held]) AS falls) due
         CROSS JOIN LATERAL (
               SELECT held >= COALESCE(entered, 0)
                      AND (below IS NULL OR falls > %(as_of)s) IS TRUE AS stays OFFSET 0) verdict
         CROSS JOIN LATERAL (
               SELECT CASE WHEN stays THEN held WHEN held > COALESCE(entered, 0) THEN GREATEST(
                               entered, (SELECT max(step) FROM unnest(steps) step WHERE step < held)
                           ) ELSE entered END AS place OFFSET 0) found
         CROSS JOIN LATERAL (
               SELECT CASE WHEN stays THEN %(since)s
                           WHEN place IS NOT NULL THEN %(as_of)s END AS since,
                      CASE WHEN stays THEN %(until)s WHEN (%(months)s)[place] > 0
                           THEN (%(as_of)s + make_interval(months => (%(months)s)[place]))::date - 1
                      END AS until) given
        """,
        ids=ids,
        months=months,
        grace=grace,
        entered=entered,
        steps=steps,
        tier=prior["suggested_tier_id"],
        since=prior["tier_since"],
        until=prior["tier_kept_until"],
        below=prior["tier_below_since"],
        as_of=as_of,
    )


def kept_tiers(partners, into):
    """SQL that leaves a customer the best tier that was promised to any of those it is made of.

    :param partners: the contacts that become one, those of ``into`` included
    """
    state = SQL(", ").join(SQL.identifier(name) for name in STATE)
    return SQL(
        """
        UPDATE crm_loyalty_profile kept SET (%(state)s) = (
               SELECT %(state)s
                 FROM crm_loyalty_profile one
                 JOIN crm_loyalty_stage tier ON tier.id = one.suggested_tier_id
                WHERE one.partner_id = ANY(%(partners)s) AND one.company_id = kept.company_id
                ORDER BY tier.sequence DESC, one.tier_kept_until DESC NULLS LAST, one.id LIMIT 1)
         WHERE kept.partner_id = %(into)s
        RETURNING kept.id
        """,
        state=state,
        partners=partners.ids,
        into=into.id,
    )
