from odoo import SUPERUSER_ID, api, fields, models


class CrmLoyaltyComplaint(models.Model):
    """Who sold what is complained about, and who sees to the complaint."""

    _inherit = "crm.loyalty.complaint"

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
