"""Why a stage changed: the figures that made a rule fire, kept with the move."""

from odoo.tools import SQL

from .tiering import READING


def figures_sql(profile, rules):
    """SQL of the figures that made a rule fire: JSON of the measures that its domain names."""
    branches = []
    for rule in rules:
        names = sorted(rule_measures(profile, [*rule["domain"], *(rule.get("keep_domain") or ())]))
        pairs = SQL(", ").join(
            SQL("%s, %s", name, SQL.identifier("changed", name)) for name in names
        )
        branches.append(SQL("WHEN %s THEN jsonb_build_object(%s)", rule["id"], pairs))
    if not branches:
        return SQL("NULL::jsonb")
    # A tier is lost by the rule that put the customer there.
    lost = SQL("CASE WHEN move.reading = %s THEN move.from_id END", READING)
    return SQL("CASE COALESCE(move.rule_id, %s) %s END", lost, SQL(" ").join(branches))


def rule_measures(profile, domain):
    """The measures that a rule's domain names.

    :param domain: a domain as a list
    :return: set of field names
    """
    leaves = (leaf[0] for leaf in domain if isinstance(leaf, (list, tuple)))
    names = {name.split(".")[0] for name in leaves if isinstance(name, str)}
    return names & set(profile._measures())
