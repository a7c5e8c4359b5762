"""Random histories of customers for hypothesis: what may happen, and what should not."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from . import histories_tier
from .histories_complaints import complaints
from .histories_opinion import answers
from .histories_referral import referrals
from .reference_facts import Customer, Idea, Invoice, Lead, Line, Order, Pin, Wallet
from .reference_scores import CLASSINGS

DAYS = [
    date(2026, 6, 30),
    date(2026, 1, 1),
    date(2025, 12, 31),
    date(2024, 2, 29),
    date(2025, 2, 28),
]
ZONES = ["UTC", "America/New_York", "Asia/Shanghai", "Etc/GMT+12", "Etc/GMT-14", "Asia/Kolkata"]
YEAR_ENDS = [(12, 31), (3, 31), (6, 15), (2, 28)]
# Rates whose quotients are finite, so that both sides can be exact; zero is a mistake to survive.
RATES = [Decimal(rate) for rate in ("1", "1", "0.8", "1.25", "0.5", "160", "0")]
STAGES = [
    ("status", "target"),
    ("status", "lost"),
    ("status", "current"),
    ("formation", "member"),
    ("formation", "advocate"),
    ("lifecycle", "decline"),
    ("life_curve", "midway"),
    ("customer_lifecycle", "old"),
    ("level", "basic"),
    ("level", "partnership"),
    *histories_tier.STAGES,
]


def mostly(usual, odd, times=9):
    """The usual so many times as often as the odd; ``one_of`` would take either equally often."""
    return st.sampled_from([usual] * times + [odd]).flatmap(lambda strategy: strategy)


def ago():
    """Days back from today: mostly recent, often the edges of months and years, rarely future."""
    return st.one_of(
        st.sampled_from([0, 0, 1, 30, 90, 91, 180, 181, 364, 365, 366, 730, 731, -1, -40]),
        st.integers(0, 120),
        st.integers(0, 1500),
    )


def moments(today, days):
    """:param days: strategy for days back from today"""
    hours = st.sampled_from([time(0, 0), time(3, 30), time(10, 0), time(12, 0), time(23, 59, 59)])
    return st.builds(
        lambda back, hour: datetime.combine(today - timedelta(days=back), hour), days, hours
    )


def lines(products, signed=True):
    """Lines of an order; an invoice (``signed=False``) must not have a negative total."""
    usual = st.integers(1_00, 500_00)
    odd = st.sampled_from([0, -20_00] if signed else [0, 1])
    prices = mostly(usual, odd).map(lambda cents: Decimal(cents) / 100)
    goods = st.builds(
        lambda product, **values: Line(product=product, category=products[product], **values),
        product=st.sampled_from(sorted(products)),
        quantity=st.sampled_from([1, 1, 1, 2, 2, 2, 3, 5, 0, -1 if signed else 4]).map(Decimal),
        price=prices,
        discount=st.sampled_from([0, 0, 0, 0, 10, 25, 25, 100]).map(Decimal),
    )
    deposit = st.builds(Line, quantity=st.just(Decimal(0)), kind=st.just("deposit"))
    note = st.builds(
        Line, quantity=st.just(Decimal(0)), price=st.just(Decimal(0)), kind=st.just("note")
    )
    if not signed:
        return st.lists(goods, min_size=1, max_size=3)
    line = mostly(goods, st.one_of(deposit, note), 5)
    return st.lists(line, min_size=1, max_size=3)


def orders(companies, world, today, days):
    return st.builds(
        Order,
        company=st.sampled_from(companies),
        moment=moments(today, days),
        lines=lines(world.products),
        state=st.sampled_from(["sale"] * 9 + ["draft", "sent", "cancel"]),
        digits=st.sampled_from([2, 2, 0]),
        rate=st.sampled_from(RATES),
        seller=st.sampled_from([None, *world.sellers]),
        valid_until=st.sampled_from([None, today - timedelta(days=1), today]),
    )


def invoices(company, world, today, days):
    return st.builds(
        Invoice,
        company=st.just(company),
        day=days.map(lambda back: today - timedelta(days=back)),
        lines=lines(world.products, signed=False),
        is_credit=st.sampled_from([False, False, True]),
        posted=st.sampled_from([True, True, True, False]),
        seller=st.sampled_from([None, *world.sellers]),
    )


@st.composite
def bills(draw, company, customer, world, today):
    """An invoice or credit note of a company that counts orders: of lines of orders, or of none."""
    bill = draw(invoices(company, world, today, ago()))
    bill.takes_back_an_invoice = bill.is_credit and draw(st.booleans())
    given = [
        line
        for order in customer.orders
        for line in order.lines
        if order.company == company and line.kind != "note"
    ]
    for line in bill.lines:
        line.order_line = draw(st.sampled_from([None, *given, *given]))
    return bill


def leads(companies, world, today):
    return st.builds(
        Lead,
        company=st.sampled_from(companies),
        created=moments(today, ago()),
        outcome=st.sampled_from(["open", "open", "won", "lost", "archived"]),
        revenue=st.integers(0, 5000).map(Decimal),
        money=st.booleans(),
        authority=st.booleans(),
        need=st.booleans(),
        seller=st.sampled_from([None, *world.sellers]),
    )


@st.composite
def pins(draw, companies, today):
    reading, stage = draw(st.sampled_from(STAGES))
    first = today - timedelta(days=draw(st.sampled_from([-1, 0, 10])))
    return Pin(
        company=draw(st.sampled_from(companies)),
        reading=reading,
        stage=f"{reading}_{stage}",
        first=first,
        last=max(first, today + timedelta(days=draw(st.sampled_from([-1, 0, 20])))),
        active=draw(st.sampled_from([True, True, True, False])),
        mode=draw(histories_tier.modes(reading)),
    )


def ideas(companies, today):
    return st.builds(
        Idea,
        company=st.sampled_from(companies),
        day=ago().map(lambda back: today - timedelta(days=back)),
        worth=st.sampled_from([None, None, Decimal(0), Decimal(500), Decimal("19.99")]),
        active=st.sampled_from([True, True, True, False]),
    )


def wallets(companies, today):
    return st.builds(
        Wallet,
        company=st.sampled_from(companies),
        day=ago().map(lambda back: today - timedelta(days=back)),
        amount=st.sampled_from([Decimal(90), Decimal(1000), Decimal("5000.55")]),
        active=st.sampled_from([True, True, True, False]),
    )


@st.composite
def customers(draw, companies, world, today):
    """One customer with all that happened to it.

    :param companies: the company that counts orders, and the one that counts invoices
    :param world: what there is to choose from: products, sellers, countries, states
    """
    ordered, invoiced = companies

    def some(strategy, *sizes):
        size = draw(st.sampled_from(sizes))
        return draw(st.lists(strategy, min_size=size, max_size=size))

    # People come back on the same days, so that two purchases on one are no rarity.
    days = st.one_of(st.sampled_from(some(ago(), 4, 1, 2, 7)), ago())
    country = draw(st.sampled_from([None, *world.countries]))
    found = Customer(
        orders=some(orders([*[ordered] * 5, invoiced], world, today, days), 5, 0, 1, 2, 3, 4, 7, 9),
        invoices=some(invoices(invoiced, world, today, days), 3, 0, 1, 2, 5),
        leads=some(leads(companies, world, today), 0, 0, 1, 2),
        pins=some(pins(companies, today), 0, 0, 1, 2),
        ideas=some(ideas(companies, today), 0, 0, 1, 3),
        wallets=some(wallets(companies, today), 0, 0, 1, 2),
        answers=some(answers(companies, moments(today, ago())), 0, 0, 1, 4, 9, 20),
        complaints=some(complaints(companies, moments(today, ago())), 0, 0, 1, 2, 4),
        active=draw(st.sampled_from([True, True, True, False])),
        seller=draw(st.sampled_from([None, None, *world.sellers])),
        country=country,
        state=draw(st.sampled_from([None, *world.states]))
        if country == world.countries[0]
        else None,
        partner_since=draw(st.sampled_from([None, None, today, today + timedelta(days=1)])),
    )
    found.invoices += some(bills(ordered, found, world, today), 2, 0, 1, 3, 5)
    return found


class Population:
    """A day, those that were looked at before, the two companies as they count, their customers."""

    def __init__(self, today, before, companies, customers):
        self.today = today
        self.before = before
        self.companies = companies
        self.customers = customers

    def __repr__(self):
        """Short: the test names the customer that is to blame."""
        return f"<{len(self.customers)} customers on {self.today}>"


@st.composite
def populations(draw, companies, world, size):
    """:param world: as for ``customers``"""
    today = draw(st.sampled_from(DAYS))
    counting = [
        replace(
            company,
            tz=draw(st.sampled_from(ZONES)),
            year_end=draw(st.sampled_from(YEAR_ENDS)),
            **draw(st.sampled_from(CLASSINGS)),
        )
        for company in companies
    ]
    one = customers(counting, world, today)
    before = draw(histories_tier.days_before(today))
    found = draw(st.lists(one, min_size=size, max_size=size))
    return Population(today, before, counting, draw(referrals(found, today)))
