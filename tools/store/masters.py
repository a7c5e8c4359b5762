"""Contacts and products of a file, inserted by SQL as the ORM would have made them."""

from odoo.api import Environment
from odoo.models import BaseModel
from odoo.tools import SQL

from tools.store.prototypes import insert, keep, keep_made, pattern, trial

# Prices in the file are net: no tax is put on products, so that totals stay what they were.
PRODUCT = {"taxes_id": False, "supplier_taxes_id": False, "invoice_policy": "order"}


def insert_contacts(env: Environment, countries: dict[str, BaseModel], *, companies: bool) -> int:
    """One contact for each customer; leaves ``store_customer`` (customer -> partner)."""
    env.cr.execute(SQL("DROP TABLE IF EXISTS store_customer"))
    env.cr.execute(
        SQL(
            """
            CREATE TEMPORARY TABLE store_customer ON COMMIT DROP AS
            SELECT *, partner_id AS invoice_id, partner_id AS delivery_id
              FROM (SELECT customer, name, country,
                           nextval('res_partner_id_seq')::integer AS partner_id
                      FROM (SELECT customer,
                                   mode() WITHIN GROUP (ORDER BY customer_name) AS name,
                                   mode() WITHIN GROUP (ORDER BY country) AS country
                              FROM store_line GROUP BY customer ORDER BY customer) known) numbered
            """
        )
    )
    _keep_contacts(env, countries, companies=companies)
    own = SQL.identifier("customer", "partner_id")
    name = SQL.identifier("customer", "name")
    source = SQL(
        """
        store_customer customer
        JOIN unnest(%s::text[], %s::integer[]) AS place (country, id) USING (country)
        JOIN store_proto_res_partner proto ON proto.kind = place.id
        ORDER BY partner_id
        """,
        list(countries),
        [country.id or 0 for country in countries.values()],
    )
    differing = {"id": own, "name": name, "complete_name": name, "commercial_partner_id": own}
    differing["ref"] = SQL.identifier("customer", "customer")
    if companies:
        differing["commercial_company_name"] = name
    return insert(env, "res_partner", source, differing)


def _keep_contacts(env: Environment, countries: dict[str, BaseModel], *, companies: bool) -> None:
    """A pattern of a contact for each country (kind = the country's id, 0 for none)."""
    with trial(env) as trying:
        partners = trying["res.partner"].create(
            [
                {"name": "Pattern", "is_company": companies, "country_id": country.id}
                for country in countries.values()
            ]
        )
        patterns = {partner.country_id.id or 0: pattern(partner) for partner in partners}
    keep(env, "res_partner", patterns)


def insert_products(env: Environment, company: BaseModel) -> int:
    """One product for each of the file's; leaves ``store_product`` (product -> variant).

    The name, category and sales price are those that stand most often in the file (the price in
    the company's currency only); the cost is not known and stays 0.
    """
    env.cr.execute(SQL("DROP TABLE IF EXISTS store_product"))
    env.cr.execute(
        SQL(
            """
            CREATE TEMPORARY TABLE store_product ON COMMIT DROP AS
            SELECT *, concat('[' || code || '] ', name) AS label, 0.0 AS cost,
                   nextval('product_product_id_seq')::integer AS product_id,
                   nextval('product_template_id_seq')::integer AS template_id
              FROM (SELECT product, NULLIF(max(code), '') AS code,
                           mode() WITHIN GROUP (ORDER BY product_name) AS name,
                           mode() WITHIN GROUP (ORDER BY category) AS category,
                           COALESCE(mode() WITHIN GROUP (ORDER BY unit_price)
                               FILTER (WHERE currency IN ('', %s) AND quantity > 0), 0) AS price
                      FROM store_line GROUP BY product ORDER BY product) known
            """,
            company.currency_id.name,
        )
    )
    keep_made(env, _product)
    return _insert_templates_and_variants(env)


def _insert_templates_and_variants(env: Environment) -> int:
    code, name = SQL.identifier("product", "code"), SQL.identifier("product", "name")
    template = {
        "id": SQL.identifier("product", "template_id"),
        "name": SQL("jsonb_build_object('en_US', %s)", name),
        "default_code": code,
        "list_price": SQL.identifier("product", "price"),
        "categ_id": SQL.identifier("place", "id"),
    }
    insert(env, "product_template", _categorised(env), template)
    variant = {
        "id": SQL.identifier("product", "product_id"),
        "product_tmpl_id": SQL.identifier("product", "template_id"),
        "default_code": code,
    }
    source = SQL("store_product product CROSS JOIN store_proto_product_product proto")
    return insert(env, "product_product", source, variant)


def _product(trying: Environment) -> tuple[BaseModel, BaseModel]:
    product = trying["product.product"].create({"name": "Pattern", **PRODUCT})
    return product, product.product_tmpl_id


def _categorised(env: Environment) -> SQL:
    """``store_product`` beside its category, found by its full name or made."""
    categories = env["product.category"]
    wanted = [
        name for (name,) in env.execute_query(SQL("SELECT DISTINCT category FROM store_product"))
    ]
    ids = {"": None}
    for name in sorted(filter(None, wanted)):
        found = categories.search([("complete_name", "=", name)], limit=1)
        ids[name] = (found or categories.create({"name": name})).id
    return SQL(
        """
        store_product product
        JOIN unnest(%s::text[], %s::integer[]) AS place (category, id) USING (category)
        CROSS JOIN store_proto_product_template proto
        """,
        list(ids),
        list(ids.values()),
    )


def use_contacts(env: Environment, partners: dict[str, BaseModel]) -> None:
    """``store_customer`` from contacts that are there already (customer -> partner)."""
    env.flush_all()
    addresses = [partner.address_get(["invoice", "delivery"]) for partner in partners.values()]
    countries = [p.country_id.code or p.parent_id.country_id.code or "" for p in partners.values()]
    env.cr.execute(SQL("DROP TABLE IF EXISTS store_customer"))
    env.cr.execute(
        SQL(
            """
            CREATE TEMPORARY TABLE store_customer ON COMMIT DROP AS
            SELECT * FROM unnest(%s::text[], %s::text[], %s::int[], %s::int[], %s::int[])
                AS known (customer, country, partner_id, invoice_id, delivery_id)
             WHERE customer IN (SELECT customer FROM store_line)
            """,
            list(partners),
            countries,
            [partner.id for partner in partners.values()],
            [address["invoice"] for address in addresses],
            [address["delivery"] for address in addresses],
        )
    )


def use_products(env: Environment, company: BaseModel, products: dict[str, BaseModel]) -> None:
    """``store_product`` from products that are there already (product -> variant)."""
    records = [product.with_company(company) for product in products.values()]
    env.cr.execute(SQL("DROP TABLE IF EXISTS store_product"))
    env.cr.execute(
        SQL(
            """
            CREATE TEMPORARY TABLE store_product ON COMMIT DROP AS
            SELECT * FROM unnest(%s::text[], %s::integer[], %s::text[], %s::numeric[])
                AS known (product, product_id, label, cost)
            """,
            list(products),
            [product.id for product in records],
            [product.display_name for product in records],
            [product.standard_price for product in records],
        )
    )
