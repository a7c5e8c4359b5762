from odoo import models


class SaleOrder(models.Model):
    """Orders with an agreed day of delivery, found by customer."""

    _inherit = "sale.order"

    # What ``crm.loyalty.source`` reads of them, and nothing else: see docs/decisions/0015.
    _loyalty_agreed = models.Index(
        "(partner_id) INCLUDE (id, commitment_date, picking_policy)"
        " WHERE commitment_date IS NOT NULL OR picking_policy = 'one'"
    )
