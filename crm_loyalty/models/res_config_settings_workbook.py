from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    """The stored workbooks; their scheduled action runs while a company wants them."""

    _inherit = "res.config.settings"

    loyalty_workbook_monthly = fields.Boolean(
        related="company_id.loyalty_workbook_monthly", readonly=False
    )
    loyalty_workbook_user_id = fields.Many2one(
        related="company_id.loyalty_workbook_user_id",
        readonly=False,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    loyalty_workbook_keep_months = fields.Integer(
        related="company_id.loyalty_workbook_keep_months", readonly=False
    )

    def set_values(self):
        result = super().set_values()
        if self.loyalty_workbook_monthly and not self.loyalty_workbook_user_id:
            self.loyalty_workbook_user_id = self.env.user  # who switches it on answers for it
        wanted = self.env["res.company"].search([("loyalty_workbook_monthly", "=", True)], limit=1)
        self.env.ref("crm_loyalty.ir_cron_workbook").active = bool(wanted)
        return result
