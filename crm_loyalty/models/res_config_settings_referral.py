from odoo import fields, models

from ..fields import KnownMonetary


class ResConfigSettings(models.TransientModel):
    """Referrals and privacy of the current company."""

    _inherit = "res.config.settings"

    loyalty_referral_depth = fields.Integer(
        related="company_id.loyalty_referral_depth", readonly=False
    )
    loyalty_referral_amount = KnownMonetary(
        related="company_id.loyalty_referral_amount",
        readonly=False,
        currency_field="loyalty_currency_id",
    )
    loyalty_referral_text = fields.Char(related="company_id.loyalty_referral_text", readonly=False)
    loyalty_keep_told_months = fields.Integer(
        related="company_id.loyalty_keep_told_months", readonly=False
    )
    loyalty_keep_history_months = fields.Integer(
        related="company_id.loyalty_keep_history_months", readonly=False
    )
