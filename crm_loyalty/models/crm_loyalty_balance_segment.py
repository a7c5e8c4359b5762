from odoo import fields, models
from odoo.tools import SQL

from ..engine.membership import held_on, in_segments


class CrmLoyaltyBalance(models.Model):
    """The segments that the customer was in on the day: as the memberships say, kept nowhere else.

    A customer in several segments is counted in each of them.
    """

    _inherit = "crm.loyalty.balance"

    segment_ids = fields.Many2many(
        "crm.loyalty.segment",
        string="Segments",
        compute="_compute_segment_ids",
        search="_search_segment_ids",
        help="Those that the customer was in on that day.",
    )

    def _compute_segment_ids(self):
        # Who may see a balance may see in which segments it is counted.
        members = self.env["crm.loyalty.member"].sudo()
        found = members.search_fetch([("partner_id", "in", self.partner_id.ids)])
        of_customer = found.grouped(lambda member: (member.partner_id, member.company_id))
        for row in self:
            mine = of_customer.get((row.partner_id, row.company_id), members)
            held = mine.filtered(
                lambda m, day=row.day: m.date_from <= day and (not m.date_to or m.date_to > day)
            )
            row.segment_ids = held.segment_id

    def _search_segment_ids(self, operator, value):
        """Find who was in segments on the day of the balance."""
        return in_segments(
            self.env, operator, value, lambda alias: held_on(SQL.identifier(alias, "day"))
        )

    def _segment_at(self, query, day):
        """Join the segments of a date to a query over customers.

        :param query: over balances of the day, or over profiles where the day is False
        :return: SQL of the id of the segment; NULL of who is in none
        """
        table, alias = query.table, query.make_alias(query.table, "segment")
        # Once, whatever was merged: of one customer two memberships may lie over each other.
        held = SQL(
            "(SELECT DISTINCT m.segment_id, m.partner_id, m.company_id"
            " FROM crm_loyalty_member m WHERE %s)",
            held_on(day) if day else SQL("m.date_to IS NULL"),
        )
        same = SQL(
            "%s = %s AND %s = %s",
            SQL.identifier(alias, "partner_id"),
            SQL.identifier(table, "partner_id"),
            SQL.identifier(alias, "company_id"),
            SQL.identifier(table, "company_id"),
        )
        query.add_join("LEFT JOIN", alias, held, same)
        return SQL.identifier(alias, "segment_id")
