"""The default rules of the readings, written out by hand: not by evaluating any domain."""

from .reference import valid_pins
from .reference_loyalty import attitude

READINGS = (
    "status",
    "formation",
    "lifecycle",
    "life_curve",
    "customer_lifecycle",
    "level",
    "rfm_segment",
)
# Nobody is ranked without the limits of an evening before.
RANKS = ("matrix", "pyramid")
# From the lowest to the highest.
LADDERS = {
    "level": ("basic", "reactive", "accountable", "proactive", "partnership"),
    "tier": ("bronze", "silver", "gold"),
}


def stages(customer, company, today, found):
    """Where a customer stands in every reading; a pin wins over the rule.

    :param found: the customer's measures
    :return: {reading: stage or None}, and under "suggested_level" what the rules alone say
    """
    ruled = {
        "status": status(found),
        "formation": formation(found),
        "lifecycle": lifecycle(found),
        "life_curve": life_curve(found),
        "customer_lifecycle": customer_lifecycle(found),
        "level": level(found),
        "rfm_segment": rfm_segment(found),
        "attitude": attitude(found),
    }
    result = {reading: stage and f"{reading}_{stage}" for reading, stage in ruled.items()}
    result |= dict.fromkeys(RANKS)
    result["tier"] = found["suggested_tier"]
    result["suggested_level"] = result["level"]
    by_rule = dict(result)
    for pin in sorted(valid_pins(customer, company, today), key=lambda pin: pin.number):
        result[pin.reading] = _bound(pin, by_rule[pin.reading])
    return result


def _bound(pin, stage):
    """What a pin makes of what the rules say."""
    if pin.mode == "exact":
        return pin.stage
    order = [f"{pin.reading}_{name}" for name in LADDERS[pin.reading]]
    if pin.mode == "floor":
        return max(stage or pin.stage, pin.stage, key=order.index)
    return stage and min(stage, pin.stage, key=order.index)


def is_lost(found):
    """Gone by the calendar, or by the customer's own rhythm."""
    if not found["purchase_count"]:
        return False
    since, rhythm = found["recency_days"], found["recency_ratio"]
    if since > 730:
        return True
    if rhythm is None:
        return since > 365
    return rhythm > 4 and since > 180


def status(found):
    if is_lost(found):
        return "lost"
    if found["purchase_count"]:
        return "current"
    if found["qualified"]:
        return "target"
    return "potential" if found["lead_count"] or found["quotation_count"] else "non_customer"


def formation(found):
    count, rhythm = found["purchase_count"], found["recency_ratio"]
    if found["partnership_date"]:
        return "partner"
    if found["referral_bought_count"]:
        return "advocate"
    if count >= 3 and rhythm is not None and rhythm <= 2:
        return "client"
    if count:
        return "first_time" if count == 1 else "repeat"
    return "prospect" if found["lead_count"] or found["quotation_count"] else "suspect"


def lifecycle(found):
    count, rhythm, trend = found["purchase_count"], found["recency_ratio"], found["trend"]
    if not count:
        return None
    if is_lost(found):
        return "lost"
    late = rhythm is not None and rhythm > 2
    falling = trend is not None and float(trend) < -0.5
    if count >= 2 and (late or falling):
        return "decline"
    if count >= 4 and found["tenure_days"] >= 365:
        return "stability"
    if count <= 2 or found["tenure_days"] < 90:
        return "exploration"
    return "formation"


def life_curve(found):
    if not is_lost(found):
        return None
    if found["purchase_count"] <= 2 or found["span_days"] < 90:
        return "aborted"
    if found["purchase_count"] <= 4 or found["span_days"] < 365:
        return "midway"
    return "left_early" if found["span_days"] < 3 * 365 else "long_lasting"


def customer_lifecycle(found):
    if not found["purchase_count"]:
        return "potential"
    if found["tenure_days"] <= 180:
        return "new"
    fresh = found["new_category_days"] is not None and found["new_category_days"] <= 90
    return "new_business" if fresh and found["category_count"] >= 2 else "old"


def level(found):
    """The fewer customers a company has and the more one of them spends, the closer the two."""
    if not found["purchase_count"]:
        return None
    distance = (found["base_size"] > 100) + (found["base_size"] > 1000)
    return LADDERS["level"][max(0, int(4 * (found["monetary_rank"] or 0)) - distance)]


def rfm_segment(found):
    """By how near each score is to the best: 0 is the worst class and 1 the best."""
    if not found["purchase_count"]:
        return None
    recent, often = found["recency_rank"], found["frequency_rank"]
    spends = (found["monetary_rank"] or 0) > 0.6
    if often > 0.6 and recent > 0.35:
        return "champions" if spends and recent > 0.6 else "loyal"
    if recent > 0.6:
        newest = "new_customers" if recent > 0.85 else "promising"
        return "potential_loyalists" if often > 0.15 else newest
    if recent > 0.35:
        return "need_attention" if often > 0.35 else "about_to_sleep"
    return _quiet_segment(recent, often, spends)


def _quiet_segment(recent, often, spends):
    if often > 0.6 and spends:
        return "cannot_lose"
    if often > 0.35:
        return "at_risk"
    return "hibernating" if recent > 0.15 else "lost"
