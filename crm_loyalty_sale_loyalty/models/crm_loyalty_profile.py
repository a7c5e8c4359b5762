from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_date


class CrmLoyaltyProfile(models.Model):
    """Membership: whether the customer is enrolled, since when, and what its cards hold."""

    _inherit = "crm.loyalty.profile"

    member_count = fields.Integer(
        "Loyalty Cards",
        readonly=True,
        facts="card",
        sql="count(*)",
        absent="0",
        help="Active cards of loyalty programmes that the customer or one of its contacts holds.",
    )
    member_since = fields.Date(
        readonly=True,
        facts="card",
        sql="min(day)",
        help="When the oldest of these cards was made.",
    )
    card_words = fields.Text("Cards", compute="_compute_card_words")

    @api.depends("member_count", "partner_id")
    @api.depends_context("lang")
    def _compute_card_words(self):
        for profile in self:
            told = [profile._card_told(card) for card in profile._cards()]
            profile.card_words = "\n".join(told) or False

    def _cards(self):
        """The cards of the customer and its contacts that hold with the company."""
        ours = Domain("company_id", "in", [False, self.company_id.id])
        kinds = Domain("program_id.program_type", "in", ("loyalty", "ewallet"))
        holder = Domain("partner_id.commercial_partner_id", "=", self.partner_id.id)
        # Who may see the relationship may see its cards, as salespeople may.
        return self.env["loyalty.card"].sudo().search_fetch(ours & kinds & holder, order="id")

    def _card_told(self, card):
        return self.env._(
            "%(program)s: %(points)s, card %(code)s since %(day)s",
            program=card.program_id.name,
            points=card.points_display,
            code=card.code,
            day=format_date(self.env, card.create_date.date()),
        )
