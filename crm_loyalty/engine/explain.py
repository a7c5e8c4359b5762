"""Why a customer is in a stage, and what would move it: the rules again, in words."""

from odoo.fields import Domain
from odoo.tools import format_date
from odoo.tools.misc import format_amount, formatLang

from ..fields import is_share

OPERATORS = {"=": "=", "in": "=", "!=": "≠", "not in": "≠", ">=": "≥", "<=": "≤"}
# What Odoo makes of an empty domain.
EVERYBODY = ((1, "=", 1),)


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
        "conditions": conditions(profile, suggested._parsed_domain()) if suggested else [],
        "moves": [
            {
                "stage": stage.name,
                "color": stage.color,
                "conditions": conditions(profile, stage._parsed_domain()),
            }
            for stage in [*earlier.filtered(lambda s: not s.by_hand), *fallback]
        ],
    }


def _matches(profile, stage):
    return bool(profile.filtered_domain(Domain(stage._parsed_domain())))


def conditions(profile, domain):
    """The terms of a rule that must all hold.

    :param domain: the rule, as a list
    :return: list of dicts: text, now (the value it met), met, and where a limit has to be reached
        what is missing, as words and as the share of the limit that is reached
    """
    tree = _tree(iter(Domain(domain)))
    return [
        {
            "text": _text(profile, term),
            "now": _now(profile, list(_leaves(term))),
            "met": bool(profile.filtered_domain(_polish(term))),
            **_missing(profile, term),
        }
        for term in (tree[1:] if tree[0] == "&" else [tree])
        if term not in EVERYBODY
    ]


def _missing(profile, term):
    """How far a measure is from a limit that it has to reach; nothing for other conditions."""
    if term[0] in ("&", "|", "!") or term[1] not in (">", ">=") or not profile:
        return {}
    name, _operator, limit = term
    field = profile._fields.get(name)
    if not field or field.type not in ("integer", "float", "monetary"):
        return {}
    if not isinstance(limit, (int, float)) or limit <= 0:
        return {}
    now = max(0, profile[name] or 0)
    return {
        "measure": name,
        "goal": shown(profile, name, limit),
        "missing": shown(profile, name, limit - now) if now < limit else None,
        "share": min(100, int(100 * now / limit)),
    }


def sentence(profile, domain):
    """Write a domain over the profile as a sentence, in the user's language.

    :param domain: a list of conditions
    """
    return _text(profile, _tree(iter(Domain(domain))))


def _tree(tokens):
    """Read a domain in Polish notation: a condition, or ("&", "|" or "!", term, …)."""
    token = next(tokens)
    if token == "!":
        return (token, _tree(tokens))
    if token not in ("&", "|"):
        return token
    terms = []
    for term in (_tree(tokens), _tree(tokens)):
        terms += term[1:] if term[0] == token else [term]
    return (token, *terms)


def _polish(term):
    """Write a term of a tree as a domain again."""
    if term[0] not in ("&", "|", "!"):
        return [term]
    operators = [term[0]] * max(1, len(term) - 2)
    return operators + [token for part in term[1:] for token in _polish(part)]


def _leaves(term):
    return (token for token in _polish(term) if token not in ("&", "|", "!"))


def _text(profile, term):
    if term in EVERYBODY:
        return profile.env._("everybody")
    if term[0] == "!":
        return profile.env._("not (%s)", _text(profile, term[1]))
    if term[0] not in ("&", "|"):
        return _condition_text(profile, *term)
    joint = profile.env._(" or ") if term[0] == "|" else profile.env._(" and ")
    return joint.join(
        f"({_text(profile, part)})" if part[0] in ("&", "|") else _text(profile, part)
        for part in term[1:]
    )


def _condition_text(profile, path, operator, value):
    env = profile.env
    name = path.split(".")[0]
    label = profile._fields[name]._description_string(env)
    values = list(value) if isinstance(value, (list, tuple, set, frozenset)) else [value]
    equal = operator in ("=", "in")
    if profile._fields[name].type == "boolean":
        return label if any(values) == equal else env._("not %s", label)
    unknown = all(item is False or item is None for item in values)
    if unknown and operator in ("=", "in", "!=", "not in"):
        return env._("%s is unknown", label) if equal else env._("%s is known", label)
    shown_values = comma(env).join(shown(profile, name, item) for item in values)
    return f"{label} {OPERATORS.get(operator, operator)} {shown_values}"


def _now(profile, leaves):
    """What the customer's measures are: one value, or several with their names."""
    values = {
        name: shown(profile, name, profile[name])
        for name in dict.fromkeys(leaf[0].split(".")[0] for leaf in leaves)
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
    if is_share(field):
        return f"{formatLang(env, 100 * value, digits=1)} %"
    return f"{value:g}" if isinstance(value, float) else str(value)
