from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    """What customers are told of their tier."""

    _inherit = "res.config.settings"

    loyalty_portal = fields.Boolean(related="company_id.loyalty_portal", readonly=False)
