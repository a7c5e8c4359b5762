from odoo import fields, models


class CrmLoyaltyMarketRole(models.Model):
    """A role that a contact plays in our markets (the six markets model); it may play several."""

    _name = "crm.loyalty.market.role"
    _description = "Market Role"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    color = fields.Integer()
    description = fields.Text("Meaning", translate=True)
    active = fields.Boolean(default=True)

    _unique_name = models.Constraint("UNIQUE(name)", "This market role exists already.")
