from odoo import api, fields, models

from .referral_columns import add_column


class SaleOrder(models.Model):
    """Who referred the customer, as it is known from the order."""

    _inherit = "sale.order"

    referred_by_id = fields.Many2one(
        "res.partner",
        compute="_compute_referred_by_id",
        store=True,
        readonly=False,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        groups="sales_team.group_sale_salesman",
        help="Who sent the customer to us. With the confirmation it is kept with the customer, if"
        " nobody is known there.",
    )

    def _auto_init(self):
        add_column(self, "referred_by_id")
        return super()._auto_init()

    @api.depends("partner_id")
    def _compute_referred_by_id(self):
        for order in self:
            customer = order.partner_id.commercial_partner_id
            order.referred_by_id = customer.referred_by_id

    @api.constrains("referred_by_id", "partner_id")
    def _check_referrer(self):
        for order in self:
            order.partner_id._check_referral(order.referred_by_id)

    def _action_confirm(self):
        # Who confirms, a customer or a payment, need not know of referrals.
        self.sudo()._keep_referrer()
        return super()._action_confirm()

    def _keep_referrer(self):
        for order in self.filtered("referred_by_id"):
            moment = min(order.create_date, order.date_order)
            order.partner_id._take_referrer(
                order.referred_by_id, order.company_id._loyalty_day(moment)
            )
