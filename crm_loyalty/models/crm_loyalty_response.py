from statistics import mean

from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..fields import KnownFloat, ProfileLink

CHANNELS = [
    ("staff", "Entered by Staff"),
    ("survey", "Survey"),
    ("rating", "Rating"),
    ("link", "Public Link"),
]


class CrmLoyaltyResponse(models.Model):
    """What a customer said at one time, whatever the way in; its answers are one by aspect.

    What came from a customer itself is never rewritten by staff, by rules of security; what staff
    enter says so by its channel, which no user may choose.
    """

    _name = "crm.loyalty.response"
    _inherit = "crm.loyalty.about"
    _description = "Customer's Response"
    _order = "date desc, id desc"
    _rec_name = "partner_id"

    partner_id = fields.Many2one(
        domain=lambda self: self._own_customers(),
        help="Who answered: a company or one of its contacts.",
    )
    contact_name = fields.Char(related="partner_id.name")
    date = fields.Datetime("Answered On", required=True, default=fields.Datetime.now)
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
    comment = fields.Text(help="What the customer added in words.")
    # Not a column of its own: what a client may send, a client may forge.
    user_id = fields.Many2one(related="create_uid", string="Entered By")
    answer_ids = fields.One2many("crm.loyalty.answer", "response_id", "Answers")
    experience = KnownFloat(
        compute="_compute_scores",
        digits=(6, 2),
        help="Mean score, 0 to 100, of the dimensions of satisfaction in this response.",
    )
    recommends = KnownFloat(
        compute="_compute_scores",
        digits=(6, 1),
        help="From 0 to 10, whether the customer would recommend us: what the NPS is made of.",
    )
    loyalty_profile_id = ProfileLink(help="Who may see it may see what the customer said.")

    @api.depends("answer_ids.score", "answer_ids.side", "answer_ids.aspect_id.kind")
    def _compute_scores(self):
        for response in self:
            found = {"satisfaction": [], "nps": []}
            for answer in response.answer_ids:
                if answer.side == "experience" and answer.score is not False:
                    found.setdefault(answer.kind, []).append(answer.score)
            means = {kind: mean(scores) if scores else False for kind, scores in found.items()}
            response.experience = means["satisfaction"]
            response.recommends = means["nps"] is not False and means["nps"] / 10

    @api.model
    def default_get(self, fields):
        """No default that a user sets for himself says how a response came in."""
        found = super().default_get(fields)
        return found | {"channel": "staff"} if "channel" in found else found

    @api.model
    def _has_field_access(self, field, operation):
        """Let no user choose the channel: ``readonly`` binds the screens, this every caller."""
        allowed = super()._has_field_access(field, operation)
        return allowed and (operation == "read" or self.env.su or field.name != "channel")

    @api.constrains("partner_id", "company_id", "channel")
    def _check_customer(self):
        """What staff enter is about a customer whom they may see; who answers enters nothing."""
        self.flush_recordset(["channel"])
        if entered := self.filtered(lambda response: response.channel == "staff"):
            entered._check_own()

    def action_withdraw(self):
        """Have responses count no longer; they are kept.

        :raise AccessError: of what a customer sent, the user is no loyalty manager
        """
        self._judge("withdrawn")

    def action_count(self):
        """Have responses count, those that came late or seemed not human too.

        :raise AccessError: as above
        """
        self._judge("counted")

    def _judge(self, state):
        self.check_access("read")
        entered = self.filtered(lambda response: response.channel == "staff")
        if self - entered and not self.env.user.has_group("crm_loyalty.group_loyalty_manager"):
            raise AccessError(
                self.env._("Only a loyalty manager decides whether a customer's response counts.")
            )
        # The rules let nobody write what a customer sent; whether it counts is no part of it.
        (self - entered).sudo().state = state
        entered.state = state
