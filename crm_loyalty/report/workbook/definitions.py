"""What every column means: the last sheet of the workbook."""

import re
from ast import literal_eval

from odoo.fields import Domain

from ...engine.explain import comma, sentence
from .columns import Column
from .describe import describe

_DAYS = re.compile(r"(^|_)(days|interval)(_|$)")


def definition_columns(env):
    return [
        Column("label", env._("Column")),
        Column("sheet", env._("Sheet")),
        Column("meaning", env._("Meaning"), "prose"),
        Column("unit", env._("Unit")),
        Column("origin", env._("How It Is Computed"), "prose"),
    ]


def definition_rows(profiles, sheets):
    """Give a row for each column of the other sheets, then one for each stage.

    :param profiles: the model of profiles, as the user who asks
    :param sheets: {name of the sheet: (its records, list of Column)}
    :return: iterator of (None, values)
    """
    for sheet, (records, columns) in sheets.items():
        for column in columns:
            yield (
                None,
                [
                    column.label,
                    sheet,
                    column.help or None,
                    _unit(profiles.env, column),
                    _origin(profiles, records._fields[column.name]),
                ],
            )
    for stage in profiles.env["crm.loyalty.stage"].search([]):
        yield None, _stage_row(profiles, stage)


def _unit(env, column):
    if column.kind == "money":
        return comma(env).join(dict.fromkeys(env.companies.currency_id.mapped("name")))
    if column.kind in ("integer", "decimal"):
        return env._("days") if _DAYS.search(column.name) else env._("number")
    return {
        "share": "%",
        "date": env._("date"),
        "datetime": env._("date and time"),
        "boolean": env._("yes or no"),
    }.get(column.kind) or env._("text")


def _origin(profiles, field):
    """How a column is computed, from the declaration of its field."""
    env = profiles.env
    if field.model_name != profiles._name:
        return env._("Recorded when a pass of the engine moved the customer.")
    if facts := getattr(field, "facts", None):
        return env._("From the facts “%(facts)s”: %(sql)s", facts=facts, sql=_spaced(field.sql))
    if formula := getattr(field, "formula", None):
        return env._("From other columns: %s", _with_labels(profiles, _spaced(formula)))
    if getattr(field, "reading", None):
        return env._("Decided by the rules of this reading, in their order, or by a pin.")
    if getattr(field, "suggests", None):
        return env._("Decided by the rules alone, whatever is pinned.")
    return env._("Recorded in Odoo.")


def _spaced(sql):
    return " ".join(sql.split())


def _with_labels(profiles, formula):
    """Name the measures in a formula as the sheet does."""
    measures = profiles._measures()
    labels = {column.name: column.label for column in describe(profiles, measures)}
    return re.sub(r"(?<![\w.])\w+", lambda word: _quoted(labels, word[0]), formula)


def _quoted(labels, word):
    return f"“{labels[word]}”" if word in labels else word


def _stage_row(profiles, stage):
    env = profiles.env
    return [
        stage.with_context(loyalty_with_reading=True).display_name,
        env._("Stages"),
        stage.description or None,
        env._("text"),
        env._("Only by hand, with a pin.") if stage.by_hand else _rule_text(profiles, stage),
    ]


def _rule_text(profiles, stage):
    """A rule in words; as it is written if it names a measure that is gone."""
    domain = Domain(literal_eval(stage.domain))
    if domain.is_true():
        return profiles.env._("Every customer for whom no rule before it holds.")
    known = all(leaf.field_expr in profiles._fields for leaf in domain.iter_conditions())
    return sentence(profiles, domain) if known else stage.domain
