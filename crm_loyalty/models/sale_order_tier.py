from odoo import api, fields, models

from .res_partner import SALES


class SaleOrder(models.Model):
    """What a customer's tier brings to a quotation: its price list, and perks that staff see to."""

    _inherit = "sale.order"

    relationship_tier_id = fields.Many2one(
        related="loyalty_profile_id.tier_id", string="Tier", groups=SALES
    )
    relationship_benefits = fields.Json(
        "Benefits", compute="_compute_relationship_benefits", groups=SALES
    )

    @api.depends("partner_id.commercial_partner_id", "company_id")
    @api.depends_context("uid", "allowed_company_ids", "lang")
    def _compute_relationship_benefits(self):
        tiers = self.relationship_tier_id
        benefits = self.env["crm.loyalty.benefit"]._of(tiers, self.company_id) if tiers else ()
        for order in self:
            order.relationship_benefits = [
                benefit._told_one()
                for benefit in benefits
                if benefit.stage_id == order.relationship_tier_id
                and benefit.company_id in (order.company_id, order.company_id.browse())
            ]

    def _compute_pricelist_id(self):
        computed = super()._compute_pricelist_id()
        self.filtered(lambda order: order.state == "draft")._take_tier_pricelist()
        return computed

    def _take_tier_pricelist(self):
        """Give quotations the price list of their customers' tiers: one query for all of them.

        A price list that the customer has of its own wins.
        """
        if not self.env["res.groups"]._is_feature_enabled("product.group_product_pricelist"):
            return
        customers = self.partner_id.commercial_partner_id
        found = self.env["crm.loyalty.benefit"]._pricelists(customers, self.company_id)
        for order in self:
            customer = order.partner_id.commercial_partner_id
            pricelist = found.get((customer._origin.id, order.company_id.id))
            if pricelist and not order._has_own_pricelist():
                order.pricelist_id = pricelist

    def _has_own_pricelist(self):
        partner = self.partner_id.with_company(self.company_id)
        return partner.specific_property_product_pricelist.active
