from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    """When the current company asks its customers for an answer."""

    _inherit = "res.config.settings"

    loyalty_ask_questionnaire_id = fields.Many2one(
        related="company_id.loyalty_ask_questionnaire_id", readonly=False
    )
    loyalty_ask_days = fields.Integer(related="company_id.loyalty_ask_days", readonly=False)
    loyalty_ask_pause = fields.Integer(related="company_id.loyalty_ask_pause", readonly=False)
