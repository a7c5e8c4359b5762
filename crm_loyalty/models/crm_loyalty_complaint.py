from odoo import api, fields, models

from ..fields import KnownFloat, KnownMonetary, ProfileLink

STATES = [
    ("open", "Open"),
    ("answered", "Answered"),
    ("reopened", "Reopened"),
    ("solved", "Solved"),
]
SCALE = range(1, 6)  # of satisfaction
CHANNELS = [
    ("phone", "Phone"),
    ("mail", "Mail"),
    ("order", "Order"),
    ("web", "Website"),
    ("visit", "Visit"),
]


class CrmLoyaltyComplaint(models.Model):
    """A complaint: whose, about what, who sees to it, how it ended.

    Its state follows from its moments. One by mail may have no customer until somebody says who the
    sender is: it then counts for nobody.
    """

    _name = "crm.loyalty.complaint"
    _inherit = ["crm.loyalty.about", "mail.thread.cc", "mail.activity.mixin"]
    _description = "Complaint"
    _order = "opened_at desc, id desc"
    _rec_names_search = ["number", "name", "partner_id"]
    _primary_email = "email_from"
    _check_company_auto = True

    number = fields.Char(compute="_compute_number", store=True, index="trigram")
    name = fields.Char("Subject", required=True, tracking=True, help="In one sentence.")
    partner_id = fields.Many2one(
        required=False,
        ondelete="restrict",
        tracking=True,
        domain=lambda self: self._own_customers(),
        help="Who complained: a company or one of its contacts.",
    )
    customer_id = fields.Many2one(
        related="partner_id.commercial_partner_id", string="Customer (Company)"
    )
    email_from = fields.Char(
        "Sender or Caller",
        help="Who complained, as long as no customer is chosen: the sender of the mail.",
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    loyalty_profile_id = ProfileLink(help="Who may see it may see the complaint.")

    order_id = fields.Many2one(
        "sale.order",
        "About Order",
        index="btree_not_null",
        ondelete="set null",
        check_company=True,
    )
    product_id = fields.Many2one(
        "product.product",
        "About Product",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
    )
    cause_id = fields.Many2one(
        "crm.loyalty.complaint.cause",
        index="btree_not_null",
        ondelete="set null",
        tracking=True,
        check_company=True,
        help="Empty: nobody has found it out yet.",
    )
    channel = fields.Selection(CHANNELS, required=True, default="phone", help="How it came.")
    description = fields.Html(
        sanitize_style=True, strip_classes=True, help="What happened, as the customer tells it."
    )
    priority = fields.Selection(
        [("0", "Normal"), ("1", "High"), ("2", "Very High"), ("3", "Urgent")], default="0"
    )

    state = fields.Selection(
        STATES,
        compute="_compute_state",
        store=True,
        index=True,
        tracking=True,
        group_expand=True,
        help="Open, answered, solved: as its dates say.",
    )
    opened_at = fields.Datetime("Opened", required=True, default=fields.Datetime.now)
    answered_at = fields.Datetime("Answered", copy=False, help="When the customer got an answer.")
    solved_at = fields.Datetime("Solved", copy=False)
    reopened_at = fields.Datetime("Reopened", copy=False, readonly=True)
    solution = fields.Text(copy=False, help="What was done.")
    cost = KnownMonetary(
        copy=False,
        help="What the complaint cost us: goodwill, replacement, work. Empty: unknown, which is"
        " not zero.",
    )
    satisfaction = KnownFloat(
        "Satisfaction Afterwards (1–5)",
        digits=(3, 1),
        copy=False,
        aggregator="avg",
        help="How satisfied the customer was with the solution, from 1 to 5. Empty: not asked.",
    )
    satisfaction_told = fields.Selection(
        [
            ("1", "1 – very dissatisfied"),
            ("2", "2 – dissatisfied"),
            ("3", "3 – neither"),
            ("4", "4 – satisfied"),
            ("5", "5 – very satisfied"),
        ],
        "Satisfaction Afterwards",
        compute="_compute_satisfaction_told",
        inverse="_inverse_satisfaction_told",
        tracking=True,  # in words: as a number, unknown would be told as zero
        help="How satisfied the customer was with the solution. Empty: not asked yet.",
    )
    active = fields.Boolean(default=True)

    @api.depends("create_date")
    def _compute_number(self):
        for complaint in self:
            complaint.number = f"C{complaint.id:05d}" if complaint.id else False

    @api.depends("number", "name")
    def _compute_display_name(self):
        for complaint in self:
            complaint.display_name = " ".join(filter(None, [complaint.number, complaint.name]))

    @api.depends("answered_at", "solved_at", "reopened_at")
    def _compute_state(self):
        for complaint in self:
            begun = "answered" if complaint.answered_at else "open"
            going = "reopened" if complaint.reopened_at else begun
            complaint.state = "solved" if complaint.solved_at else going

    @api.depends("satisfaction")
    def _compute_satisfaction_told(self):
        for complaint in self:
            told = complaint.satisfaction
            complaint.satisfaction_told = str(int(told)) if told in SCALE else False

    def _inverse_satisfaction_told(self):
        for complaint in self:
            told = complaint.satisfaction_told
            complaint.satisfaction = int(told) if told else False
