"""Opportunities and quotations of the demonstration company, made through the ORM."""

from datetime import date, datetime, time, timedelta
from random import Random

from odoo.api import Environment
from odoo.fields import Command
from odoo.models import BaseModel
from odoo.tools import SQL

from tools.store.demo.catalogue import CATALOGUE
from tools.store.demo.contacts import seller
from tools.store.demo.people import House
from tools.store.demo.sales import currency_of, price
from tools.store.demo.staff import HOME
from tools.store.demo.story import Customer, Item

LOST_BECAUSE = ("Too expensive", "Chose a competitor", "We lost touch", "Complaint not solved")
_SUBJECTS = ("Autumn order", "Hotel lobby", "Gift boxes", "New shop", "Yearly contract", "年货采购")
_QUOTATIONS = ("draft", "sent", "cancelled")


def write_deals(
    env: Environment, house: House, random: Random, today: date, customers: list[Customer],
    partners: dict,
) -> tuple[int, int]:  # fmt: skip
    """The deals of each customer's archetype; returns numbers of opportunities and quotations."""
    leads, quotations = [], []
    for customer in customers:
        for deal in customer.kind.deals:
            target = quotations if deal in _QUOTATIONS else leads
            target.append((deal, customer, today - timedelta(days=random.randint(2, 90))))
    _write_leads(env, house, random, leads, partners)
    _write_quotations(env, house, random, quotations, partners)
    return len(leads), len(quotations)


def _write_leads(
    env: Environment, house: House, random: Random, deals: list, partners: dict
) -> None:
    """Open, won and lost opportunities, as old as they say."""
    stages = env["crm.stage"].search([("is_won", "=", False)])
    records = env["crm.lead"].with_context(tracking_disable=True)
    leads = records.create(
        [
            {
                "type": "opportunity",
                "name": f"{random.choice(_SUBJECTS)} – {customer.name}",
                "partner_id": partners[customer.ref].id,
                "company_id": house.companies[customer.company].id,
                "user_id": house.users[seller(customer, customer.company)].id,
                "stage_id": random.choice(stages).id,
                "expected_revenue": random.randint(4, 90) * 100,
                "date_deadline": day + timedelta(days=random.randint(20, 120)),
            }
            for _deal, customer, day in deals
        ]
    )
    by_deal = {deal: records for deal in ("won", "lost")}
    for (deal, _customer, _day), lead in zip(deals, leads, strict=True):
        by_deal[deal] = by_deal.get(deal, records) | lead
    by_deal["won"].action_set_won()
    for place, reason in enumerate(_reasons(env)):
        by_deal["lost"][place :: len(LOST_BECAUSE)].action_set_lost(lost_reason_id=reason.id)
    _age(env, "crm_lead", {lead.id: day for (_d, _c, day), lead in zip(deals, leads, strict=True)})


def _reasons(env: Environment) -> list[BaseModel]:
    reasons = env["crm.lost.reason"]
    return [
        reasons.search([("name", "=", name)], limit=1) or reasons.create({"name": name})
        for name in LOST_BECAUSE
    ]


def _write_quotations(
    env: Environment, house: House, random: Random, deals: list, partners: dict
) -> None:
    """Quotations: being written, sent (some have expired) and cancelled."""
    by_deal = {deal: env["sale.order"] for deal in _QUOTATIONS}
    for deal, customer, day in deals:
        values = _quotation(house, random, customer, day, partners)
        orders = env["sale.order"].with_company(house.companies[customer.company])
        by_deal[deal] |= orders.with_context(tracking_disable=True).create(values)
    (by_deal["sent"] | by_deal["cancelled"]).action_quotation_sent()
    by_deal["cancelled"]._action_cancel()
    days = {order.id: order.date_order for orders in by_deal.values() for order in orders}
    _age(env, "sale_order", days)


def _quotation(house: House, random: Random, customer: Customer, day: date, partners: dict) -> dict:
    shelves = [product for category in customer.tastes for product in CATALOGUE[category]]
    currency = currency_of(customer, customer.company)
    foreign = house.pricelists.get(currency) if customer.company == HOME else None
    items = [Item(p, random.randint(5, 40), 0) for p in random.sample(shelves, 3)]
    return {
        "partner_id": partners[customer.ref].id,
        "company_id": house.companies[customer.company].id,
        "user_id": house.users[seller(customer, customer.company)].id,
        "date_order": datetime.combine(day, time(9)),
        "validity_date": day + timedelta(days=30),
        **({"pricelist_id": foreign.id} if foreign else {}),
        "order_line": [
            Command.create(
                {
                    "product_id": house.products[item.product.code].id,
                    "product_uom_qty": item.quantity,
                    "price_unit": float(price(house, item, currency, day)),
                }
            )
            for item in items
        ],
    }


def _age(env: Environment, table: str, days: dict[int, date]) -> None:
    """The day on which records were entered; only SQL can say so."""
    env.flush_all()
    env.cr.execute(
        SQL(
            """
            UPDATE %(table)s SET create_date = known.day
              FROM unnest(%(ids)s::integer[], %(days)s::timestamp[]) AS known (id, day)
             WHERE %(table)s.id = known.id
            """,
            table=SQL.identifier(table),
            ids=list(days),
            days=list(days.values()),
        )
    )
    env.invalidate_all()
