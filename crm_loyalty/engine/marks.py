"""Measures and scores → marks: five traits of a loyal customer, each yes, no or unknown."""

from odoo.tools import SQL, Query

from .decision import condition_sql


def marked_query(env, rules, relation):
    """SQL of a relation of measures and scores with the marks.

    :param rules: the run's snapshot of marks (see ``crm.loyalty.mark._rules``)
    :param relation: the name of a relation that has them as columns
    """
    profile = env["crm.loyalty.profile"]
    query = Query(env, relation, SQL.identifier(relation))
    columns = [
        SQL(
            "%s AS %s",
            _mark(profile, [rule for rule in rules or () if rule["code"] == code], relation, query),
            SQL.identifier(name),
        )
        for code, name in profile._marks().items()
    ]
    return SQL(
        "SELECT %s.*, %s FROM %s OFFSET 0",
        SQL.identifier(relation),
        SQL(", ").join(columns),
        query.from_clause,
    )


def _mark(profile, rules, relation, query):
    """SQL of one mark: by a company's own rule, else by the common one; NULL is unknown."""
    branches = [
        SQL(
            "WHEN %s THEN CASE WHEN NOT COALESCE(%s, FALSE) THEN NULL WHEN %s THEN 'yes'"
            " ELSE 'no' END",
            SQL("%s = %s", SQL.identifier(relation, "company_id"), rule["company_id"])
            if rule["company_id"]
            else SQL("TRUE"),
            *(
                condition_sql(profile, {"company_id": None, "domain": rule[name]}, relation, query)
                for name in ("known_domain", "domain")
            ),
        )
        for rule in sorted(rules, key=lambda rule: not rule["company_id"])
    ]
    if not branches:
        return SQL("NULL::varchar")
    return SQL("(CASE %s END)::varchar", SQL(" ").join(branches))
