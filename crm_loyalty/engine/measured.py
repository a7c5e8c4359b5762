"""Facts → measures: one row per customer and company, from the declarations on the profile."""

import re

from odoo.tools import SQL

# What an identifier in a formula must not touch: it is qualified, quoted or part of a longer word.
_NAME = r"(?<![\w.\"']){}(?![\w\"'(])"


def prepare(env):
    """Flush what the statement reads, and tell PostgreSQL what kind of statement comes.

    Compiling a statement of this length costs more than it saves, and its sorts want memory.
    """
    env.flush_all()
    env.execute_query(
        SQL("SELECT set_config('jit', 'off', TRUE), set_config('work_mem', '64MB', TRUE)")
    )


def with_chain(queries):
    """Write a ``WITH`` chain.

    :param queries: list of (name, SQL), each of which may use those before it
    """
    return SQL("WITH %s", SQL(", ").join(_named(name, query) for name, query in queries))


def _named(name, query):
    return SQL("%s AS (%s)", SQL.identifier(name), query)


def measure_queries(env, scope, setting):
    """Give the queries from the contacts of a chunk up to their measures.

    :param scope: SQL condition on ``res_partner`` that selects the contacts of whole customers
    :param setting: SQL of the relation ``setting`` (see ``settings.setting_query``)
    :return: list of (name, SQL); the last, ``measured``, has the columns partner_id, company_id
        and every measure of the profile, rounded and cast as they are stored
    """
    measures = env["crm.loyalty.profile"]._measures()
    aggregated = {name: field for name, field in measures.items() if getattr(field, "facts", None)}
    used = list(dict.fromkeys(field.facts for field in aggregated.values()))
    contacts = SQL(
        "SELECT id AS contact_id, commercial_partner_id AS partner_id FROM res_partner WHERE %s",
        scope,
    )
    return [
        ("scope", contacts),
        ("setting", setting),
        *env["crm.loyalty.source"]._sources().items(),
        *((f"of_{query}", _aggregate(query, aggregated)) for query in used),
        ("measured", _measured(measures, used)),
    ]


def _aggregate(query, measures):
    """SQL of the aggregates over one query of facts, per customer and company."""
    columns = [
        SQL("%s AS %s", _declared(field.sql), SQL.identifier(name))
        for name, field in measures.items()
        if field.facts == query
    ]
    return SQL(
        "SELECT facts.partner_id, facts.company_id, %s"
        " FROM %s facts JOIN setting USING (company_id)"
        " GROUP BY facts.partner_id, facts.company_id",
        SQL(", ").join(columns),
        SQL.identifier(query),
    )


def _measured(measures, used):
    """SQL that joins the aggregates and computes the formulas upon them, layer by layer."""
    layers = formula_layers({n: f.formula for n, f in measures.items() if not _facts(f)})
    place = {name: "layer0" for name, field in measures.items() if _facts(field)}
    # A full join is never done by a loop, whatever number of rows the planner expects.
    first, *others = (SQL.identifier(f"of_{query}") for query in used)
    known = [first, *(SQL("%s USING (partner_id, company_id)", other) for other in others)]
    joins = [
        SQL("CROSS JOIN LATERAL (SELECT partner_id, company_id) known"),
        SQL("JOIN setting ON setting.company_id = known.company_id"),
        SQL(
            "CROSS JOIN LATERAL"
            " (SELECT * FROM res_partner WHERE id = known.partner_id OFFSET 0) partner"
        ),
        _lateral(
            "layer0", {n: _stored(f, _present(n, f)) for n, f in measures.items() if _facts(f)}
        ),
    ]
    for depth, names in enumerate(layers, 1):
        columns = {
            n: _stored(measures[n], _declared(_qualified(measures[n].formula, place)))
            for n in names
        }
        joins.append(_lateral(f"layer{depth}", columns))
        place |= dict.fromkeys(names, f"layer{depth}")
    return SQL(
        "SELECT known.partner_id, known.company_id, %s FROM %s %s OFFSET 0",
        SQL(", ").join(SQL.identifier(place[name], name) for name in measures),
        SQL(" FULL JOIN ").join(known),
        SQL(" ").join(joins),
    )


def _facts(field):
    return getattr(field, "facts", None)


def _present(name, field):
    """SQL of an aggregate: ``absent`` where there is no fact at all; NULL stays unknown."""
    query = f"of_{field.facts}"
    column = SQL.identifier(query, name)
    if not getattr(field, "absent", None):
        return column
    key = SQL.identifier(query, "partner_id")
    return SQL("CASE WHEN %s IS NULL THEN %s ELSE %s END", key, _declared(field.absent), column)


def _stored(field, expression):
    """SQL of a value as its column stores it: rounded once, here, and cast."""
    if field.type == "monetary":
        expression = SQL("round((%s)::numeric, setting.digits)", expression)
    elif field.type == "float":
        expression = SQL("round((%s)::numeric, %s)", expression, field._digits[1])
    return SQL("(%s)::%s", expression, _declared(field.column_type[1].split("(")[0]))


def _declared(text):
    """SQL that a field declares in code: a developer's words, never a user's."""
    return SQL(text)  # pylint: disable=sql-injection


def _lateral(alias, columns):
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
