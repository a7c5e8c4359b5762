"""Confirmed orders with their lines, inserted by SQL as create and confirm would have left them.

Reads ``store_line``, ``store_customer`` (customer, partner_id, invoice_id, delivery_id, country)
and ``store_product`` (product, product_id, label, cost); the lines' prices are net.
"""

from odoo.api import Environment
from odoo.tools import SQL

from tools.store.order_patterns import Sellers, prepare_orders
from tools.store.prototypes import insert, keys_checked_afterwards

# What a line comes to, as Odoo rounds it: half away from zero, to the currency's smallest unit.
_RAW = SQL("line.unit_price * (1 - line.discount / 100) * line.quantity")
_NET = SQL("round(%s / known.rounding) * known.rounding", _RAW)
_COST = SQL("(product.cost * known.rate)")
_MARGIN = SQL("(%s - %s * line.quantity)::float8", _NET, _COST)


def insert_orders(env: Environment, sellers: Sellers, zone: str, shift: int = 0) -> tuple[int, int]:
    """Insert the staged lines' orders; returns the numbers of orders and of lines.

    Times are those of ``zone``; all move by ``shift`` days.
    """
    prepare_orders(env, sellers, zone, shift)
    globally = sellers.company.tax_calculation_rounding_method == "round_globally"
    orders = insert(env, "sale_order", _order_source(globally), _ORDER)
    with keys_checked_afterwards(env, "sale_order_line"):
        lines = insert(env, "sale_order_line", _LINE_SOURCE, _LINE)
    for table in (
        "res_partner",
        "product_product",
        "product_template",
        "sale_order",
        "sale_order_line",
    ):
        env.cr.execute(SQL("ANALYZE %s", SQL.identifier(table)))
    env.invalidate_all(flush=False)
    return orders, lines


def _order_source(globally: bool) -> SQL:
    """The orders with the sum of their lines, rounded line by line or once, as the company does."""
    net = SQL("round(sum(%s) / known.rounding) * known.rounding", _RAW)
    return SQL(
        """
        (SELECT known.order_id, %(net)s AS net, sum(%(margin)s) AS margin
           FROM store_line line
           JOIN store_order known USING ("order")
           JOIN store_product product USING (product)
          GROUP BY known.order_id, known.rounding) total
        JOIN store_order known USING (order_id)
        JOIN store_customer customer USING (customer)
        JOIN store_proto_sale_order proto USING (kind)
        ORDER BY known.order_id
        """,
        net=net if globally else SQL("sum(%s)", _NET),
        margin=_MARGIN,
    )


_ORDER = {
    "id": SQL("known.order_id"),
    "name": SQL("known.name"),
    "client_order_ref": SQL('known."order"'),
    "partner_id": SQL("customer.partner_id"),
    "partner_invoice_id": SQL("customer.invoice_id"),
    "partner_shipping_id": SQL("customer.delivery_id"),
    "date_order": SQL("known.at"),
    "currency_rate": SQL("known.rate"),
    # No deliveries are written: without one Odoo says nothing of how far they are.
    "delivery_status": SQL("NULL"),
    "amount_untaxed": SQL("total.net"),
    "amount_total": SQL("total.net"),
    "margin": SQL("round(total.margin::numeric / known.rounding) * known.rounding"),
    "margin_percent": SQL(
        "COALESCE(round(total.margin::numeric / known.rounding) * known.rounding::float8"
        " / NULLIF(total.net, 0)::float8, 0)"
    ),
}

_LINE_SOURCE = SQL(
    """
    store_line line
    JOIN store_order known USING ("order")
    JOIN store_customer customer ON customer.customer = known.customer
    JOIN store_product product USING (product)
    JOIN store_proto_sale_order_line proto USING (kind)
    ORDER BY line."row"
    """
)

_LINE = {
    "id": SQL("nextval('sale_order_line_id_seq')"),
    "order_id": SQL("known.order_id"),
    "order_partner_id": SQL("customer.partner_id"),
    "product_id": SQL("product.product_id"),
    "name": SQL("product.label"),
    "product_uom_qty": SQL("line.quantity"),
    "qty_to_invoice": SQL("line.quantity"),
    "price_unit": SQL("line.unit_price"),
    "technical_price_unit": SQL("line.unit_price"),
    "discount": SQL("line.discount"),
    "price_subtotal": _NET,
    "price_total": _NET,
    "untaxed_amount_to_invoice": _NET,
    "price_reduce_taxexcl": SQL(
        "round(%s / line.quantity / known.rounding) * known.rounding", _NET
    ),
    "price_reduce_taxinc": SQL("round(%s / line.quantity / known.rounding) * known.rounding", _NET),
    "purchase_price": _COST,
    "margin": _MARGIN,
    "margin_percent": SQL("COALESCE(%s / NULLIF(%s, 0)::float8, 0)", _MARGIN, _NET),
}
