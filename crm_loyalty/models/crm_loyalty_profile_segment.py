from odoo import fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..engine.joined import joined_rows
from ..engine.membership import in_segments


class CrmLoyaltyProfile(models.Model):
    """The segments that the customer is in, and was in."""

    _inherit = "crm.loyalty.profile"

    segment_ids = fields.Many2many(
        "crm.loyalty.segment",
        string="Segments",
        compute="_compute_segments",
        search="_search_segment_ids",
    )
    member_ids = fields.Many2many(
        "crm.loyalty.member", string="Segments Over Time", compute="_compute_segments"
    )
    memberships = fields.Json("Segment Membership", compute="_compute_memberships")

    def _compute_segments(self):
        members = self.env["crm.loyalty.member"].search_fetch(
            Domain("partner_id", "in", self.partner_id.ids)
            & Domain("company_id", "in", self.company_id.ids)
        )
        of_customer = members.grouped(lambda member: (member.partner_id, member.company_id))
        for profile in self:
            mine = of_customer.get((profile.partner_id, profile.company_id), members.browse())
            # They were searched with the user's rights, which Odoo would look up row by row again.
            known = profile.sudo()
            known.member_ids = mine
            known.segment_ids = mine.filtered(lambda member: not member.date_to).segment_id

    def _compute_memberships(self):
        """As JSON: a list of records would be asked for its rights row by row."""
        members = self.env["crm.loyalty.member"]
        shown = ("segment_id", "date_from", "date_to")
        labels = [members._fields[name]._description_string(self.env) for name in shown]
        for profile in self:
            query = members._search(profile._mine(), order=members._order)
            rows = joined_rows(
                members, query, shown, name=("segment_id", "name"), color=("segment_id", "color")
            )
            days = {"date_from": str, "date_to": lambda day: day and str(day)}
            told = [row | {name: tell(row[name]) for name, tell in days.items()} for row in rows]
            profile.memberships = {"labels": labels, "rows": told} if told else None

    def _search_segment_ids(self, operator, value):
        """Find who is in segments now; who may see a relationship may see which it is in."""
        return in_segments(self.env, operator, value, lambda alias: SQL("m.date_to IS NULL"))
