from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    """Points for referrals of the current company."""

    _inherit = "res.config.settings"

    loyalty_referral_program_id = fields.Many2one(
        related="company_id.loyalty_referral_program_id",
        readonly=False,
        domain="[('program_type', 'in', ('loyalty', 'ewallet')), ('applies_on', '!=', 'current'),"
        " ('company_id', 'in', (False, company_id))]",
    )
    loyalty_referral_points = fields.Float(
        related="company_id.loyalty_referral_points", readonly=False
    )
