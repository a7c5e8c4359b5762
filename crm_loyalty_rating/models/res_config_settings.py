from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    """What the ratings of the current company's customers are about."""

    _inherit = "res.config.settings"

    loyalty_rating_aspect_id = fields.Many2one(
        related="company_id.loyalty_rating_aspect_id", readonly=False
    )
