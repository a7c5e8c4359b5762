from odoo import fields, models


class ResCompany(models.Model):
    """Where orders are delivered, their customers are asked after the delivery."""

    _inherit = "res.company"

    loyalty_ask_days = fields.Integer(
        "Days after the Delivery",
        help="So many days after the first delivery of an order its customer is asked; where"
        " nothing is delivered, after the confirmation.",
    )
