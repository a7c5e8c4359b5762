"""The orders of the staged lines: number, time, rate and the pattern each follows.

``store_order`` has one row an order: order_id, name, order, customer, at (UTC), kind, rate,
rounding; ``store_proto_sale_order`` and ``store_proto_sale_order_line`` have one row a kind.
"""

from dataclasses import dataclass

from odoo.api import Environment
from odoo.fields import Command
from odoo.models import BaseModel
from odoo.tools import SQL

from tools.store.masters import PRODUCT
from tools.store.prototypes import keep, pattern, trial
from tools.store.references import pricelists


@dataclass(frozen=True)
class Sellers:
    """Who sells, in which currencies, where: the names in the staged lines -> Odoo's records."""

    company: BaseModel
    countries: dict[str, BaseModel]
    currencies: dict[str, BaseModel]
    salespeople: dict[str, BaseModel]


def prepare_orders(env: Environment, sellers: Sellers, zone: str, shift: int) -> None:
    """Make ``store_order`` and the patterns; times are of ``zone``, moved by ``shift`` days."""
    _number(env, sellers.company, zone, shift)
    _keep_kinds(env, sellers)
    _rate(env, sellers)


def _number(env: Environment, company: BaseModel, zone: str, shift: int) -> None:
    """``store_order``: id, name by the sequence and UTC time of each order, the oldest first."""
    env.cr.execute(SQL("DROP TABLE IF EXISTS store_order"))
    env.cr.execute(
        SQL(
            """
            CREATE TEMPORARY TABLE store_order ON COMMIT DROP AS
            SELECT *, nextval('sale_order_id_seq')::integer AS order_id,
                   row_number() OVER () AS place, NULL::text AS name,
                   NULL::integer AS kind, NULL::numeric AS rate, NULL::numeric AS rounding
              FROM (SELECT "order", min(customer) AS customer, min(currency) AS currency,
                           min(salesperson) AS salesperson,
                           (min(at) + make_interval(days => %s)) AT TIME ZONE %s
                               AT TIME ZONE 'UTC' AS at
                      FROM store_line GROUP BY "order" ORDER BY min(at), min("row")) orders
            """,
            shift,
            zone,
        )
    )
    env.cr.execute(
        SQL(
            """
            UPDATE store_order SET name = named.name
              FROM unnest(%s::text[]) WITH ORDINALITY AS named (name, place)
             WHERE named.place = store_order.place
            """,
            _names(env, company),
        )
    )


def _names(env: Environment, company: BaseModel) -> list[str]:
    """The next order numbers, as many as there are staged orders."""
    [(count,)] = env.execute_query(SQL("SELECT count(*) FROM store_order"))
    sequences = env["ir.sequence"].with_company(company)
    ours = [("code", "=", "sale.order"), ("company_id", "in", (company.id, False))]
    sequence = sequences.search(ours, order="company_id", limit=1)
    if sequence.implementation != "standard" or sequence.use_date_range:
        return [sequences.next_by_code("sale.order") for _order in range(count)]
    prefix, suffix = sequence._get_prefix_suffix()
    drawn = env.execute_query(
        SQL(
            "SELECT nextval(%s) FROM generate_series(1, %s)", f"ir_sequence_{sequence.id:03}", count
        )
    )
    return [f"{prefix}{number:0{sequence.padding}}{suffix}" for (number,) in drawn]


def _keep_kinds(env: Environment, sellers: Sellers) -> None:
    """A pattern of an order and its line for each country, currency and salesperson together."""
    kinds = env.execute_query(
        SQL(
            """
            SELECT DISTINCT country, currency, salesperson
              FROM store_order JOIN store_customer USING (customer)
            """
        )
    )
    lists = pricelists(env, sellers.company, sellers.currencies)
    orders, lines = {}, {}
    with trial(env) as trying:
        product = trying["product.product"].create({"name": "Pattern", **PRODUCT})
        for kind, (country, currency, salesperson) in enumerate(kinds):
            partner = {"name": "Pattern", "country_id": sellers.countries[country].id}
            order = _confirmed(
                product,
                company_id=sellers.company.id,
                partner_id=trying["res.partner"].create(partner).id,
                pricelist_id=lists[currency].id,
                user_id=sellers.salespeople[salesperson].id,
            )
            orders[kind], lines[kind] = pattern(order), pattern(order.order_line)
    keep(env, "sale_order", orders)
    keep(env, "sale_order_line", lines)
    env.cr.execute(
        SQL(
            """
            UPDATE store_order SET kind = known.kind - 1
              FROM store_customer,
                   unnest(%s::text[], %s::text[], %s::text[])
                       WITH ORDINALITY AS known (country, currency, salesperson, kind)
             WHERE store_customer.customer = store_order.customer
               AND (store_customer.country, store_order.currency, store_order.salesperson)
                 = (known.country, known.currency, known.salesperson)
            """,
            *(list(column) for column in zip(*kinds, strict=True)),
        )
    )


def _confirmed(product: BaseModel, **values: int | bool) -> BaseModel:
    """A confirmed order of one piece of a product; no number of the sequence is spent on it."""
    line = Command.create({"product_id": product.id, "price_unit": 1})
    order = product.env["sale.order"].create({"name": "Pattern", "order_line": [line], **values})
    order.action_confirm()
    return order


def _rate(env: Environment, sellers: Sellers) -> None:
    """Odoo's own exchange rate on the day of each order, and how its currency is rounded."""
    days = env.execute_query(SQL("SELECT DISTINCT currency, at::date FROM store_order"))
    own, company = sellers.company.currency_id, sellers.company
    rows = [
        (code, day, float(own._get_conversion_rate(own, sellers.currencies[code], company, day)))
        for code, day in days
    ]
    rounding = [sellers.currencies[code].rounding for code, _day in days]
    env.cr.execute(
        SQL(
            """
            UPDATE store_order SET rate = known.rate, rounding = known.rounding
              FROM unnest(%s::text[], %s::date[], %s::numeric[], %s::numeric[])
                   AS known (currency, day, rate, rounding)
             WHERE known.currency = store_order.currency AND known.day = store_order.at::date
            """,
            *(list(column) for column in zip(*rows, strict=True)),
            rounding,
        )
    )
    env.cr.execute(SQL("ANALYZE store_order"))
