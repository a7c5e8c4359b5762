from odoo import api, fields, models

from ..fields import KnownInteger, ProfileLink


class SaleOrder(models.Model):
    """The thin face of the customer's relationship on a quotation; kept as it was once confirmed."""

    _inherit = "sale.order"

    loyalty_profile_id = ProfileLink(
        "crm.loyalty.profile",
        "Relationship",
        compute="_compute_loyalty_profile_id",
        partner="partner_id",
        company="company_id",
        groups="sales_team.group_sale_salesman",
    )
    relationship_lifecycle_id = fields.Many2one(
        related="loyalty_profile_id.lifecycle_id",
        string="Relationship Stage",
        groups="sales_team.group_sale_salesman",
    )
    relationship_level_id = fields.Many2one(
        related="loyalty_profile_id.level_id",
        string="Relationship Level",
        groups="sales_team.group_sale_salesman",
    )
    relationship_rfm = KnownInteger(
        related="loyalty_profile_id.rfm",
        string="RFM",
        groups="sales_team.group_sale_salesman",
        aggregator=None,
    )
    confirmed_formation_id = fields.Many2one(
        "crm.loyalty.stage",
        "Formation at Confirmation",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        groups="sales_team.group_sale_salesman",
    )
    confirmed_lifecycle_id = fields.Many2one(
        "crm.loyalty.stage",
        "Stage at Confirmation",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        groups="sales_team.group_sale_salesman",
        help="Where the customer stood when the order was confirmed.",
    )
    confirmed_level_id = fields.Many2one(
        "crm.loyalty.stage",
        "Level at Confirmation",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        groups="sales_team.group_sale_salesman",
    )

    @api.depends("partner_id.commercial_partner_id", "company_id")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_loyalty_profile_id(self):
        self._fields["loyalty_profile_id"].link(self)

    def _action_confirm(self):
        self._keep_relationship()
        return super()._action_confirm()

    def _keep_relationship(self):
        """Write down where the customers stand at the moment of their confirmation, once."""
        # What is kept does not depend on who confirms: a salesperson, the customer, a payment.
        found = self.env["crm.loyalty.profile"].sudo()._recorded(
            self.partner_id.commercial_partner_id, self.company_id
        )
        for order in self.sudo():
            profile = found.get((order.partner_id.commercial_partner_id, order.company_id))
            if profile:
                order.confirmed_formation_id = profile.formation_id
                order.confirmed_lifecycle_id = profile.lifecycle_id
                order.confirmed_level_id = profile.level_id
