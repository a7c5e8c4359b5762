from odoo import api, fields, models

from ..fields import ProfileLink

CHANNELS = [
    ("staff", "Entered by Staff"),
    ("survey", "Survey"),
    ("rating", "Rating"),
    ("link", "Public Link"),
]


class CrmLoyaltyResponse(models.Model):
    """What a customer said at one time, whatever the way in; its answers are one by aspect."""

    _name = "crm.loyalty.response"
    _description = "Customer's Response"
    _order = "date desc, id desc"
    _rec_name = "partner_id"

    partner_id = fields.Many2one(
        "res.partner",
        "Customer",
        required=True,
        index=True,
        ondelete="cascade",
        help="Who answered: a company or one of its contacts.",
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        ondelete="cascade",
        default=lambda self: self.env.company,
    )
    date = fields.Datetime("Answered", required=True, default=fields.Datetime.now)
    channel = fields.Selection(CHANNELS, required=True, default="staff", readonly=True)
    state = fields.Selection(
        [
            ("counted", "Counts"),
            ("later", "Came Later"),
            ("suspect", "Perhaps Not Human"),
            ("withdrawn", "Withdrawn"),
        ],
        "Counts?",
        required=True,
        default="counted",
        help="Every response is kept; only those that count go into the figures. Of several by one"
        " link the first human one counts.",
    )
    order_id = fields.Many2one(
        "sale.order", "About Order", index="btree_not_null", ondelete="set null"
    )
    comment = fields.Text()
    answer_ids = fields.One2many("crm.loyalty.answer", "response_id", "Answers")
    loyalty_profile_id = ProfileLink(
        "crm.loyalty.profile",
        "Relationship",
        compute="_compute_loyalty_profile_id",
        partner="partner_id",
        company="company_id",
        help="Who may see it may see what the customer said.",
    )

    @api.depends("partner_id.commercial_partner_id", "company_id")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_loyalty_profile_id(self):
        self._fields["loyalty_profile_id"].link(self)
