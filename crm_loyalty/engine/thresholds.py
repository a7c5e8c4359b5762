"""What can be said of two rules without asking a customer: which one asks for more."""

from odoo.fields import Domain

LOWER, UPPER = (">", ">="), ("<", "<=")


def bounds(domain):
    """The limits that a rule sets to measures, where it is no more than such limits together.

    :param domain: a domain as a list
    :return: {(measure, sign): limit}; the sign makes the higher limit the stricter one. None for
        a rule of another form.

    >>> bounds([("revenue", ">=", 100), ("recency_days", "<", 30)])
    {('revenue', 1): 100, ('recency_days', -1): -30}
    >>> bounds(["|", ("revenue", ">=", 100), ("revenue", "<", 5)]) is None
    True
    """
    found = {}
    for token in Domain(domain):
        if token == "&":
            continue
        if token in ("|", "!") or not _is_limit(*token):
            return None
        name, operator, limit = token
        sign = 1 if operator in LOWER else -1
        key = (name, sign)
        found[key] = max(found.get(key, sign * limit), sign * limit)
    return found


def stricter_measures(rule, other):
    """The measures of which one rule plainly asks more than another.

    >>> stricter_measures([("revenue", ">=", 200)], [("revenue", ">=", 100)])
    ['revenue']
    >>> stricter_measures([("revenue", ">=", 50)], [("revenue", ">=", 100)])
    []
    """
    asked, base = bounds(rule) or {}, bounds(other) or {}
    return sorted(
        {
            name
            for name, sign in asked
            if asked[name, sign] > base.get((name, sign), asked[name, sign])
        }
    )


def implies(rule, other):
    """Whether who meets one rule plainly meets another.

    >>> implies([("revenue", ">=", 200), ("purchase_count", ">", 1)], [("revenue", ">=", 100)])
    True
    >>> implies([("revenue", ">=", 50)], [("revenue", ">=", 100)])
    False
    """
    asked, base = bounds(rule), bounds(other)
    if asked is None or base is None:
        return False
    return all(key in asked and asked[key] >= limit for key, limit in base.items())


def _is_limit(_name, operator, limit):
    is_number = isinstance(limit, (int, float)) and not isinstance(limit, bool)
    return operator in LOWER + UPPER and is_number
