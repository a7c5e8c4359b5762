"""Measures → loyalty: a scorecard turns measures into points, points into dimensions and an index.

A line gives 0 points to its worst value and 100 to its best, and what lies between in proportion.
What is unknown has no points and no weight: it lowers the coverage, never the score.
"""

from odoo.tools import SQL

from .formulas import stored

ATTITUDE = ("cognitive", "affective", "conative")
DIMENSIONS = (*ATTITUDE, "behavioural")


def scored_query(env, cards, relation):
    """SQL of a relation of measures with the figures of loyalty.

    :param cards: the run's snapshot of scorecards (see ``crm.loyalty.scorecard._in_force``)
    :param relation: the name of a relation with company_id and the measures that have facts
    """
    return SQL(
        "SELECT %s.*, %s FROM %s %s OFFSET 0",
        SQL.identifier(relation),
        SQL(", ").join(
            SQL.identifier("loyalty", name) for name in env["crm.loyalty.profile"]._scores()
        ),
        SQL.identifier(relation),
        loyalty_join(env, cards, relation),
    )


def loyalty_join(env, cards, relation):
    """SQL that joins ``loyalty`` to a relation: every scored field of the profile, by its name.

    All are unknown in a company that no scorecard is for.
    """
    rows = [_figures(env, card, relation) for card in cards or ()]
    if not rows:
        fields = env["crm.loyalty.profile"]._scores()
        nothing = [SQL("NULL::numeric AS %s", SQL.identifier(name)) for name in fields]
        rows = [SQL("SELECT %s", SQL(", ").join(nothing))]
    return SQL("LEFT JOIN LATERAL (%s) loyalty ON TRUE", SQL(" UNION ALL ").join(rows))


def points_query(env, card, relation):
    """SQL of the points of each usable line of a scorecard: columns named by the lines' places."""
    points = [
        SQL("%s AS %s", _points(env, line, relation), SQL.identifier(_place(number)))
        for number, line in enumerate(usable_lines(env, card))
    ]
    return SQL("SELECT %s", SQL(", ").join(points or [SQL("NULL")]))


def usable_lines(env, card):
    """The lines of a scorecard whose measure is there; it is not when its addon has gone."""
    measures = env["crm.loyalty.profile"]._measures(judged=False)
    return [line for line in card["lines"] if line["measure"] in measures]


def _points(env, line, relation):
    """SQL of the points of a line; NULL for what is unknown, which GREATEST would take for 0."""
    value = SQL.identifier(relation, line["measure"])
    if env["crm.loyalty.profile"]._fields[line["measure"]].type == "boolean":
        value = SQL("%s::integer", value)
    if line["zero_unknown"]:
        value = SQL("NULLIF(%s, 0)", value)
    return SQL(
        "CASE WHEN %(value)s IS NOT NULL THEN LEAST(100, GREATEST(0, 100 *"
        " (%(value)s::numeric - %(worst)s::numeric) / (%(best)s::numeric - %(worst)s::numeric)))"
        " END",
        value=value,
        worst=line["worst"],
        best=line["best"],
    )


def _place(number):
    return f"line{number}"


def _figures(env, card, relation):
    """SQL of the figures of loyalty by one scorecard: no row in companies that it is not for."""
    lines = usable_lines(env, card)
    columns = []
    for dimension in DIMENSIONS:
        weighted = [
            (line["weight"], SQL.identifier("points", _place(number)))
            for number, line in enumerate(lines)
            if line["dimension"] == dimension
        ]
        columns.append(SQL("%s AS %s", _mean(weighted), SQL.identifier(dimension)))
        share = SQL("%s / %s::numeric", _known(weighted), sum(w for w, _c in weighted) or 1)
        columns.append(SQL("%s AS %s", share, SQL.identifier(f"{dimension}_known")))
    # Without OFFSET a layer would be written out, and computed, wherever the next one names it.
    return SQL(
        "SELECT %s FROM (%s OFFSET 0) points"
        " CROSS JOIN LATERAL (SELECT %s OFFSET 0) dimension WHERE %s = ANY(%s)",
        SQL(", ").join(_scores(env, card)),
        points_query(env, card, relation),
        SQL(", ").join(columns),
        SQL.identifier(relation, "company_id"),
        card["company_ids"],
    )


def _scores(env, card):
    """SQL of each scored field of the profile, rounded once and cast as it is stored."""
    weights = card["weights"]
    column = {name: SQL.identifier("dimension", name) for name in DIMENSIONS}
    known = {name: SQL.identifier("dimension", f"{name}_known") for name in DIMENSIONS}
    values = column | {
        "index": _mean([(weights[name], column[name]) for name in DIMENSIONS]),
        "attitude": _mean([(1, column[name]) for name in ATTITUDE]),
        "coverage": SQL(
            "(%s) / %s::numeric",
            SQL(" + ").join(SQL("%s * %s", weights[n], known[n]) for n in DIMENSIONS),
            sum(weights.values()),
        ),
    }
    for name, field in env["crm.loyalty.profile"]._scores().items():
        yield SQL("%s AS %s", stored(field, values[field.scored]), SQL.identifier(name))


def _mean(weighted):
    """SQL of the weighted mean of those values that are known; NULL if none is.

    :param weighted: list of (weight, SQL)
    """
    total = SQL(" + ").join(SQL("COALESCE(%s * %s, 0)", w, value) for w, value in weighted)
    return SQL("(%s)::numeric / NULLIF(%s, 0)", total or SQL("0"), _known(weighted))


def _known(weighted):
    """SQL of the weight of those values that are known."""
    weights = [SQL("CASE WHEN %s IS NULL THEN 0 ELSE %s END", v, w) for w, v in weighted]
    return SQL("(%s)", SQL(" + ").join(weights or [SQL("0")]))
