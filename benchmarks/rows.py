"""The staged facts as rows of Odoo's tables: a row that the ORM left, and what differs from it."""

from odoo.fields import Command
from odoo.tools import SQL

from tools.store.prototypes import insert, keep_made


def keep_patterns(env):
    """A row of each table as the ORM leaves it; the bulk differs in a few columns only."""
    keep_made(env, _patterns)


def _patterns(trying):
    partner = trying["res.partner"].create({"name": "Pattern", "is_company": True})
    product = trying["product.product"].create({"name": "Pattern", "taxes_id": False})
    line = Command.create({"product_id": product.id, "price_unit": 1})
    order = trying["sale.order"].create(
        {"name": "Pattern", "partner_id": partner.id, "order_line": [line]}
    )
    order.action_confirm()
    lead = trying["crm.lead"].create({"name": "Pattern", "type": "opportunity"})
    return partner, order, order.order_line, lead


def insert_partners(env):
    """Customers and contacts."""
    insert(
        env,
        "res_partner",
        SQL(
            """
            (SELECT id, parent_id, 'Contact ' || id AS name, 'Customer ' || parent_id AS company
               FROM bench_partner WHERE parent_id IS NOT NULL
              UNION ALL
             SELECT id, NULL, 'Customer ' || id, NULL FROM bench_partner
              WHERE parent_id IS NULL) partner
            CROSS JOIN store_proto_res_partner proto ORDER BY partner.id
            """
        ),
        {
            "id": SQL("partner.id"),
            "name": SQL("partner.name"),
            "complete_name": SQL("concat_ws(', ', partner.company, partner.name)"),
            "parent_id": SQL("partner.parent_id"),
            "is_company": SQL("partner.company IS NULL"),
            "commercial_partner_id": SQL("COALESCE(partner.parent_id, partner.id)"),
            "commercial_company_name": SQL("COALESCE(partner.company, partner.name)"),
        },
    )


def insert_orders(env, users):
    """Orders with their lines, sold by users in turn."""
    currencies = env["res.currency"].with_context(active_test=False)
    known = [env.company.currency_id, *(currencies.search([("name", "in", ("GBP", "CHF"))]))]
    amounts = SQL("total.amount")
    insert(
        env,
        "sale_order",
        SQL(
            """
            bench_order o CROSS JOIN store_proto_sale_order proto
            JOIN (SELECT order_id, sum(amount) AS amount FROM bench_line GROUP BY order_id) total
                ON total.order_id = o.id
            ORDER BY o.id
            """
        ),
        {
            "id": SQL("o.id"),
            "name": SQL("'B' || o.id"),
            **dict.fromkeys(
                ("partner_id", "partner_invoice_id", "partner_shipping_id"), SQL("o.partner_id")
            ),
            **dict.fromkeys(("date_order", "create_date", "write_date"), SQL("o.at")),
            "state": SQL("o.state"),
            "user_id": SQL("(%s::integer[])[o.seller]", users.ids),
            "currency_id": SQL("(%s::integer[])[o.currency]", [currency.id for currency in known]),
            "currency_rate": SQL("(ARRAY[1, 0.85, 1.1])[o.currency]"),
            **dict.fromkeys(("amount_untaxed", "amount_total", "margin"), amounts),
        },
    )


def insert_lines(env):
    """The lines of the orders, in the order of the orders."""
    net = SQL("line.amount")
    insert(
        env,
        "sale_order_line",
        SQL("bench_line line CROSS JOIN store_proto_sale_order_line proto ORDER BY line.order_id"),
        {
            "id": SQL("nextval('sale_order_line_id_seq')"),
            "order_id": SQL("line.order_id"),
            "order_partner_id": SQL("line.partner_id"),
            "state": SQL("line.state"),
            "product_id": SQL("line.product_id"),
            "name": SQL("'Product ' || line.number"),
            "product_uom_qty": SQL("line.quantity"),
            "discount": SQL("line.discount"),
            **dict.fromkeys(("price_unit", "technical_price_unit"), SQL("line.price")),
            **dict.fromkeys(("price_subtotal", "price_total", "margin"), net),
            **dict.fromkeys(("create_date", "write_date"), SQL("line.at")),
        },
    )


def insert_leads(env, customers):
    """An opportunity for every twentieth customer; half of them are open."""
    insert(
        env,
        "crm_lead",
        SQL(
            """
            (SELECT nextval('crm_lead_id_seq')::integer AS id, partner.id AS partner_id,
                    now() AT TIME ZONE 'UTC' - random() * interval '3 years' AS at,
                    random() AS chance
               FROM bench_partner partner ORDER BY random() LIMIT %s) lead
            CROSS JOIN store_proto_crm_lead proto ORDER BY lead.id
            """,
            customers // 20,
        ),
        {
            "id": SQL("lead.id"),
            "name": SQL("'Opportunity ' || lead.id"),
            "partner_id": SQL("lead.partner_id"),
            "won_status": SQL("CASE WHEN chance < 0.5 THEN 'pending' ELSE 'won' END"),
            "expected_revenue": SQL("round((1000 * chance)::numeric, 2)"),
            **dict.fromkeys(("create_date", "write_date"), SQL("lead.at")),
        },
    )
