import hashlib
import secrets
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..fields import ProfileLink

TOKEN_BYTES = 24  # 192 bits
OPEN = ("queued", "sending", "unsure", "open")
# By a link that nobody has answered yet, or somebody has: what comes later is kept too.
ANSWERABLE = ("sending", "unsure", "open", "answered")
REFUSALS = [
    ("archived", "Archived"),
    ("no_email", "No Email Address"),
    ("blacklisted", "Blacklisted"),
    ("opted_out", "Opted Out of Profiling"),
    ("bounced", "Last Mail Came Back"),
    ("same_email", "Same Address as Another"),
    ("asked", "Asked Already"),
    ("cancelled", "Order Cancelled"),
    ("refused", "Mail Not Accepted"),
]


class CrmLoyaltyInvite(models.Model):
    """One customer asked once to answer a questionnaire, by a link that nobody can guess.

    Of the link only a hash is kept: it is told when it is made, and never again.
    """

    _name = "crm.loyalty.invite"
    _inherit = "crm.loyalty.about"
    _description = "Customer Asked"
    _order = "id desc"
    _rec_name = "partner_id"

    partner_id = fields.Many2one(readonly=True)
    company_id = fields.Many2one(readonly=True, default=None)
    questionnaire_id = fields.Many2one(
        "crm.loyalty.questionnaire", required=True, readonly=True, index=True, ondelete="restrict"
    )
    order_id = fields.Many2one(
        "sale.order", "About Order", readonly=True, index="btree_not_null", ondelete="set null"
    )
    user_id = fields.Many2one(
        "res.users",
        "Asked By",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        help="Empty: by the company's settings, after an order.",
    )
    state = fields.Selection(
        [
            ("queued", "Waiting to Be Sent"),
            ("sending", "Being Sent"),
            ("unsure", "Perhaps Sent"),
            ("open", "Asked"),
            ("answered", "Answered"),
            ("expired", "Expired"),
            ("revoked", "Revoked"),
            ("skipped", "Not Asked"),
        ],
        required=True,
        readonly=True,
        default="queued",
        index=True,
        help="Perhaps sent: the server stopped while the mail was on its way. It is not sent again,"
        " since nobody is to be asked twice.",
    )
    problem = fields.Selection(REFUSALS, "Not Asked Because", readonly=True)
    failure = fields.Char("What the Mail Server Said", readonly=True)
    token_hash = fields.Char(readonly=True, copy=False, groups="base.group_system")
    expires = fields.Datetime(readonly=True)
    sent_date = fields.Datetime("Sent", readonly=True)
    answered_date = fields.Datetime("Answered On", readonly=True)
    response_ids = fields.One2many("crm.loyalty.response", "invite_id", "Submissions")
    attempts = fields.Integer("Times Submitted", compute="_compute_attempts", compute_sudo=True)
    loyalty_profile_id = ProfileLink(help="Who may see it may see what the customer was asked.")

    _token_unique = models.UniqueIndex("(token_hash)", "This link exists already.")
    _open_once = models.UniqueIndex(
        "(partner_id, company_id, questionnaire_id)"
        " WHERE state IN ('queued', 'sending', 'unsure', 'open')",
        "This customer has been asked already, and has not answered yet.",
    )

    @api.depends("response_ids")
    def _compute_attempts(self):
        counted = dict(
            self.env["crm.loyalty.response"]._read_group(
                [("invite_id", "in", self.ids)], ["invite_id"], ["__count"]
            )
        )
        for invite in self:
            invite.attempts = counted.get(invite, 0)

    @api.model
    def _by_token(self, token):
        """The invite that a link is of, if it can be answered now.

        One search, whatever is wrong with the link: how long it takes tells nothing.
        """
        wanted = [
            ("token_hash", "=", _hashed(token)),
            ("state", "in", ANSWERABLE),
            ("expires", ">", fields.Datetime.now()),
            ("partner_id.active", "=", True),
            ("partner_id.loyalty_unprofiled", "=", False),
            ("questionnaire_id.line_ids.aspect_id.active", "=", True),
        ]
        return self.search(wanted, limit=1)

    def _new_link(self, state="open"):
        """Give the invite a new link; the one before is good no more.

        :return: the link: it is told here, and nowhere else
        """
        self.ensure_one()
        token = secrets.token_urlsafe(TOKEN_BYTES)
        days = timedelta(days=self.questionnaire_id.valid_days)
        self.write(
            {
                "token_hash": _hashed(token),
                "expires": fields.Datetime.now() + days,
                "state": state,
                "problem": False,
                "failure": False,
            }
        )
        return f"{self.company_id.get_base_url()}/loyalty/answer/{token}"

    def action_revoke(self):
        """Make links that have not been answered good no more, and have nothing sent.

        :raise AccessError: the user may not see a customer among them
        """
        self.check_access("read")
        # Nobody writes here but the engine; who may see the customer may take the link back.
        self.sudo().filtered(lambda invite: invite.state in OPEN).state = "revoked"

    def action_new_link(self):
        """Make a new link in place of the old one, and show it once.

        :return: the action that shows it
        :raise AccessError: the user may not see the customer
        :raise UserError: it has been answered
        """
        self.ensure_one()
        self.check_access("read")
        # Nobody writes here but the engine; who may see the customer may hand him a link.
        invite = self.sudo()
        if invite.state == "answered":
            raise UserError(self.env._("This link has been answered. Ask the customer anew."))
        return self.env["crm.loyalty.ask"]._show_link(invite._new_link())


def _hashed(token):
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()
