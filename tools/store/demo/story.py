"""What each customer of the demonstration company did, day by day: pure data, no database."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from tools.store.demo import names
from tools.store.demo.archetypes import ARCHETYPES, Archetype
from tools.store.demo.catalogue import CATALOGUE, Product
from tools.store.demo.names import FUNCTIONS, PLACES, Place
from tools.store.demo.staff import ABROAD, HOME, SELLERS


class Item(NamedTuple):
    """So many of a product; negative: brought back."""

    product: Product
    quantity: int
    discount: int  # percent


@dataclass
class Purchase:
    """One order: its day, who placed it (a contact's number, 0 for the customer itself), what."""

    day: date
    company: str
    buyer: int
    items: list[Item]


@dataclass
class Customer:
    """A customer with everything it did."""

    ref: str
    name: str
    is_company: bool
    place: Place
    kind: Archetype
    seller: str
    company: str
    shared: bool  # buys from both of our companies
    since: date
    contacts: list[tuple[str, str]] = field(default_factory=list)  # name, function
    tastes: list[str] = field(default_factory=list)  # categories it buys from
    purchases: list[Purchase] = field(default_factory=list)


def customers(random: Random, today: date) -> list[Customer]:
    """All customers of all archetypes, numbered in a mixed order."""
    kinds = [kind for kind in ARCHETYPES for _customer in range(kind.customers)]
    random.shuffle(kinds)
    found = [_customer(random, today, place, kind) for place, kind in enumerate(kinds, 1)]
    for customer in found:
        if customer.kind.started:
            customer.purchases = list(_purchases(random, today, customer))
    return found


def _customer(random: Random, today: date, number: int, kind: Archetype) -> Customer:
    [place] = random.choices(PLACES, [place.weight for place in PLACES])
    is_company = random.random() < 0.7
    # Half of the Chinese customers buy from the company in Shanghai, the others from the other.
    company = ABROAD if place.country == "CN" and random.random() < 0.5 else HOME
    sellers = [seller.login for seller in SELLERS if company in seller.companies]
    started = random.randint(*reversed(kind.started)) if kind.started else random.randint(5, 400)
    people = random.randint(1, 3) if is_company else 0
    return Customer(
        ref=f"K{number:04}",
        name=names.company(random, place) if is_company else names.person(random, place.country),
        is_company=is_company,
        place=place,
        kind=kind,
        seller=random.choice(sellers),
        company=company,
        shared=place.country == "CN" and random.random() < 0.2,
        since=today - timedelta(days=started),
        contacts=[
            (names.person(random, place.country), FUNCTIONS[person]) for person in range(people)
        ],
        tastes=random.sample(sorted(CATALOGUE), random.randint(2, 3)),
    )


def _purchases(random: Random, today: date, customer: Customer) -> Iterator[Purchase]:
    """The customer's purchases in their order, and what it brought back a week later."""
    kind, day, count = customer.kind, customer.since, 0
    last = today - timedelta(days=max(kind.stopped, 1))
    while day <= last and count < kind.purchases:
        years = (day - customer.since).days / 365
        if not kind.pause[1] < (today - day).days < kind.pause[0]:
            bought = _basket(random, today, day, customer, kind.growth**years)
            yield bought
            count += 1
            if random.random() < kind.returned and day + timedelta(days=8) < today:
                yield _return(random, bought)
        rhythm = kind.rhythm * kind.slowdown**years
        day += timedelta(days=max(2, round(random.gauss(rhythm, rhythm / 5))))


def _basket(random: Random, today: date, day: date, customer: Customer, size: float) -> Purchase:
    """What it buys on a day: one to four products of its categories."""
    shelves = [product for category in customer.tastes for product in CATALOGUE[category]]
    if customer.kind.new_category and (today - day).days <= customer.kind.new_category:
        shelves = CATALOGUE[next(name for name in CATALOGUE if name not in customer.tastes)]
    discount = random.choice((5, 10, 15)) if random.random() < customer.kind.discounted else 0
    few, many = (6, 36) if customer.is_company else (1, 3)
    other = ABROAD if customer.company == HOME else HOME
    return Purchase(
        day,
        other if customer.shared and random.random() < 0.4 else customer.company,
        random.randint(0, len(customer.contacts)),
        [
            Item(product, max(1, round(random.randint(few, many) * size)), discount)
            for product in random.sample(shelves, random.randint(1, min(4, len(shelves))))
        ],
    )


def _return(random: Random, bought: Purchase) -> Purchase:
    """Part of a purchase, brought back a week later."""
    item = random.choice(bought.items)
    back = item._replace(quantity=-max(1, item.quantity // 3))
    day = bought.day + timedelta(days=random.randint(4, 8))
    return replace(bought, day=day, items=[back])
