from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    loyalty_basis = fields.Selection(related="company_id.loyalty_basis", readonly=False)
    loyalty_tz = fields.Selection(related="company_id.loyalty_tz", readonly=False)
    loyalty_recency_limits = fields.Char(
        related="company_id.loyalty_recency_limits", readonly=False
    )
    loyalty_frequency_limits = fields.Char(
        related="company_id.loyalty_frequency_limits", readonly=False
    )
    loyalty_monetary_limits = fields.Char(
        related="company_id.loyalty_monetary_limits", readonly=False
    )
