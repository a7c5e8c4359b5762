"""What a customer thinks, from all its answers, one by one; see ``reference``.

Only the relation of weights counts in a mean, so ages are counted from the customer's newest
answer here, where the engine counts them from the day on which it looks.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from statistics import mean

from .reference_documents import local_day
from .reference_facts import Company, rounded

HALF_LIFE, GAP_WEIGHT = 90, Decimal("0.25")
SETTINGS = {"loyalty_half_life": HALF_LIFE, "loyalty_gap_weight": float(GAP_WEIGHT)}
COMPONENTS = 8  # of delivered value, as they come with the addon
ARCHIVED = "conative_more"


@dataclass
class Answer:
    """One answer of one of the three contacts of a customer; a score of None is not given."""

    company: Company
    moment: datetime
    aspect: str  # kind and name, such as "satisfaction_price"; "nps" is both
    side: str = "experience"
    score: Decimal | None = None
    state: str = "counted"
    number: int = 0  # in the order of recording
    aspect_id: int = 0

    @property
    def kind(self):
        return self.aspect.split("_")[0]


def opinion(customer, company, today):
    """The measures of opinion of a customer in a company."""
    told = [
        (answer, index % 3, local_day(answer.moment, company.tz))
        for index, answer in enumerate(customer.answers)
        if answer.company == company
        and answer.state == "counted"
        and answer.score is not None
        and answer.aspect != ARCHIVED
        and local_day(answer.moment, company.tz) <= today
    ]
    aspects = {}
    for answer, _contact, day in told:
        sides = aspects.setdefault((answer.aspect_id, answer.kind), {})
        sides.setdefault(answer.side, []).append((answer.score, day))
    return (
        {
            "answer_count": len(told),
            "answer_date": max((day for _answer, _contact, day in told), default=None),
            "opinions": _as_json(aspects),
        }
        | _satisfaction(aspects)
        | _by_kind(aspects)
        | _delivered(aspects)
        | _recommendation(told)
    )


def _aged(given, positive=False):
    """The mean of scores, each weighing half as much for every half-life that it is older."""
    newest = max(day for _score, day in given)
    weights = [Decimal(2) ** (Decimal((day - newest).days) / HALF_LIFE) for _score, day in given]
    values = [100 * (score >= 60) if positive else score for score, _day in given]
    total = sum(w * v for w, v in zip(weights, values, strict=True))
    return rounded(total / sum(weights), 12)  # as exact as a quotient of powers can be


def _as_json(aspects):
    return {
        str(aspect_id): {
            side: [float(rounded(_aged(given), 2)), len(given), str(max(d for _s, d in given))]
            for side, given in sides.items()
        }
        for (aspect_id, _kind), sides in aspects.items()
    } or None


def _mean(values, digits=2):
    values = list(values)
    return rounded(rounded(mean(values), 12), digits) if values else None


def _means(aspects, kind, side="experience", **values):
    return [
        _aged(sides[side], **values)
        for (_id, its), sides in aspects.items()
        if its == kind and side in sides
    ]


def _satisfaction(aspects):
    experience = _mean(_means(aspects, "satisfaction"))
    gap = _mean(
        _aged(sides["experience"]) - _aged(sides["expectation"])
        for (_id, kind), sides in aspects.items()
        if kind == "satisfaction" and len(sides) == 2
    )
    index = None
    if experience is not None:
        index = min(max(experience + GAP_WEIGHT * (gap or 0), Decimal(0)), Decimal(100))
    return {
        "experience_score": experience,
        "expectation_score": _mean(_means(aspects, "satisfaction", "expectation")),
        "satisfaction_gap": gap,
        "satisfaction_index": None if index is None else rounded(index, 2),
    }


def _by_kind(aspects):
    kinds = ("nomination", "repurchase", "price", "cognitive", "affective", "conative")
    found = {f"{kind}_score": _mean(_means(aspects, kind)) for kind in kinds}
    return found | {"reputation_score": _mean(_means(aspects, "reputation", positive=True))}


def _delivered(aspects):
    benefits, costs = _means(aspects, "benefit"), _means(aspects, "cost")
    known = len(benefits) + len(costs)
    both = benefits and costs
    return {
        "delivered_value": _mean([mean(benefits) - mean(costs)]) if both else None,
        "delivered_coverage": rounded(Decimal(known) / COMPONENTS, 4) if known else None,
    }


def _recommendation(told):
    last = {}
    for answer, contact, _day in sorted(told, key=lambda t: (t[0].moment, t[0].number)):
        if answer.kind == "nps":
            last[contact] = answer.score
    return {
        "nps_score": _mean(score / 10 for score in last.values()),
        "nps_count": len(last),
        "nps_promoters": sum(score >= 90 for score in last.values()),
        "nps_detractors": sum(score <= 60 for score in last.values()),
    }


def coming_back(days, today):
    """Whether a customer bought a second time within a year of the first.

    :param days: its days with a purchase, ascending
    """
    second = days[1] if len(days) > 1 else None
    limit = days and _a_year_later(days[0])
    came_back = None
    if second and second <= limit:
        came_back = 1
    elif days and today > limit:
        came_back = 0
    return {"second_purchase_date": second, "came_back": came_back}


def _a_year_later(day):
    if (day.month, day.day) == (2, 29):
        day -= timedelta(days=1)
    return day.replace(year=day.year + 1)
