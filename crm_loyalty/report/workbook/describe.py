"""Fields → columns: label, help and choices in the user's language."""

from ...fields import is_share
from .columns import Column, Currency

_KINDS = {
    "integer": "integer",
    "float": "decimal",
    "monetary": "money",
    "date": "date",
    "datetime": "datetime",
    "boolean": "boolean",
}


def describe(model, names):
    """Give the columns of those fields that the user may read, in the order of the names.

    :param model: the model of the fields
    :param names: field names
    """
    names = list(names)
    told = model.fields_get(names, ["string", "help", "type", "selection"])
    return [_column(model._fields[name], told[name]) for name in names if name in told]


def _column(field, told):
    digits = field._digits[1] if field.type == "float" and field._digits else 0
    return Column(
        name=field.name,
        label=told["string"],
        kind="share" if is_share(field) else _KINDS.get(field.type, "text"),
        help=told.get("help") or "",
        digits=digits,
        choices=dict(told.get("selection") or ()),
    )


def currency_of(company):
    """Give how a company writes amounts.

    :return: ``Currency``
    """
    currency = company.currency_id
    return Currency(
        currency.name, currency.symbol, currency.position == "before", currency.decimal_places
    )
