"""RFM scores of one customer, and the limits between the classes; see ``reference``."""

from decimal import Decimal

from .reference_facts import rounded

# How a company may divide its customers; the reference takes the numbers from here.
CLASSINGS = [
    {},
    {"rfm_method": "fixed"},
    {"rfm_method": "team"},
    {"recency_limits": (100,), "frequency_limits": (2,), "monetary_limits": (500,)},
    {
        "recency_limits": (10, 20, 30, 60, 90, 180, 365, 730, 1000),
        "frequency_limits": (1, 2, 3, 4, 5, 6, 7, 8, 9),
        "monetary_limits": (-100, 0, 50, 100, 200, 400, 800, 1600, 3200),
    },
]
SCORES = ("recency", "frequency", "monetary")


def scores(found, limits, company):
    """RFM: a limit of days that is exceeded costs a point, one of purchases or money gives one.

    :param limits: see ``class_limits``
    """
    team = company.teams.get(found["user_id"])
    team = team if team in limits else None
    limits = limits[team]
    result = dict.fromkeys([f"{name}_{kind}" for kind in ("score", "rank") for name in SCORES])
    result["rfm_team_id"] = team
    if not found["purchase_count"]:
        return result | {"rfm": None}
    below = {
        "recency": sum(found["recency_days"] <= limit for limit in limits["recency"]),
        "frequency": sum(found["purchase_count"] > limit for limit in limits["frequency"]),
    }
    if found["revenue"] is not None:
        below["monetary"] = sum(found["revenue"] > limit for limit in limits["monetary"])
    for name, classes in below.items():
        result[f"{name}_score"] = 1 + classes
        result[f"{name}_rank"] = rounded(Decimal(classes) / len(limits[name]), 4)
    digits = "{:02}" if len(limits["recency"]) > 8 else "{}"
    known = len(below) == 3
    number = (3 * digits).format(*(1 + classes for classes in below.values())) if known else None
    return result | {"rfm": number and int(number)}


def class_limits(values, company, smallest_base):
    """The limits between the classes, from the buyers of a company themselves.

    :param values: (team, (days since the last purchase, purchases, revenue)) of every buyer
    :return: {team: limits by score}; None is the company. Below the smallest base the company has
        its fixed ones, and a team has none
    """
    fixed = {name: getattr(company, f"{name}_limits") for name in SCORES}
    if len(values) < smallest_base or company.rfm_method == "fixed":
        return {None: fixed}
    found = {None: _own_limits([three for _team, three in values], fixed)}
    for team in {team for team, _three in values if team and company.rfm_method == "team"}:
        own = [three for other, three in values if other == team]
        if len(own) >= smallest_base:
            found[team] = _own_limits(own, found[None])
    return found


def _own_limits(values, limits):
    found = {}
    for name, column in zip(SCORES, zip(*values, strict=True), strict=True):
        known = [v for v in column if v is not None]
        found[name] = quantiles(known, len(limits[name]) + 1) or limits[name]
    return found


def quantiles(values, classes):
    """For each step the smallest value that so many of the values do not exceed."""
    return [
        min(
            v for v in values if classes * sum(other <= v for other in values) >= step * len(values)
        )
        for step in range(1, classes)
        if values
    ]
