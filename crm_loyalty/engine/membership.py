"""Memberships of segments in queries over rows about customers: now, or as of a day."""

from odoo.fields import Domain
from odoo.tools import SQL


def held_on(day):
    """SQL condition on a membership ``m``: it held on a day, which it does until it ended."""
    return SQL("m.date_from <= %(day)s AND (m.date_to IS NULL OR m.date_to > %(day)s)", day=day)


def in_segments(env, operator, value, held):
    """The domain over rows about customers who are in segments, for a field's ``search``.

    :param held: gives, by the alias of the rows, an SQL condition on the membership ``m``
    """
    if operator in ("any", "any!"):
        wanted, empty = Domain(value), False
    elif operator == "in":
        wanted, empty = Domain("id", "in", [v for v in value if v]), not all(value)
    else:
        return NotImplemented
    segments = env["crm.loyalty.segment"].with_context(active_test=False)._search(wanted)

    def to_sql(model, alias, query):
        member = SQL(
            "SELECT FROM crm_loyalty_member m WHERE %s AND m.partner_id = %s AND m.company_id = %s",
            held(alias),
            SQL.identifier(alias, "partner_id"),
            SQL.identifier(alias, "company_id"),
        )
        found = SQL("EXISTS (%s AND m.segment_id IN %s)", member, segments.subselect())
        return SQL("(%s OR NOT EXISTS (%s))", found, member) if empty else found

    return Domain.custom(to_sql=to_sql)
