from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    """How the current company takes complaints."""

    _inherit = "res.config.settings"

    loyalty_complaint_address = fields.Char(
        related="company_id.loyalty_complaint_address", readonly=False
    )
    loyalty_complaint_domain = fields.Char(related="company_id.alias_domain_id.name")
    loyalty_complaint_user_id = fields.Many2one(
        related="company_id.loyalty_complaint_user_id",
        readonly=False,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    loyalty_escalation_user_id = fields.Many2one(
        related="company_id.loyalty_escalation_user_id",
        readonly=False,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    loyalty_answer_hours = fields.Float(related="company_id.loyalty_answer_hours", readonly=False)
    loyalty_solve_days = fields.Integer(related="company_id.loyalty_solve_days", readonly=False)
