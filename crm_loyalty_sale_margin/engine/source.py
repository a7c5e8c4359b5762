from odoo import api, models
from odoo.tools import SQL

from odoo.addons.crm_loyalty.engine.source import Watch


class CrmLoyaltySource(models.AbstractModel):
    """What order lines earned: net amount less cost. A cost of zero is an unknown cost."""

    _inherit = "crm.loyalty.source"

    @api.model
    def _sources(self):
        return super()._sources() | {"earning": self._earning()}

    @api.model
    def _watched(self):
        return super()._watched() | {
            "sale_margin": Watch(
                "sale_order_line", "order_partner_id", ["purchase_price"], arrivals=False
            ),
        }

    @api.model
    def _earning(self):
        """One row per order line: amount, and margin where the cost is known."""
        return SQL(
            """
            SELECT sale.partner_id, sale.company_id, sale.day, l.price_subtotal / sale.rate AS amount,
                   (l.price_subtotal - l.product_uom_qty * NULLIF(l.purchase_price, 0)) / sale.rate
                       AS margin
              FROM sale
              JOIN sale_order_line l ON l.order_id = sale.id
             WHERE sale.state = 'sale' AND sale.basis = 'ordered'
               AND l.display_type IS NULL AND l.is_downpayment IS NOT TRUE
            """
        )
