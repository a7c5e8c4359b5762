"""What the demonstration company's salespeople estimate that its customers spend in a year."""

from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from odoo.api import Environment

from tools.store.demo.heard import objecting
from tools.store.demo.people import House
from tools.store.demo.staff import HOME
from tools.store.demo.story import Customer

ESTIMATED = 25
YEAR = 365
ROUND = 50
# How it is known, in the customer's language: of companies, and of persons.
EVIDENCE = {
    "en": (
        (
            "Told us at the yearly review",
            "Its buyer named the budget",
            "So many shops, times what one sells",
        ),
        ("Said so on the phone", "Told us where else they buy"),
    ),
    "zh": (
        ("年度回访时客户自述", "采购负责人透露的预算", "按门店数量和单店销量估算"),
        ("电话中自述", "谈到还在哪些商家购买"),
    ),
}


class Estimate(NamedTuple):
    """What a customer spends in a year, in dollars, on what the company sells."""

    customer: Customer
    day: date
    amount: int
    evidence: str


def estimates(random: Random, today: date, customers: list[Customer]) -> list[Estimate]:
    """The estimates of customers who bought in the last year; what they bought is a share."""
    silent = {customer.ref for customer in objecting(customers)}
    buying = [c for c in customers if spent(c, today) > ROUND and c.ref not in silent]
    most = min(ESTIMATED, len(buying))
    return [_estimate(random, today, customer) for customer in random.sample(buying, most)]


def spent(customer: Customer, today: date) -> float:
    """What it bought within a year from its company, in dollars at list price less discount."""
    return sum(
        item.quantity * item.product.price * (1 - item.discount / 100)
        for purchase in customer.purchases
        for item in purchase.items
        if purchase.company == customer.company and (today - purchase.day).days < YEAR
    )


def _estimate(random: Random, today: date, customer: Customer) -> Estimate:
    whole = spent(customer, today) / random.uniform(0.25, 0.95)
    words = EVIDENCE["zh" if customer.place.country == "CN" else "en"][not customer.is_company]
    return Estimate(
        customer,
        today - timedelta(days=random.randint(5, 300)),
        -int(-whole // ROUND) * ROUND,  # up: nobody spends less than with us
        random.choice(words),
    )


def write_wallets(env: Environment, house: House, found: list[Estimate], partners: dict) -> int:
    """Note the estimates, each by the customer's salesperson; returns the number."""
    _day, yuan = house.rates["CNY"][-1]
    for estimate in found:
        customer = estimate.customer
        wallets = env["crm.loyalty.wallet"].with_user(house.users[customer.seller])
        wallets.create(
            {
                "partner_id": partners[customer.ref].id,
                "company_id": house.companies[customer.company].id,
                "date": estimate.day,
                "amount": estimate.amount if customer.company == HOME else _in(yuan, estimate),
                "evidence": estimate.evidence,
            }
        )
    return len(found)


def _in(rate: float, estimate: Estimate) -> int:
    return round(estimate.amount * rate, -2)
