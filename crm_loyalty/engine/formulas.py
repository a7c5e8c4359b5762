"""Formulas of measures → SQL: layer upon layer, each rounded once, as its column stores it."""

import re

from odoo.tools import SQL

# What an identifier in a formula must not touch: it is qualified, quoted or part of a longer word.
_NAME = r"(?<![\w.\"']){}(?![\w\"'(])"


def formula_joins(measures, place):
    """Compute formulas layer by layer, each of which uses only the layers before it.

    :param measures: {name: field with a formula}
    :param place: {name: alias} of the measures that are there already
    :return: list of joins, and ``place`` with the formulas' own
    """
    joins, place = [], dict(place)
    for depth, names in enumerate(formula_layers({n: f.formula for n, f in measures.items()}), 1):
        columns = {
            n: stored(measures[n], declared(_qualified(measures[n].formula, place))) for n in names
        }
        joins.append(lateral(f"layer{depth}", columns))
        place |= dict.fromkeys(names, f"layer{depth}")
    return joins, place


def stored(field, expression):
    """SQL of a value as its column stores it: rounded once, here, and cast."""
    if field.type == "monetary":
        expression = SQL("round((%s)::numeric, setting.digits)", expression)
    elif field.type == "float":
        expression = SQL("round((%s)::numeric, %s)", expression, field._digits[1])
    return SQL("(%s)::%s", expression, declared(field.column_type[1].split("(")[0]))


def declared(text):
    """SQL that a field declares in code: a developer's words, never a user's."""
    return SQL(text)  # pylint: disable=sql-injection


def lateral(alias, columns):
    values = [SQL("%s AS %s", value, SQL.identifier(name)) for name, value in columns.items()]
    return SQL("CROSS JOIN LATERAL (SELECT %s) %s", SQL(", ").join(values), SQL.identifier(alias))


def _qualified(formula, place):
    """Put the alias of its layer before each measure that a formula names."""
    for name, alias in place.items():
        formula = re.sub(_NAME.format(re.escape(name)), f'"{alias}"."{name}"', formula)
    return formula


def formula_layers(formulas):
    """Sort formulas into layers, each of which uses only the layers before it.

    :param formulas: {name: SQL expression}
    :return: list of lists of names
    :raise ValueError: two formulas use each other

    >>> formula_layers({"ratio": "days / gap", "days": "setting.as_of - last", "next": "last + 1"})
    [['days', 'next'], ['ratio']]
    >>> formula_layers({"a": "b", "b": "a"})
    Traceback (most recent call last):
    ...
    ValueError: measures that use each other: a, b
    """
    uses = {
        name: {other for other in formulas if re.search(_NAME.format(re.escape(other)), formula)}
        - {name}
        for name, formula in formulas.items()
    }
    layers, done = [], set()
    while len(done) < len(formulas):
        layer = [name for name in formulas if name not in done and uses[name] <= done]
        if not layer:
            raise ValueError(
                "measures that use each other: " + ", ".join(sorted(set(formulas) - done))
            )
        layers.append(layer)
        done |= set(layer)
    return layers
