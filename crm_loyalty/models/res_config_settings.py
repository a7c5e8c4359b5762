from odoo import api, fields, models

from .res_company_rfm import default_limits


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    loyalty_basis = fields.Selection(related="company_id.loyalty_basis", readonly=False)
    loyalty_tz = fields.Selection(related="company_id.loyalty_tz", readonly=False)
    # Before the limits: another number of classes brings its own, which may be changed at once.
    loyalty_rfm_classes = fields.Integer(related="company_id.loyalty_rfm_classes", readonly=False)
    loyalty_rfm_method = fields.Selection(related="company_id.loyalty_rfm_method", readonly=False)
    loyalty_recency_limits = fields.Char(
        related="company_id.loyalty_recency_limits", readonly=False
    )
    loyalty_frequency_limits = fields.Char(
        related="company_id.loyalty_frequency_limits", readonly=False
    )
    loyalty_monetary_limits = fields.Char(
        related="company_id.loyalty_monetary_limits", readonly=False
    )

    @api.onchange("loyalty_rfm_classes")
    def _onchange_loyalty_rfm_classes(self):
        """Show the limits that another number of classes brings."""
        if self.loyalty_rfm_classes != self.company_id.loyalty_rfm_classes:
            for name, limits in default_limits(self.loyalty_rfm_classes).items():
                self[f"loyalty_{name}"] = limits
