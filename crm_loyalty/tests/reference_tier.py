"""Tiers the slow and obvious way, day after day; see ``reference``."""

from datetime import timedelta

from dateutil.relativedelta import relativedelta

from .reference import measures

# From the top: name, revenue of 12 months to enter and to stay, guaranteed months, days of grace.
LADDER = [
    ("gold", 1500, 900, 12, 30),
    ("silver", 500, 300, 3, 0),
    ("bronze", 100, None, 0, 45),
]
NAMES = [name for name, *_terms in LADDER]
NOTHING = dict.fromkeys(("tier", "since", "until", "below", "review"))


def write_ladder(case):
    """Have the tiers of a test be those of the ladder."""
    for name, enter, stay, months, grace in LADDER:
        case.stage(f"tier_{name}").write(
            {
                "domain": f"[('revenue_12m', '>=', {enter})]",
                "keep_domain": stay and f"[('revenue_12m', '>=', {stay})]",
                "kept_months": months,
                "grace_days": grace,
            }
        )


def tier(customer, company, days, limits):
    """What a customer has earned on the last of some days, each of which was looked at."""
    state = NOTHING
    for day in days:
        found = measures(customer, company, day, limits)
        state = step(state, day, found["revenue_12m"]) if found else NOTHING
    return {
        "suggested_tier": state["tier"] and f"tier_{state['tier']}",
        "tier_since": state["since"],
        "tier_kept_until": state["until"],
        "tier_below_since": state["below"],
        "tier_review_date": state["review"],
    }


def step(state, day, revenue):
    """One day of a customer: what it holds, given what it held and what it bought."""
    spent = -1 if revenue is None else revenue
    entered = next((name for name, enter, *_terms in LADDER if spent >= enter), None)
    if state["tier"] is None:
        return _enter(entered, day)
    place = NAMES.index(state["tier"])
    _name, enter, stay, _months, grace = LADDER[place]
    if entered and NAMES.index(entered) < place:
        return _enter(entered, day)
    if spent >= (stay or enter):
        guaranteed = state["until"] and state["until"] >= day
        review = state["until"] + timedelta(1) if guaranteed else None
        return state | {"below": None, "review": review}
    below = state["below"] or day
    falls = below + timedelta(grace)
    if state["until"]:
        falls = max(falls, state["until"] + timedelta(1))
    if day < falls:
        return state | {"below": below, "review": falls}
    lower = [name for name, enter, stay, *_terms in LADDER[place + 1 :] if spent >= (stay or enter)]
    return _enter(lower[0] if lower else None, day)


def _enter(name, day):
    months = dict((name, months) for name, _enter, _stay, months, _grace in LADDER).get(name)
    until = day + relativedelta(months=months) - timedelta(1) if months else None
    return {
        "tier": name,
        "since": name and day,
        "until": until,
        "below": None,
        "review": until and until + timedelta(1),
    }
