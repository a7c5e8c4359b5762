from odoo import fields, models

SALES = "sales_team.group_sale_salesman"


class CrmLead(models.Model):
    """Qualification of a lead: money, authority and need. With all three it is a target."""

    _inherit = "crm.lead"

    # Some addons let customers and resellers read their leads; what we think of them is ours.
    has_money = fields.Boolean("Money", groups=SALES, help="The budget is there.")
    has_authority = fields.Boolean("Authority", groups=SALES, help="We talk to who decides.")
    has_need = fields.Boolean("Need", groups=SALES, help="They need what we sell.")
