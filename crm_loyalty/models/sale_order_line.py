from odoo import models


class SaleOrderLine(models.Model):
    """Order lines as facts: the engine finds a customer's in an index, not all over the table."""

    _inherit = "sale.order.line"

    # What ``crm.loyalty.source`` reads of a line, and nothing else: see docs/decisions/0007.
    _loyalty_facts = models.Index(
        "(order_partner_id)"
        " INCLUDE (order_id, product_id, price_subtotal, product_uom_qty, discount)"
        " WHERE display_type IS NULL AND is_downpayment IS NOT TRUE"
    )
