"""The demonstration company's confirmed orders, by the same path as a loaded file's."""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from odoo.api import Environment
from odoo.tools import SQL

from tools.store.demo.contacts import buyer, seller
from tools.store.demo.people import House
from tools.store.demo.staff import HOME
from tools.store.demo.story import Customer, Item
from tools.store.masters import use_contacts, use_products
from tools.store.order_patterns import Sellers
from tools.store.orders import insert_orders
from tools.store.references import countries, currencies, salespeople
from tools.store.rows import Row
from tools.store.stage import stage


def write_orders(
    env: Environment, house: House, customers: list[Customer], partners: dict
) -> tuple[int, int]:
    """Insert the purchases of both companies; returns the numbers of orders and lines."""
    orders = lines = 0
    for name, company in house.companies.items():
        inside = env(context={**env.context, "allowed_company_ids": [company.id]})
        stage(inside, _rows(house, customers, name))
        use_contacts(inside, partners)
        use_products(inside, company, house.products)
        sellers = Sellers(
            company, countries(inside), currencies(inside, company), salespeople(inside)
        )
        more, their_lines = insert_orders(inside, sellers, "UTC")
        orders, lines = orders + more, lines + their_lines
    env.cr.execute(SQL("UPDATE sale_order SET create_date = date_order"))
    return orders, lines


def price(house: House, item: Item, currency: str, day: date) -> Decimal:
    """The product's price in a currency on a day, to the cent."""
    days = house.rates.get(currency)
    if not days:
        return Decimal(str(item.product.price))
    _first, rate = days[max(0, bisect_right(days, (day, float("inf"))) - 1)]
    return Decimal(str(round(item.product.price * rate, 2)))


def currency_of(customer: Customer, company: str) -> str:
    """In which currency it is sold to: the company in Shanghai sells in yuan only."""
    return customer.place.currency if company == HOME else "CNY"


def _rows(house: House, customers: list[Customer], company: str) -> Iterator[Row]:
    """The purchases from one company as staged lines."""
    count = order = 0
    for customer in customers:
        for purchase in customer.purchases:
            order += 1
            for item in purchase.items if purchase.company == company else ():
                count += 1
                currency = currency_of(customer, company)
                yield Row(
                    row=count,
                    order=f"PO-{customer.ref}-{order:05}",
                    at=datetime.combine(purchase.day, time(8)) + timedelta(minutes=order % 540),
                    customer=buyer(customer, purchase),
                    customer_name=customer.name,
                    country=customer.place.country,
                    product=item.product.code,
                    code=item.product.code,
                    product_name=item.product.name,
                    quantity=Decimal(item.quantity),
                    unit_price=price(house, item, currency, purchase.day),
                    discount=Decimal(item.discount),
                    currency=currency,
                    salesperson=seller(customer, company),
                )
