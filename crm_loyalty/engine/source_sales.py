from odoo import api, models
from odoo.tools import SQL

from .source import Watch


class CrmLoyaltySource(models.AbstractModel):
    """Purchases: confirmed orders, or posted invoices where the company counts those."""

    _inherit = "crm.loyalty.source"

    @api.model
    def _sources(self):
        return super()._sources() | {
            "sale": self._sale(),
            "invoice": self._invoice(),
            "document": self._document(),
            "line": self._line(),
            "category": self._category(),
            "gap": self._gap(),
        }

    @api.model
    def _watched(self):
        return super()._watched() | {
            "sale_order": Watch(
                "sale_order",
                "partner_id",
                ["partner_id", "company_id", "state", "date_order", "amount_untaxed"]
                + ["currency_rate", "user_id", "validity_date", "invoice_status"],
            ),
            "sale_order_line": Watch(
                "sale_order_line",
                "order_partner_id",
                ["order_partner_id", "order_id", "product_id", "product_uom_qty", "price_subtotal"]
                + ["discount", "display_type", "is_downpayment"],
            ),
            "account_move": Watch(
                "account_move",
                "partner_id",
                ["partner_id", "company_id", "state", "move_type", "invoice_date"]
                + ["amount_untaxed_signed", "invoice_user_id"],
            ),
            "product_template": Watch("product_template", None, ["categ_id"], arrivals=False),
        }

    @api.model
    def _sale(self):
        """Every order of the chunk, whatever its state; the amount is in the company's currency.

        A rate of zero makes the amount unknown (NULL), not infinite.
        """
        return SQL(
            """
            SELECT scope.partner_id, o.company_id, o.id, o.state, o.user_id, o.validity_date,
                   o.invoice_status, o.state = 'sale' AND setting.basis = 'ordered' AS counts,
                   (o.date_order AT TIME ZONE 'UTC' AT TIME ZONE setting.tz)::date AS day,
                   CASE WHEN o.currency_rate = 1 THEN o.amount_untaxed
                        ELSE o.amount_untaxed / NULLIF(o.currency_rate, 0) END AS amount,
                   sign(o.amount_untaxed)::integer AS sign, o.currency_rate AS rate
              FROM scope
             CROSS JOIN LATERAL (
                   SELECT id, company_id, state, user_id, validity_date, invoice_status, date_order,
                          amount_untaxed, currency_rate
                     FROM sale_order WHERE partner_id = scope.contact_id OFFSET 0
              ) o
              JOIN setting ON setting.company_id = o.company_id
             WHERE o.date_order < setting.until
            """
        )

    @api.model
    def _invoice(self):
        """Posted invoices and credit notes, for companies that count what was invoiced."""
        return SQL(
            """
            SELECT scope.partner_id, m.company_id, m.id, m.invoice_user_id AS user_id,
                   m.invoice_date AS day, m.amount_untaxed_signed AS amount,
                   sign(m.amount_untaxed_signed)::integer AS sign,
                   CASE m.move_type WHEN 'out_invoice' THEN 1 ELSE -1 END AS direction
              FROM scope
             CROSS JOIN LATERAL (
                   SELECT id, company_id, move_type, invoice_user_id, invoice_date,
                          amount_untaxed_signed
                     FROM account_move
                    WHERE (SELECT bool_or(basis = 'invoiced') FROM setting)
                      AND partner_id = scope.contact_id
                      AND move_type IN ('out_invoice', 'out_refund') AND state = 'posted' OFFSET 0
              ) m
              JOIN setting ON setting.company_id = m.company_id AND setting.basis = 'invoiced'
             WHERE m.invoice_date <= setting.as_of
            """
        )

    @api.model
    def _document(self):
        """The documents that count: ``sign`` 1 is a purchase, -1 a return, 0 is neither."""
        return SQL(
            """
            SELECT partner_id, company_id, id, user_id, day, amount, sign
              FROM sale WHERE counts
             UNION ALL
            SELECT partner_id, company_id, id, user_id, day, amount, sign FROM invoice
             UNION ALL
            SELECT partner_id, company_id, id, user_id, day, amount, -1 FROM refund
            """
        )

    @api.model
    def _line(self):
        """What was bought or brought back, by product; sections, notes and deposits are not."""
        return SQL(
            """
            SELECT sale.partner_id, sale.company_id, sale.day, l.product_id,
                   CASE WHEN sale.rate = 1 THEN l.price_subtotal
                        ELSE l.price_subtotal / NULLIF(sale.rate, 0) END AS amount,
                   sign(l.product_uom_qty)::integer AS sign, l.discount > 0 AS discounted
              FROM (SELECT found.*
                      FROM scope
                     CROSS JOIN LATERAL (
                           SELECT order_id, product_id, price_subtotal, product_uom_qty, discount
                             FROM sale_order_line WHERE order_partner_id = scope.contact_id
                              AND display_type IS NULL AND is_downpayment IS NOT TRUE OFFSET 0
                     ) found OFFSET 0
              ) l
              JOIN sale ON sale.id = l.order_id AND sale.counts
             UNION ALL
            SELECT invoice.partner_id, invoice.company_id, invoice.day, l.product_id,
                   -l.balance, sign(l.quantity)::integer * invoice.direction, l.discount > 0
              FROM invoice
             CROSS JOIN LATERAL (
                   SELECT product_id, balance, quantity, discount
                     FROM account_move_line WHERE move_id = invoice.id
                      AND display_type = 'product' AND is_downpayment IS NOT TRUE OFFSET 0
              ) l
             UNION ALL
            SELECT refund.partner_id, refund.company_id, refund.day, NULL, refund.amount, -1, FALSE
              FROM refund
            """
        )

    @api.model
    def _category(self):
        """One row per customer and product category, so that a product is counted once."""
        return SQL(
            """
            SELECT line.partner_id, line.company_id, product.categ_id,
                   count(DISTINCT line.product_id) FILTER (WHERE line.sign > 0) AS products,
                   min(line.day) FILTER (WHERE line.sign > 0) AS first_day,
                   sum(line.amount) FILTER (WHERE line.sign > 0) AS sold,
                   sum(line.amount) FILTER (WHERE line.sign > 0 AND line.discounted) AS discounted,
                   -sum(line.amount) FILTER (WHERE line.sign < 0) AS returned
              FROM line
              LEFT JOIN (SELECT product.id, template.categ_id
                           FROM product_product product
                           JOIN product_template template
                                ON template.id = product.product_tmpl_id OFFSET 0) product
                   ON product.id = line.product_id
             GROUP BY line.partner_id, line.company_id, product.categ_id
            """
        )

    @api.model
    def _gap(self):
        """Days from one purchase day to the next, ``day``; purchases of one day are one."""
        return SQL(
            """
            SELECT partner_id, company_id, day, days
              FROM (SELECT partner_id, company_id, day, day - lag(day) OVER (
                               PARTITION BY partner_id, company_id ORDER BY day) AS days
                      FROM document WHERE sign > 0) buying
             WHERE days > 0
            """
        )
