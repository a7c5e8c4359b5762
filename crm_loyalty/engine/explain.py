"""Why a customer is in a stage, and what would move it: the rules again, in words."""

from odoo.fields import Domain
from odoo.orm.domains import DomainAnd, DomainCondition, DomainOr
from odoo.tools import format_date
from odoo.tools.misc import format_amount

OPERATORS = {"=": "=", "!=": "≠", ">": ">", ">=": "≥", "<": "<", "<=": "≤"}


def explain_reading(profile, reading, stages):
    """Explain one reading of one relationship.

    :param profile: one relationship
    :param stages: the stages of the reading that hold for its company, in the order of decision
    :return: dict for the screen: the conditions of the rule that fired, and those of the stages
        that would win if their conditions held
    """
    suggested = next((s for s in stages if not s.by_hand and _matches(profile, s)), stages.browse())
    later = stages[stages.ids.index(suggested.id) + 1 :] if suggested else stages.browse()
    earlier = stages - later - suggested
    fallback = next((s for s in later if not s.by_hand and _matches(profile, s)), stages.browse())
    return {
        "rule_stage": suggested.name or None,
        "conditions": _conditions(profile, suggested) if suggested else [],
        "moves": [
            {"stage": stage.name, "color": stage.color, "conditions": _conditions(profile, stage)}
            for stage in [*earlier.filtered(lambda s: not s.by_hand), *fallback]
        ],
    }


def _matches(profile, stage):
    return bool(profile.filtered_domain(Domain(stage._parsed_domain())))


def _conditions(profile, stage):
    """The terms of a rule that must all hold, each with whether it does and the value it met."""
    domain = Domain(stage._parsed_domain())
    terms = domain.children if isinstance(domain, DomainAnd) else [domain]
    return [
        {
            "text": sentence(profile, term),
            "now": _now(profile, list(term.iter_conditions())),
            "met": bool(profile.filtered_domain(term)),
        }
        for term in terms
        if not term.is_true()
    ]


def sentence(profile, term):
    """Write a domain over the profile as a sentence, in the user's language."""
    if isinstance(term, DomainCondition):
        return _condition_text(profile, term)
    joint = profile.env._(" or ") if isinstance(term, DomainOr) else profile.env._(" and ")
    parts = []
    for child in getattr(term, "children", ()):
        text = sentence(profile, child)
        parts.append(f"({text})" if isinstance(child, DomainAnd | DomainOr) else text)
    return joint.join(parts)


def _condition_text(profile, leaf):
    env = profile.env
    name = leaf.field_expr.split(".")[0]
    label = profile._fields[name]._description_string(env)
    values = leaf.value if isinstance(leaf.value, (list, tuple, set, frozenset)) else [leaf.value]
    values = list(values)
    if profile._fields[name].type == "boolean":
        positive = any(values) == (leaf.operator in ("=", "in"))
        return label if positive else env._("not %s", label)
    if leaf.operator in ("=", "in", "!=", "not in") and not any(v or v == 0 and v is not False for v in values):
        known = leaf.operator in ("!=", "not in")
        return env._("%s is known", label) if known else env._("%s is unknown", label)
    operator = {"in": "=", "not in": "≠"}.get(leaf.operator) or OPERATORS.get(leaf.operator, leaf.operator)
    return f"{label} {operator} {comma(env).join(shown(profile, name, value) for value in values)}"


def _now(profile, leaves):
    """What the customer's measures are: one value, or several with their names."""
    values = {
        name: shown(profile, name, profile[name])
        for name in dict.fromkeys(leaf.field_expr.split(".")[0] for leaf in leaves)
    }
    if len(values) == 1:
        return next(iter(values.values()))
    label = {name: profile._fields[name]._description_string(profile.env) for name in values}
    return comma(profile.env).join(f"{label[name]} {value}" for name, value in values.items())


def comma(env):
    """What stands between the items of a list, in the user's language: ", " in English."""
    return env._("%(first)s, %(second)s", first="", second="")


def shown(profile, name, value):
    """A value of a measure as a person reads it; unknown is said to be unknown.

    :param profile: whose currency and language are used; it may be empty
    """
    field, env = profile._fields[name], profile.env
    if field.type == "boolean":
        return env._("yes") if value else env._("no")
    if value is None or value is False or field.relational and not value:
        return env._("unknown")
    if field.type == "monetary":
        currency = profile.company_id.currency_id or env.company.currency_id
        return format_amount(env, value, currency)
    if field.type == "date":
        return format_date(env, value)
    if field.type == "selection":
        return dict(field._description_selection(env)).get(value, str(value))
    if field.type == "many2one":
        return value.display_name if hasattr(value, "display_name") else str(value)
    return f"{value:g}" if isinstance(value, float) else str(value)
