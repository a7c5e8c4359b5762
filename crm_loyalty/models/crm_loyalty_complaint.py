from odoo import SUPERUSER_ID, api, fields, models

from ..fields import KnownInteger, KnownMonetary, ProfileLink

STATES = [
    ("open", "Open"),
    ("answered", "Answered"),
    ("reopened", "Reopened"),
    ("solved", "Solved"),
]
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
    _inherit = ["mail.thread.cc", "mail.activity.mixin"]
    _description = "Complaint"
    _order = "opened_at desc, id desc"
    _rec_names_search = ["number", "name", "partner_id"]
    _primary_email = "email_from"
    _check_company_auto = True

    number = fields.Char(compute="_compute_number", store=True, index="trigram")
    name = fields.Char("Subject", required=True, tracking=True, help="In one sentence.")
    partner_id = fields.Many2one(
        "res.partner",
        "Customer",
        index=True,
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
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        ondelete="cascade",
        default=lambda self: self.env.company,
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    loyalty_profile_id = ProfileLink(
        "crm.loyalty.profile",
        "Relationship",
        compute="_compute_loyalty_profile_id",
        partner="partner_id",
        company="company_id",
        help="Who may see it may see the complaint.",
    )

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
        ondelete="restrict",
        tracking=True,
        check_company=True,
        help="Empty: nobody has found it out yet.",
    )
    channel = fields.Selection(CHANNELS, required=True, default="phone", help="How it came.")
    description = fields.Html(
        sanitize_style=True, strip_classes=True, help="What happened, as the customer tells it."
    )
    salesperson_id = fields.Many2one(
        "res.users",
        compute="_compute_salesperson_id",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
        help="Who sold: the order's salesperson, or else the customer's.",
    )
    user_id = fields.Many2one(
        "res.users",
        "Responsible",
        compute="_compute_user_id",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
        tracking=True,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
        help="Who sees to it that the complaint is answered and solved.",
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
        tracking=True,
        help="What the complaint cost us: goodwill, replacement, work. Empty: unknown, which is"
        " not zero.",
    )
    satisfaction = KnownInteger(
        "Satisfaction Afterwards (1–5)",
        copy=False,
        tracking=True,
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
            complaint.satisfaction_told = str(complaint.satisfaction or "") or False

    def _inverse_satisfaction_told(self):
        for complaint in self:
            told = complaint.satisfaction_told
            complaint.satisfaction = int(told) if told else False

    @api.depends("order_id", "partner_id")
    def _compute_salesperson_id(self):
        for complaint in self:
            customer = complaint.partner_id.commercial_partner_id
            complaint.salesperson_id = complaint.order_id.user_id or customer.user_id

    @api.depends("salesperson_id", "company_id")
    def _compute_user_id(self):
        """The salesperson, or who took the call, or whom the company names; once saved it stays."""
        user = self.env.user
        caught = user if user.id != SUPERUSER_ID and user._is_internal() else user.browse()
        for complaint in self:
            if not (complaint._origin and complaint.user_id):
                complaint.user_id = complaint._seen_to_by(caught)

    def _seen_to_by(self, caught=None):
        """Who sees to a new complaint.

        :param caught: the user who took it down, if a person did
        """
        seller = self.salesperson_id.filtered("active")
        return seller or caught or self.company_id.loyalty_complaint_user_id

    @api.model
    def _own_customers(self):
        """Offer the contacts whose complaints the user may note, as the record rules have it."""
        return self.env["crm.loyalty.idea"]._own_customers()

    @api.depends("partner_id.commercial_partner_id", "company_id")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_loyalty_profile_id(self):
        self._fields["loyalty_profile_id"].link(self)
