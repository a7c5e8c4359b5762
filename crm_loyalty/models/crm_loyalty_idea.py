from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..fields import KnownMonetary, ProfileLink


class CrmLoyaltyIdea(models.Model):
    """An idea or a piece of feedback that a customer gave us, and how useful staff find it."""

    _name = "crm.loyalty.idea"
    _description = "Customer's Idea"
    _order = "date desc, id desc"

    name = fields.Char("Idea", required=True, help="In one sentence.")
    partner_id = fields.Many2one(
        "res.partner",
        "Customer",
        required=True,
        index=True,
        ondelete="cascade",
        domain=lambda self: self._own_customers(),
        help="Whose idea it is: a company or one of its contacts.",
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        ondelete="cascade",
        default=lambda self: self.env.company,
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    date = fields.Date(required=True, default=fields.Date.context_today, help="When it was given.")
    description = fields.Text()
    score = fields.Selection(
        [
            ("1", "1 – of no use"),
            ("2", "2 – of little use"),
            ("3", "3 – useful"),
            ("4", "4 – very useful"),
            ("5", "5 – changed what we do"),
        ],
        "How Useful",
        help="Empty: nobody has judged it yet.",
    )
    worth = KnownMonetary(
        help="What it brought or saved, estimated. Empty: unknown, which is not zero."
    )
    # Not a column of its own: what a client may send, a client may forge.
    user_id = fields.Many2one(related="create_uid", string="Noted By")
    active = fields.Boolean(default=True)
    loyalty_profile_id = ProfileLink(
        "crm.loyalty.profile",
        "Relationship",
        compute="_compute_loyalty_profile_id",
        partner="partner_id",
        company="company_id",
        help="Who may see it may see the customer's ideas, and note one.",
    )

    @api.model
    def _own_customers(self):
        """Offer the contacts of whom the user may note an idea, as the record rules have it."""
        if self.env.user.has_group("sales_team.group_sale_salesman_all_leads"):
            return []
        ours = Domain("commercial_partner_id.user_id", "=", self.env.uid)
        return list(ours | Domain("loyalty_profile_id", "!=", False))

    @api.depends("partner_id.commercial_partner_id", "company_id")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_loyalty_profile_id(self):
        self._fields["loyalty_profile_id"].link(self)

    @api.constrains("partner_id", "company_id")
    def _check_customer(self):
        """Nobody moves an idea to a customer whom he may not see: Odoo asks before a write alone.

        :raise AccessError: somebody does
        """
        self.flush_recordset(["partner_id", "company_id"])
        # Constraints are checked as superuser; here the user is meant.
        self.sudo(False).check_access("read")

    @api.constrains("worth")
    def _check_worth(self):
        if any((idea.worth or 0) < 0 for idea in self):
            raise ValidationError(self.env._("An idea is not worth less than nothing."))
