"""How a customer's loyalty came about: its scorecard again, line by line, and what would lift it.

The points are asked of the database by the very expressions that the engine uses; here they are
only weighed.
"""

from math import ceil

from odoo.tools import SQL
from odoo.tools.misc import formatLang

from .explain import shown
from .scoring import DIMENSIONS, points_query, usable_lines

TABLE = "crm_loyalty_profile"


def told_lines(profile, card):
    """Weigh the lines of a scorecard for one customer.

    :param profile: one relationship, as it is stored
    :param card: a scorecard of a run's snapshot
    :return: list of dicts, one for each line that can be used: the line, and ``points`` (None if
        unknown), ``share`` (of the whole scorecard), ``effect`` (points of the index for each point
        of the line) and ``contribution`` (to the index; their sum is the index)
    """
    env = profile.env
    query = SQL(
        "%s FROM %s WHERE id = %s",
        points_query(env, card, TABLE),
        SQL.identifier(TABLE),
        profile.id,
    )
    profile.flush_model()
    [points] = env.execute_query(query)
    lines = [
        line | {"points": None if found is None else float(found)}
        for line, found in zip(usable_lines(env, card), points, strict=False)
    ]
    weights = card["weights"]
    known = {name: _weight(lines, name, known=True) for name in DIMENSIONS}
    whole = sum(weights[name] for name in DIMENSIONS if known[name])
    for line in lines:
        name = line["dimension"]
        line["share"] = weights[name] / sum(weights.values()) * line["weight"]
        line["share"] /= _weight(lines, name)
        line["effect"] = 0
        if line["points"] is not None and whole:
            line["effect"] = weights[name] / whole * line["weight"] / known[name]
        line["contribution"] = (line["points"] or 0) * line["effect"]
    return lines


def _weight(lines, dimension, known=False):
    return sum(
        line["weight"]
        for line in lines
        if line["dimension"] == dimension and not (known and line["points"] is None)
    )


def lift_text(profile, line):
    """Say what would lift the index, by how much; None where the line has all its points.

    :param line: a line of ``told_lines`` that is known
    """
    env, gain = profile.env, (100 - line["points"]) * line["effect"]
    if gain < 0.05:
        return None
    name, field = line["measure"], profile._fields[line["measure"]]
    gain = formatLang(env, gain, digits=1)
    if field.type == "boolean":
        return env._("if it were so: +%s", gain) if line["best"] else env._("if not: +%s", gain)
    missing = ceil(line["best"] - profile[name])
    if field.type == "integer" and 0 < missing <= 20:
        return env._("with %(number)s more: +%(gain)s", number=missing, gain=gain)
    best = int(line["best"]) if field.type == "integer" else line["best"]
    return env._("at %(best)s: +%(gain)s", best=shown(profile, name, best), gain=gain)
