from odoo import api, fields, models

from .crm_lead import SALES
from .referral_columns import add_column


class CrmLead(models.Model):
    """Who referred the customer, as it is known from the opportunity."""

    _inherit = "crm.lead"

    referred_by_id = fields.Many2one(
        "res.partner",
        "Referred by Customer",
        compute="_compute_referred_by_id",
        store=True,
        readonly=False,
        index="btree_not_null",
        ondelete="set null",
        groups=SALES,
        help="Who sent the customer to us. When the opportunity is won it is kept with the"
        " customer, if nobody is known there.",
    )

    def _auto_init(self):
        add_column(self, "referred_by_id")
        return super()._auto_init()

    @api.depends("partner_id")
    def _compute_referred_by_id(self):
        # A lead knows its referrer before it knows its contact.
        for lead in self:
            customer = lead.partner_id.commercial_partner_id
            lead.referred_by_id = customer.referred_by_id or lead.referred_by_id

    @api.constrains("referred_by_id", "partner_id")
    def _check_referrer(self):
        for lead in self:
            lead.partner_id._check_referral(lead.referred_by_id)

    def _handle_won_lost(self, old_status_by_lead, new_status_by_lead):
        won = [key for key, status in new_status_by_lead.items() if status["is_won"]]
        # Who wins a lead need not know of referrals.
        self.browse(won).sudo()._keep_referrer()
        return super()._handle_won_lost(old_status_by_lead, new_status_by_lead)

    def _keep_referrer(self):
        for lead in self.filtered("referred_by_id"):
            company = lead.company_id or lead.user_id.company_id or self.env.company
            lead.partner_id._take_referrer(
                lead.referred_by_id, company._loyalty_day(lead.create_date)
            )

    def _prepare_opportunity_quotation_context(self):
        context = super()._prepare_opportunity_quotation_context()
        # Who may make a quotation is in sales; the field is for nobody else.
        referrer = self.sudo().referred_by_id
        return context | ({"default_referred_by_id": referrer.id} if referrer else {})
