from odoo import fields, models

from ..fields import KnownFloat


class ResConfigSettings(models.TransientModel):
    """How the current company reads what its customers say."""

    _inherit = "res.config.settings"

    loyalty_half_life = fields.Integer(related="company_id.loyalty_half_life", readonly=False)
    loyalty_gap_weight = KnownFloat(related="company_id.loyalty_gap_weight", readonly=False)
