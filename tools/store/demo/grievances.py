"""What the customers of the demonstration company complain about, and who sent whom: pure data."""

from datetime import date, datetime, time, timedelta
from random import Random
from typing import NamedTuple

from tools.store.demo.moods import COMPLAINTS, SOLUTIONS
from tools.store.demo.staff import SELLERS
from tools.store.demo.story import Customer, Purchase

COMPLAINED = 120
WAITING = 7  # of them, the latest: nobody has solved them
REMEMBERED = 700  # days
SETTLED = 32  # days after a purchase, at the latest, what is complained about it is solved
BROUGHT = 16  # referred customers that bought,
PROMISED = 8  # and that have not
REFERRERS = 2  # of each salesperson


class Grievance(NamedTuple):
    """One complaint about a purchase; moments that are None have not come."""

    customer: Customer
    purchase: Purchase
    cause: str
    subject: str
    opened: datetime
    answered: datetime | None
    solved: datetime | None
    solution: str
    cost: float | None
    satisfaction: int | None
    priority: str


def grievances(
    random: Random, today: date, customers: list[Customer], content: dict[str, float]
) -> list[Grievance]:
    """The complaints, the oldest first; the less content complain more often."""
    pairs = [
        (customer, purchase)
        for customer in customers
        for purchase in customer.purchases
        if SETTLED < (today - purchase.day).days < REMEMBERED and purchase.items[0].quantity > 0
    ]
    weights = [max(1, 100 - content[customer.ref]) ** 2 for customer, _purchase in pairs]
    chosen = random.choices(pairs, weights, k=COMPLAINED - WAITING)
    recent = [pair for pair in pairs if (today - pair[1].day).days < 120]
    found = [_about(random, *pair, content, _opened(random, pair[1])) for pair in chosen]
    for place in range(WAITING):
        ago = timedelta(days=place**2 / 2, hours=5)
        opened = datetime.combine(today, time(8)) - ago
        found.append(_about(random, *random.choice(recent), content, opened, place))
    return sorted(found, key=lambda complaint: complaint.opened)


def _opened(random: Random, purchase: Purchase) -> datetime:
    day = purchase.day + timedelta(days=random.randint(2, 10))
    return datetime.combine(day, time(7)) + timedelta(minutes=random.randint(0, 540))


def _about(
    random: Random, customer: Customer, purchase: Purchase, content: dict[str, float],
    opened: datetime, waiting: int | None = None,
) -> Grievance:  # fmt: skip
    """One complaint; of those that wait longer, most have an answer at least."""
    [cause] = random.choices(list(COMPLAINTS), [often for often, _words in COMPLAINTS.values()])
    chinese = customer.place.country == "CN"
    words = [text for text in COMPLAINTS[cause][1] if text.isascii() != chinese]
    subject = random.choice(words or COMPLAINTS[cause][1])
    answered = opened + timedelta(hours=random.triangular(1, 44, 6))
    solved = answered + timedelta(days=random.triangular(0.3, 11, 2))
    if waiting is not None:
        is_answered = waiting > 2 and waiting % 4
        soon = min(answered, opened + timedelta(hours=20))
        moments = (soon if is_answered else None, None)
        return Grievance(
            customer, purchase, cause, subject, opened, *moments, "", None, None,
            "2" if waiting > 4 else "0",
        )  # fmt: skip
    slow = (solved - opened).days > 7
    felt = round(random.gauss(content[customer.ref] / 20 - slow, 0.9))
    told = min(5, max(1, felt)) if random.random() < 0.75 else None
    cost = round(random.triangular(5, 160, 25), 2) if random.random() < 0.6 else None
    return Grievance(
        customer, purchase, cause, subject, opened, answered, solved, random.choice(SOLUTIONS),
        cost, told, random.choice("0001"),
    )  # fmt: skip


def referrals(
    random: Random, customers: list[Customer], content: dict[str, float]
) -> list[tuple[Customer, Customer]]:
    """Who was sent by whom: (customer, referrer), the referrer content and there before.

    Most of those who are sent go to the salesperson of whoever sent them.
    """
    content_ones = sorted(
        (c for c in customers if content.get(c.ref, 0) > 80 and len(c.purchases) > 5),
        key=lambda customer: customer.since,
    )
    near = {
        seller.login: [c for c in content_ones if c.seller == seller.login][:REFERRERS]
        for seller in SELLERS
    }
    happy = [customer for known in near.values() for customer in known]
    newest = max((customer.since for customer in happy), default=date.max)
    later = [c for c in customers if c.since > newest and c not in happy]
    buyers = [customer for customer in later if customer.purchases]
    others = [customer for customer in later if not customer.purchases]
    found = random.sample(buyers, min(BROUGHT, len(buyers)))
    found += random.sample(others, min(PROMISED, len(others)))
    return [
        (customer, random.choice((place % 3 and near[customer.seller]) or happy))
        for place, customer in enumerate(found)
    ]
