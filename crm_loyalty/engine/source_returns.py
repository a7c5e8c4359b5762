from odoo import api, models
from odoo.tools import SQL


class CrmLoyaltySource(models.AbstractModel):
    """Credit notes of companies that count orders: they take back what an order gave."""

    _inherit = "crm.loyalty.source"

    @api.model
    def _sources(self):
        return {"refund": self._refund()} | super()._sources()

    @api.model
    def _refund(self):
        """Posted credit notes that reduce what counted as a purchase.

        A line of a credit note counts when it takes back a confirmed order's line, or when it
        belongs to no order and no invoice (goodwill). It does not when the order was cancelled
        (already gone), the order line is itself negative (already taken back) or a deposit (never
        counted), or when the credited invoice came from no order (never counted). A line that
        somebody wrote into the credit note of an order's invoice counts as that invoice does.

        Of what was credited only the share counts that is neither invoiced again nor taken off the
        order itself: that is no return but a correction.
        """
        return SQL(
            """
            SELECT scope.partner_id, m.company_id, m.id, m.invoice_user_id AS user_id,
                   m.invoice_date AS day, -sum(l.balance * COALESCE(origin.share, 1)) AS amount
              FROM scope
             CROSS JOIN LATERAL (
                   SELECT id, company_id, invoice_user_id, invoice_date, reversed_entry_id
                     FROM account_move
                    WHERE partner_id = scope.contact_id
                      AND move_type = 'out_refund' AND state = 'posted' OFFSET 0
              ) m
              JOIN setting ON setting.company_id = m.company_id AND setting.basis = 'ordered'
              JOIN account_move_line l ON l.move_id = m.id AND l.display_type = 'product'
              LEFT JOIN LATERAL (
                   SELECT max(CASE WHEN o.state = 'sale' AND s.product_uom_qty > 0
                                        AND s.is_downpayment IS NOT TRUE
                                   THEN LEAST(1, GREATEST(0, s.product_uom_qty - s.qty_invoiced)
                                                 / NULLIF(taken.quantity, 0))
                                   ELSE 0 END) AS share
                     FROM sale_order_line_invoice_rel rel
                     JOIN sale_order_line s ON s.id = rel.order_line_id
                     JOIN sale_order o ON o.id = s.order_id
                    CROSS JOIN LATERAL (
                          SELECT sum(c.quantity) AS quantity
                            FROM sale_order_line_invoice_rel r
                            JOIN account_move_line c ON c.id = r.invoice_line_id
                            JOIN account_move n ON n.id = c.move_id AND n.state = 'posted'
                                                AND n.move_type = 'out_refund'
                           WHERE r.order_line_id = s.id
                    ) taken
                    WHERE rel.invoice_line_id = l.id
              ) origin ON TRUE
              LEFT JOIN LATERAL (
                   SELECT bool_or(o.state = 'sale' AND s.is_downpayment IS NOT TRUE) AS counted
                     FROM account_move_line i
                     JOIN sale_order_line_invoice_rel rel ON rel.invoice_line_id = i.id
                     JOIN sale_order_line s ON s.id = rel.order_line_id
                     JOIN sale_order o ON o.id = s.order_id
                    WHERE i.move_id = m.reversed_entry_id
              ) credited ON TRUE
             WHERE m.invoice_date <= setting.as_of
               AND COALESCE(origin.share > 0, credited.counted, m.reversed_entry_id IS NULL)
             GROUP BY scope.partner_id, m.company_id, m.id, m.invoice_user_id, m.invoice_date
            """
        )
