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
            SELECT sale.partner_id, sale.company_id, sale.day,
                   l.price_subtotal / NULLIF(sale.rate, 0) AS amount,
                   (l.price_subtotal - l.product_uom_qty * NULLIF(l.purchase_price, 0))
                       / NULLIF(sale.rate, 0) AS margin
              FROM (SELECT found.*
                      FROM scope
                     CROSS JOIN LATERAL (
                           SELECT order_id, price_subtotal, product_uom_qty, purchase_price
                             FROM sale_order_line WHERE order_partner_id = scope.contact_id
                              AND display_type IS NULL AND is_downpayment IS NOT TRUE OFFSET 0
                     ) found OFFSET 0
              ) l
              JOIN sale ON sale.id = l.order_id AND sale.counts
            """
        )
