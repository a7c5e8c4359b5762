"""Loyalty by the default scorecard, definitions of marks and rules, written out by hand."""

from decimal import Decimal

from .reference_facts import rounded

ATTITUDE = ("cognitive", "affective", "conative")
WEIGHTS = {"cognitive": 1, "affective": 1, "conative": 1, "behavioural": 2}


def loyalty(found):
    """The figures of loyalty of a customer.

    :param found: the customer's other measures
    """
    lines = {
        "cognitive": [
            (3, found["cognitive_score"]),
            (2, found["nomination_score"]),
            (1, _down(found["price_score"], 100)),
            (1, _down(found["discount_share"], Decimal("0.5"))),
        ],
        "affective": [
            (3, found["satisfaction_index"]),
            (3, found["affective_score"]),
            (1, found["reputation_score"]),
            (1, found["complaint_satisfaction"]),
        ],
        "conative": [
            (3, found["conative_score"]),
            (2, _up(found["nps_score"], 10)),
            (2, found["repurchase_score"]),
            (1, 100 if found["quotation_count"] else None),
            (1, 100 if found["lead_count"] else None),
        ],
        "behavioural": [
            (3, None if found["recency_ratio"] is None else _down(found["recency_ratio"] - 1, 3)),
            (2, _up(found["frequency_rank"], 1)),
            (2, _up(found["monetary_rank"], 1)),
            (1, _up(found["span_days"], 1095)),
            (1, _up(found["category_count"], 4)),
            (1, None if found["trend"] is None else _up(found["trend"] + Decimal("0.5"), "0.7")),
            (1, _up(found["share_of_wallet"], 1)),
        ],
    }
    dimensions = {name: _mean(its) for name, its in lines.items()}
    shares = [WEIGHTS[n] * _share_known(its) for n, its in lines.items()]
    figures = dimensions | {
        "index": _mean([(WEIGHTS[name], value) for name, value in dimensions.items()]),
        "attitude": _mean([(1, dimensions[name]) for name in ATTITUDE]),
    }
    return {
        f"loyalty_{name}": None if value is None else rounded(value, 2)
        for name, value in figures.items()
    } | {"loyalty_coverage": rounded(sum(shares) / sum(WEIGHTS.values()), 4)}


def _up(value, best):
    """Points of a value, of which 0 gives none."""
    if value is None:
        return None
    return min(Decimal(100), max(Decimal(0), 100 * Decimal(value) / Decimal(best)))


def _down(value, worst):
    """Points of a value, of which 0 gives 100."""
    return None if value is None else 100 - _up(value, worst)


def _mean(weighted):
    known = [(weight, Decimal(value)) for weight, value in weighted if value is not None]
    if not known:
        return None
    return sum(weight * value for weight, value in known) / sum(weight for weight, _v in known)


def _share_known(weighted):
    known = sum(weight for weight, value in weighted if value is not None)
    return Decimal(known) / sum(weight for weight, _value in weighted)


def marks(found):
    """The five marks of a loyal customer: "yes", "no" or None."""
    count, rhythm = found["purchase_count"], found["recency_ratio"]
    price, discount = found["price_score"], found["discount_share"]
    nps, brought = found["nps_score"], found["referral_bought_count"] > 0
    broad = found["category_count"] >= 2 or found["product_count"] >= 5
    dear = price is None or price <= 50
    full = discount is None or discount <= Decimal("0.25")
    return {
        "mark_regular": _told(count >= 3 and rhythm is not None, lambda: rhythm <= 1.5),
        "mark_broad": _told(count > 0, lambda: broad),
        "mark_recommends": _told(brought or nps is not None, lambda: brought or nps >= 9),
        "mark_resists": _told(
            price is not None or (count >= 3 and discount is not None), lambda: dear and full
        ),
        "mark_tolerates": found["complaint_tolerated"],
    }


def _told(known, is_so):
    if not known:
        return None
    return "yes" if is_so() else "no"


def attitude(found):
    """Dick and Basu's quadrants, of those who were asked."""
    mind, deed = found["loyalty_attitude"], found["loyalty_behavioural"]
    if not found["answer_count"] or mind is None or deed is None:
        return None
    if mind >= 50:
        return "loyal" if deed >= 50 else "latent"
    return "spurious" if deed >= 50 else "none"
