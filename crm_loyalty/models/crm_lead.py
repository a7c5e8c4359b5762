from odoo import fields, models


class CrmLead(models.Model):
    """Qualification of a lead: money, authority and need. With all three it is a target."""

    _inherit = "crm.lead"

    has_money = fields.Boolean("Money", help="The budget is there.")
    has_authority = fields.Boolean("Authority", help="We talk to who decides.")
    has_need = fields.Boolean("Need", help="They need what we sell.")
