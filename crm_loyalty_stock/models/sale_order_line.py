from odoo import models


class SaleOrderLine(models.Model):
    """What was ordered and its lead time, found by customer."""

    _inherit = "sale.order.line"

    # What ``crm.loyalty.source`` reads of a line, and nothing else: see docs/decisions/0015.
    _loyalty_shipped = models.Index(
        "(order_partner_id)"
        " INCLUDE (id, order_id, product_id, product_uom_id, product_uom_qty, customer_lead)"
        " WHERE display_type IS NULL AND is_downpayment IS NOT TRUE"
    )
