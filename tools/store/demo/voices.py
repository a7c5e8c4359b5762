"""What the customers of the demonstration company say when they are asked: pure data."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from tools.store.demo.moods import (
    ABROAD_WAITS,
    COMMENTS,
    DIMENSIONS,
    KANO,
    LOYALTY,
    MOODS,
    PAIRS,
    RELATIONSHIP,
)
from tools.store.demo.story import Customer

ASKED = 0.62  # share of those who bought that answer at all
REMEMBERED = 540  # days: what is older was not asked for yet
KANO_RESPONDENTS = 60
KANO_DAYS = (20, 60)  # ago


class Answer(NamedTuple):
    """One answer: to which aspect (kano: a feature), on which side, and what was ticked."""

    aspect: str
    side: str
    told: int
    scale: tuple[int, int] = (1, 5)

    @property
    def score(self) -> float:
        """The answer on 0 to 100."""
        low, high = self.scale
        return (self.told - low) * 100 / (high - low)


class Voice(NamedTuple):
    """One response: whose (a contact's number, 0 for the customer itself), when, what."""

    customer: Customer
    contact: int
    day: date
    channel: str
    answers: list[Answer]
    comment: str = ""


def moods(random: Random, customers: list[Customer]) -> dict[str, float]:
    """How content each customer that bought is, 0 to 100, by its ref."""
    return {
        customer.ref: min(99, max(3, random.gauss(MOODS[customer.kind.name], 9)))
        for customer in customers
        if customer.purchases
    }


def voices(
    random: Random, today: date, customers: list[Customer], content: dict[str, float]
) -> list[Voice]:
    """All responses to surveys and links; ``content`` is of ``moods``."""
    found = []
    for customer in customers:
        bought = [p.day for p in customer.purchases if (today - p.day).days < REMEMBERED]
        if bought and random.random() < ASKED:
            found += _of_one(random, today, customer, bought, content[customer.ref])
    asked = [c for c in customers if c.ref in content and (today - c.since).days > KANO_DAYS[1]]
    return found + list(
        _kano(random, today, random.sample(asked, min(KANO_RESPONDENTS, len(asked))))
    )


def _of_one(
    random: Random, today: date, customer: Customer, bought: list[date], mood: float
) -> Iterator[Voice]:
    """After some purchases each another contact is asked, and all once a year."""
    contacts = range(len(customer.contacts) + 1) if customer.is_company else range(1)
    for place, day in enumerate(random.sample(bought, min(len(bought), random.randint(1, 3)))):
        then = min(today - timedelta(days=1), day + timedelta(days=random.randint(3, 9)))
        felt = mood + random.gauss(0, 6)
        answers = [*_experience(random, customer, felt), _recommends(random, felt)]
        contact = contacts[-1 - place % len(contacts)]
        comment = _comment(random, customer, felt)
        yield Voice(customer, contact, then, random.choice(("link", "survey")), answers, comment)
    if random.random() < 0.6:
        waits = random.randint(5, 60)
        answers = [*_expectation(random), *_told(random, mood, RELATIONSHIP)]
        answers += _told(random, mood, LOYALTY) if random.random() < 0.7 else []
        day = max(bought) + timedelta(days=waits)
        if day >= today:  # asked before the latest purchase, if not before the first
            day = max(customer.since, today - timedelta(days=waits))
        yield Voice(customer, contacts[-1], day, "survey", answers)


def _experience(random: Random, customer: Customer, mood: float) -> Iterator[Answer]:
    for name, better in DIMENSIONS.items():
        waits = ABROAD_WAITS if name == "delivery" and customer.place.country != "US" else 0
        yield Answer(f"satisfaction_{name}", "experience", _ticked(random, mood + better + waits))


def _expectation(random: Random) -> Iterator[Answer]:
    for name in DIMENSIONS:
        yield Answer(f"satisfaction_{name}", "expectation", _ticked(random, 82))


def _told(random: Random, mood: float, aspects: dict[str, tuple[float, float]]) -> Iterator[Answer]:
    for name, (share, start) in aspects.items():
        yield Answer(name, "experience", _ticked(random, start + share * mood))


def _recommends(random: Random, mood: float) -> Answer:
    told = round(random.gauss(mood + 8, 7) / 10)
    return Answer("nps", "experience", min(10, max(0, told)), (0, 10))


def _ticked(random: Random, score: float) -> int:
    """What is ticked on a scale from 1 to 5."""
    return min(5, max(1, 1 + round(random.gauss(score, 9) / 25)))


def _comment(random: Random, customer: Customer, mood: float) -> str:
    words = COMMENTS["zh" if customer.place.country == "CN" else "en"]
    return random.choice(words[(mood >= 55) + (mood >= 75)]) if random.random() < 0.45 else ""


def _kano(random: Random, today: date, asked: list[Customer]) -> Iterator[Voice]:
    """One respondent of each customer was asked about every feature."""
    for customer in asked:
        answers = []
        for feature, (_name, shares) in KANO.items():
            [letter] = random.choices(list(shares), list(shares.values()))
            there, missing = random.choice(PAIRS[letter])
            answers.append(Answer(feature, "functional", int(there)))
            answers.append(Answer(feature, "dysfunctional", int(missing)))
        day = today - timedelta(days=random.randint(*KANO_DAYS))
        yield Voice(customer, len(customer.contacts), day, "survey", answers)
