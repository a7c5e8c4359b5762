"""A company with many customers, made by set-based SQL as Odoo would have left it.

Sizes are in customers (commercial partners that ordered). One partner in seven is a contact of a
customer; a customer has three orders on average and an order two lines; some customers buy often.
Orders and lines lie on disk by date, so that a customer's are scattered as in real life.
"""

from odoo.fields import Command
from odoo.tools import SQL

from benchmarks.bare import bare_tables
from benchmarks.rows import (
    insert_leads,
    insert_lines,
    insert_orders,
    insert_partners,
    keep_patterns,
)

TABLES = ["res_partner", "sale_order", "sale_order_line", "crm_lead"]
SEED = 0.19
PRODUCTS = 2_000
CATEGORIES = 40
SALESPEOPLE = 10


def build(env, customers):
    """Fill an installed database, and commit."""
    _execute(env, SQL("SELECT setseed(%s)", SEED))
    users = _salespeople(env)
    _stage_products(env)
    _stage_partners(env, customers)
    _stage_orders(env, customers)
    _stage_lines(env)
    keep_patterns(env)
    with bare_tables(env, TABLES):
        insert_partners(env)
        insert_orders(env, users)
        insert_lines(env)
        insert_leads(env, customers)
    for table in TABLES:
        _execute(
            env,
            SQL(
                "SELECT setval(%s, (SELECT max(id) FROM %s))",
                f"{table}_id_seq",
                SQL.identifier(table),
            ),
        )
    env.cr.commit()


def _execute(env, query):
    env.cr.execute(query)  # statements that give no rows


def _stage_products(env):
    """``bench_product``: number, id, price; made through the ORM, a product of 40 categories."""
    categories = env["product.category"].create(
        [{"name": f"Category {n}"} for n in range(CATEGORIES)]
    )
    products = env["product.product"].create(
        [
            {
                "name": f"Product {n}",
                "type": "consu",
                "categ_id": categories[n * n % CATEGORIES].id,
                "list_price": 5 + n % 97,
                "taxes_id": False,
            }
            for n in range(PRODUCTS)
        ]
    )
    env.flush_all()
    _execute(
        env,
        SQL(
            "CREATE TEMPORARY TABLE bench_product ON COMMIT DROP AS"
            " SELECT number - 1 AS number, id, (5 + (number - 1) %% 97)::numeric AS price"
            " FROM unnest(%s::integer[]) WITH ORDINALITY AS product (id, number)",
            products.ids,
        ),
    )


def _stage_partners(env, customers):
    """``bench_partner``: place, id, parent_id; every seventh is a contact of an earlier one."""
    _execute(
        env,
        SQL(
            """
            CREATE TEMPORARY TABLE bench_partner ON COMMIT DROP AS
            SELECT place, base + place AS id,
                   CASE WHEN place %% 7 = 0
                         THEN base + any_before - (any_before %% 7 = 0)::integer END
                       AS parent_id
              FROM (SELECT place, 1 + floor(random() * (place - 1))::integer AS any_before,
                           (SELECT max(id) FROM res_partner) AS base
                      FROM generate_series(1, %(partners)s) place) placed
             ORDER BY place
            """,
            partners=customers + (customers - 1) // 6,
        ),
    )
    _execute(env, SQL("ALTER TABLE bench_partner ADD PRIMARY KEY (place)"))


def _stage_orders(env, customers):
    """``bench_order``: who ordered when, the oldest first.

    Each customer has one order, and twice as many fall on partners at random, on some more often.
    """
    _execute(
        env,
        SQL(
            """
            CREATE TEMPORARY TABLE bench_order ON COMMIT DROP AS
            SELECT base + row_number() OVER (ORDER BY at)::integer AS id,
                   partner.id AS partner_id, at,
                   CASE WHEN chance < 0.03 THEN -1 ELSE 1 END AS sign,
                   CASE WHEN chance > 0.995 THEN 'draft' WHEN chance > 0.99 THEN 'sent'
                        ELSE 'sale' END AS state,
                   1 + floor(random() * 3)::integer AS lines,
                   1 + floor(power(random(), 2) * 3)::integer AS currency,
                   1 + floor(random() * %(salespeople)s)::integer AS seller
              FROM (SELECT place, date_trunc('second', now() AT TIME ZONE 'UTC')
                               - random() * interval '3 years' AS at, random() AS chance,
                           (SELECT COALESCE(max(id), 0) FROM sale_order) AS base
                      FROM (SELECT place FROM bench_partner WHERE parent_id IS NULL
                             UNION ALL
                            SELECT 1 + (floor(power(random(), 2) * count)::bigint * 7919
                                         %% count)::integer
                              FROM generate_series(1, 2 * %(customers)s),
                                   (SELECT count(*)::bigint AS count FROM bench_partner) partners
                           ) bought) dated
              JOIN bench_partner partner USING (place)
             ORDER BY at
            """,
            salespeople=SALESPEOPLE,
            customers=customers,
        ),
    )
    _execute(env, SQL("ANALYZE bench_order"))


def _stage_lines(env):
    """``bench_line``: what was bought with each order."""
    _execute(
        env,
        SQL(
            """
            CREATE TEMPORARY TABLE bench_line ON COMMIT DROP AS
            SELECT bought.*, round(price * quantity * (1 - discount / 100), 2) AS amount
              FROM (SELECT picked.id AS order_id, picked.partner_id, picked.state, picked.currency,
                           at,
                           product.id AS product_id, product.price, number,
                           sign * (1 + floor(random() * 9))::numeric AS quantity,
                           CASE WHEN random() < 0.2 THEN 5 * (1 + floor(random() * 3)) ELSE 0
                               END::numeric AS discount
                      FROM (SELECT *, floor(power(random(), 2) * %(products)s)::integer AS number
                              FROM bench_order CROSS JOIN generate_series(1, lines)) picked
                      JOIN bench_product product USING (number)) bought
             ORDER BY order_id
            """,
            products=PRODUCTS,
        ),
    )
    _execute(env, SQL("ANALYZE bench_line"))


def _salespeople(env):
    """Users who sell everything, made once; the first also opens the lists."""
    group = env.ref("sales_team.group_sale_salesman_all_leads")
    return env["res.users"].create(
        [
            {
                "name": f"Salesperson {n}",
                "login": f"salesperson{n}",
                "group_ids": [Command.link(group.id)],
            }
            for n in range(SALESPEOPLE)
        ]
    )
