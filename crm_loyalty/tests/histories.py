"""Random histories of customers for hypothesis: what may happen, and what should not."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from .reference_facts import Customer, Invoice, Lead, Line, Order, Pin

DAYS = [date(2026, 6, 30), date(2026, 1, 1), date(2025, 12, 31), date(2024, 2, 29), date(2025, 2, 28)]
ZONES = ["UTC", "America/New_York", "Asia/Shanghai", "Etc/GMT+12", "Etc/GMT-14", "Asia/Kolkata"]
YEAR_ENDS = [(12, 31), (3, 31), (6, 15), (2, 28)]
# Rates whose quotients are finite, so that both sides can be exact; zero is a mistake to survive.
RATES = [Decimal(rate) for rate in ("1", "0.8", "1.25", "0.5", "160", "0")]
STAGES = (
    "status_target status_lost status_current formation_member formation_advocate lifecycle_decline"
    " life_curve_midway customer_lifecycle_old level_basic level_partnership"
).split()


def ago():
    """Days back from today: mostly recent, often the edges of months and years, rarely future."""
    return st.one_of(
        st.sampled_from([0, 0, 1, 30, 90, 91, 180, 181, 364, 365, 366, 730, 731, -1, -40]),
        st.integers(0, 120),
        st.integers(0, 1500),
    )


def moments(today):
    hours = st.sampled_from([time(0, 0), time(3, 30), time(10, 0), time(12, 0), time(23, 59, 59)])
    return st.builds(
        lambda back, hour: datetime.combine(today - timedelta(days=back), hour), ago(), hours
    )


def lines(products, signed=True):
    """Lines of an order; an invoice (``signed=False``) must not have a negative total."""
    prices = st.integers(-2_00 if signed else 0, 500_00).map(lambda cents: Decimal(cents) / 100)
    goods = st.builds(
        lambda product, **values: Line(product=product, category=products[product], **values),
        product=st.sampled_from(sorted(products)),
        quantity=st.sampled_from([1, 1, 2, 3, 0] + ([-1, -2] if signed else [])).map(Decimal),
        price=prices,
        discount=st.sampled_from([0, 0, 0, 10, 25, 100]).map(Decimal),
    )
    deposit = st.builds(Line, quantity=st.just(Decimal(0)), kind=st.just("deposit"))
    note = st.builds(
        Line, quantity=st.just(Decimal(0)), price=st.just(Decimal(0)), kind=st.just("note")
    )
    return st.lists(
        st.one_of(goods, goods, goods, deposit, note) if signed else goods, min_size=1, max_size=3
    )


def orders(company, products, sellers, currencies, today):
    """:param currencies: {digits: rates that go with a currency of so many digits}"""
    return st.sampled_from(sorted(currencies)).flatmap(
        lambda digits: st.builds(
            Order,
            company=st.just(company),
            moment=moments(today),
            lines=lines(products),
            state=st.sampled_from(["sale", "sale", "sale", "sale", "draft", "sent", "cancel"]),
            digits=st.just(digits),
            rate=st.sampled_from(currencies[digits]),
            seller=st.sampled_from([None, *sellers]),
            valid_until=st.sampled_from([None, today - timedelta(days=1), today]),
        )
    )


def invoices(company, products, sellers, today):
    return st.builds(
        Invoice,
        company=st.just(company),
        day=ago().map(lambda back: today - timedelta(days=back)),
        lines=lines(products, signed=False),
        is_credit=st.booleans(),
        posted=st.sampled_from([True, True, False]),
        takes_back_an_invoice=st.booleans(),
        seller=st.sampled_from([None, *sellers]),
    )


def leads(companies, sellers, today):
    return st.builds(
        Lead,
        company=st.sampled_from(companies),
        created=moments(today),
        outcome=st.sampled_from(["open", "open", "won", "lost", "archived"]),
        revenue=st.integers(0, 5000).map(Decimal),
        money=st.booleans(),
        authority=st.booleans(),
        need=st.booleans(),
        seller=st.sampled_from([None, *sellers]),
    )


def pins(companies, today):
    return st.builds(
        lambda company, stage, back, ahead, active: Pin(
            company,
            stage,
            today - timedelta(days=back),
            today + timedelta(days=max(ahead, -back)),
            reading=stage[: stage.rindex("_")] if not stage.startswith("life_curve") else "life_curve",
            active=active,
        ),
        st.sampled_from(companies),
        st.sampled_from(STAGES),
        st.sampled_from([-1, 0, 10]),
        st.sampled_from([-1, 0, 20]),
        st.sampled_from([True, True, True, False]),
    )


@st.composite
def customers(draw, world, companies, today):
    """One customer with all that happened to it.

    :param world: what there is to choose from: products, sellers, currencies, countries, states
    :param companies: the company that counts orders, and the one that counts invoices
    """
    ordered, invoiced = companies
    found = Customer(
        orders=draw(
            st.lists(orders(ordered, world.products, world.sellers, world.currencies, today), max_size=6)
        ),
        invoices=draw(st.lists(invoices(invoiced, world.products, world.sellers, today), max_size=3)),
        leads=draw(st.lists(leads(companies, world.sellers, today), max_size=2)),
        pins=draw(st.lists(pins(companies, today), max_size=2)),
        active=draw(st.sampled_from([True, True, True, False])),
        seller=draw(st.sampled_from([None, None, *world.sellers])),
        country=draw(st.sampled_from([None, *world.countries])),
        partner_since=draw(st.sampled_from([None, None, today, today + timedelta(days=1)])),
    )
    found.state = draw(st.sampled_from([None, *world.states])) if found.country else None
    for _index in range(draw(st.integers(0, 2))):
        found.invoices.append(draw(credit_notes(ordered, found, world, today)))
    return found


@st.composite
def credit_notes(draw, company, customer, world, today):
    """A credit note of the company that counts orders, of an order's line or of none."""
    note = draw(invoices(company, world.products, world.sellers, today))
    note.is_credit = True
    given = [
        line
        for order in customer.orders
        for line in order.lines
        if order.company == company and line.kind != "note"
    ]
    for line in note.lines:
        line.takes_back = draw(st.sampled_from([None, *given]))
    return note
