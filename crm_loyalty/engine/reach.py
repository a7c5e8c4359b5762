"""How far a rule may look: no further than anybody may who is shown its conditions.

The engine decides as superuser, whom nothing stops. A rule that looked where record rules or field
groups hide something would tell it by the customers that it moves: an oracle.
"""

from odoo.fields import Domain

# What a contact is linked to in its own tree says no more than the contact does.
OPEN_MODELS = {"res.partner"}
READERS = {None, "sales_team.group_sale_salesman", "base.group_user"}


def check_reach(model, domain):
    """Refuse a domain that looks where not everybody may who works with relationships.

    :param model: the model that the domain is over
    :param domain: a domain that is valid on it
    :raise ValueError: it does, and where
    """
    for condition in Domain(domain).iter_conditions():
        last = _followed(model, condition)
        if not last.relational:
            continue
        comodel = model.env[last.comodel_name]
        if condition.operator in ("any", "not any"):
            beyond = list(Domain(condition.value).iter_conditions())
            check_reach(comodel, condition.value)
        else:
            beyond = _texts(condition.value)
        if beyond:
            _check_open(comodel)


def _followed(model, condition):
    """Follow the path of a condition.

    :return: the last field of the path that is one
    """
    field = None
    for name in condition.field_expr.split("."):
        if field is not None:
            if not field.relational:
                break  # a part of a date, or a property
            model = model.env[field.comodel_name]
            _check_open(model)
        field = model._fields[name]
        if field.groups not in READERS:
            message = model.env._("“%s” is not for everybody to see", condition.field_expr)
            raise ValueError(message)
    return field


def _texts(value):
    """The names that records are compared by; comparing by id asks nothing of them."""
    values = value if isinstance(value, (list, tuple, set, frozenset)) else [value]
    return [item for item in values if isinstance(item, str)]


def _check_open(model):
    """Refuse a model whose records are hidden from some."""
    # Whether a rule exists, not what it says.
    rules = model.env["ir.rule"].sudo()
    hidden = [("model_id.model", "=", model._name), ("perm_read", "=", True)]
    if model._name not in OPEN_MODELS and rules.search_count(hidden, limit=1):
        label = model.env["ir.model"]._get(model._name).name
        raise ValueError(model.env._("not everybody may see every %s", label))
