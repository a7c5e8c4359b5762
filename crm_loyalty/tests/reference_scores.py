"""RFM scores of one customer, and the limits between the classes; see ``reference``."""


def scores(found, limits):
    """RFM: a limit of days that is exceeded costs a point, one of purchases or money gives one."""
    result = dict.fromkeys(("recency_score", "frequency_score", "monetary_score", "rfm"))
    if not found["purchase_count"]:
        return result
    result["recency_score"] = 5 - sum(found["recency_days"] > limit for limit in limits["recency"])
    result["frequency_score"] = 1 + sum(
        found["purchase_count"] > limit for limit in limits["frequency"]
    )
    if found["revenue"] is not None:
        result["monetary_score"] = 1 + sum(found["revenue"] > limit for limit in limits["monetary"])
        result["rfm"] = int("{recency_score}{frequency_score}{monetary_score}".format(**result))
    return result


def class_limits(values, company, smallest_base):
    """The limits between the five classes, from the buyers of a company themselves.

    :param values: (days since the last purchase, purchases, revenue) of every buyer
    :return: limits by score; below the smallest base the company's fixed ones
    """
    names = ("recency", "frequency", "monetary")
    limits = {name: getattr(company, f"{name}_limits") for name in names}
    if len(values) >= smallest_base:
        for name, column in zip(names, zip(*values, strict=True), strict=True):
            limits[name] = quintiles([v for v in column if v is not None]) or limits[name]
    return limits


def quintiles(values):
    """For each fifth the smallest value that so many of the values do not exceed."""
    return [
        min(v for v in values if 5 * sum(other <= v for other in values) >= fifth * len(values))
        for fifth in (1, 2, 3, 4)
        if values
    ]
