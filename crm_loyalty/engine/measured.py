"""Facts → measures: one row per customer and company, from the declarations on the profile."""

from odoo.tools import SQL

from .formulas import declared, formula_joins, lateral, stored
from .tiering import STATE


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


def fact_queries(env, scope, setting):
    """Give the queries from the contacts of a chunk up to their facts.

    Every reader of facts begins here, and so nobody sees a customer who objects to profiling.

    :param scope: SQL condition on ``res_partner`` that selects the contacts of whole customers
    :param setting: SQL of the relation ``setting`` (see ``settings.setting_query``)
    :return: list of (name, SQL)
    """
    contacts = SQL(
        "SELECT id AS contact_id, commercial_partner_id AS partner_id,"
        " loyalty_opt_out IS TRUE AS opted_out FROM res_partner WHERE (%s) AND NOT EXISTS"
        " (SELECT FROM res_partner customer WHERE customer.id = res_partner.commercial_partner_id"
        " AND customer.loyalty_opt_out)",
        scope,
    )
    sources = env["crm.loyalty.source"]._sources().items()
    return [("scope", contacts), ("setting", setting), *sources]


def measure_queries(env, scope, setting, forecast):
    """Give the queries from the contacts of a chunk up to their measures.

    :param forecast: SQL of the relation ``forecast`` (see ``forecast.forecast_query``)
    :return: list of (name, SQL); the last, ``observed``, has the columns partner_id, company_id
        and every measure of the profile that needs no scorecard, mark or stage, rounded and cast
        as it is stored
    """
    profile = env["crm.loyalty.profile"]
    later = {*profile._scores(), *profile._marks().values()}
    measures = {n: f for n, f in profile._measures(judged=False).items() if n not in later}
    aggregated = {name: field for name, field in measures.items() if _facts(field)}
    used = list(dict.fromkeys(field.facts for field in aggregated.values()))
    return [
        *fact_queries(env, scope, setting),
        ("forecast", forecast),
        *((f"of_{query}", aggregate_query(query, aggregated)) for query in used),
        ("observed", _observed(measures, used, env["crm.loyalty.source"]._asides())),
    ]


def valued_query(env):
    """SQL of ``judged`` with the measures that depend on a stage, such as what a level costs."""
    profile = env["crm.loyalty.profile"]
    measures = profile._measures(judged=True)
    if not measures:
        return SQL("SELECT * FROM judged")
    known = {*profile._measures(judged=False), *profile._readings().values()}
    joins, place = formula_joins(measures, dict.fromkeys(known, "judged"))
    return SQL(
        "SELECT judged.*, %s FROM judged JOIN setting ON setting.company_id = judged.company_id %s"
        " OFFSET 0",
        SQL(", ").join(SQL.identifier(place[name], name) for name in measures),
        SQL(" ").join(joins),
    )


def aggregate_query(query, measures):
    """SQL of the aggregates over one query of facts, per customer and company."""
    columns = [
        SQL("%s AS %s", declared(field.sql), SQL.identifier(name))
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


def _observed(measures, used, asides):
    """SQL that joins the aggregates and computes the formulas upon them, layer by layer."""
    facts = {name: field for name, field in measures.items() if _facts(field)}
    formulas = {name: field for name, field in measures.items() if not _facts(field)}
    layers, place = formula_joins(formulas, dict.fromkeys(facts, "layer0"))
    # A full join is never done by a loop, whatever number of rows the planner expects.
    first, *others = (SQL.identifier(f"of_{query}") for query in used)
    others.append(SQL.identifier("prior"))
    known = [first, *(SQL("%s USING (partner_id, company_id)", other) for other in others)]
    joins = [
        SQL("CROSS JOIN LATERAL (SELECT partner_id, company_id) known"),
        SQL("JOIN setting ON setting.company_id = known.company_id"),
        SQL(
            "CROSS JOIN LATERAL"
            " (SELECT * FROM res_partner WHERE id = known.partner_id OFFSET 0) partner"
        ),
        lateral("layer0", {n: stored(f, _present(n, f)) for n, f in facts.items()}),
        *layers,
    ]
    columns = [SQL.identifier(place[name], name) for name in measures]
    columns += [
        SQL("%s AS %s", SQL.identifier("prior", name), SQL.identifier(f"prior_{name}"))
        for name in STATE
    ]
    return SQL(
        "SELECT known.partner_id, known.company_id, %s FROM %s %s"
        " WHERE COALESCE(%s) IS NOT NULL OFFSET 0",
        SQL(", ").join(columns),
        SQL(" FULL JOIN ").join(known),
        SQL(" ").join(joins),
        # Not strict, so that the joins stay full ones.
        SQL(", ").join(
            SQL.identifier(f"of_{query}", "partner_id") for query in used if query not in asides
        ),
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
    return SQL("CASE WHEN %s IS NULL THEN %s ELSE %s END", key, declared(field.absent), column)
