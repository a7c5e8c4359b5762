from odoo import fields, models

from ..fields import KnownFloat


class ResConfigSettings(models.TransientModel):
    """How the current company values its customers."""

    _inherit = "res.config.settings"

    loyalty_currency_id = fields.Many2one(
        string="Currency of Value", related="company_id.currency_id"
    )
    loyalty_model = fields.Selection(related="company_id.loyalty_model", readonly=False)
    loyalty_clv_by = fields.Selection(related="company_id.loyalty_clv_by", readonly=False)
    loyalty_horizon = fields.Integer(related="company_id.loyalty_horizon", readonly=False)
    loyalty_discount_rate = fields.Float(related="company_id.loyalty_discount_rate", readonly=False)
    loyalty_retention = KnownFloat(related="company_id.loyalty_retention", readonly=False)
    loyalty_margin_rate = KnownFloat(related="company_id.loyalty_margin_rate", readonly=False)
    loyalty_upkeep = fields.Selection(related="company_id.loyalty_upkeep", readonly=False)
    loyalty_upkeep_amount = fields.Monetary(
        related="company_id.loyalty_upkeep_amount",
        readonly=False,
        currency_field="loyalty_currency_id",
    )
    loyalty_hour_cost = fields.Monetary(
        related="company_id.loyalty_hour_cost", readonly=False, currency_field="loyalty_currency_id"
    )
    loyalty_activity_minutes = fields.Integer(
        related="company_id.loyalty_activity_minutes", readonly=False
    )
    loyalty_value_by = fields.Selection(related="company_id.loyalty_value_by", readonly=False)
    loyalty_steady = fields.Integer(related="company_id.loyalty_steady", readonly=False)
