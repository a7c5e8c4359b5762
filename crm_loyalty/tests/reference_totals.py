"""The totals of one company by month, the slow and obvious way; see ``reference``."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .reference_documents import documents
from .reference_facts import rounded

UPGRADE = Decimal("1.2")


def cohorts(customers, company, today):
    """Every cohort at every age up to the month of today: {(month, age): figures}."""
    lives = _lives(customers, company, today)
    found = {}
    for first in {life.first for life in lives}:
        cohort = [life for life in lives if life.first == first]
        so_far = []
        for age in range(_number(today) - first + 1):
            amounts = [a for life in cohort for a in life.amounts_at(first + age, age == 0)]
            so_far += amounts
            buyers = sum(bool(life.bought(first + age, first + age)) for life in cohort)
            cumulated = _known_total(so_far)
            found[_day(first), age] = {
                "month": _day(first + age),
                "is_over": first + age < _number(today),
                "customers": len(cohort),
                "buyers": buyers,
                "purchases": sum(len(life.bought(first + age, first + age)) for life in cohort),
                "retention": _share(buyers, len(cohort)),
                "revenue": _money(_known_total(amounts), company),
                "cumulated": _money(cumulated, company),
                "revenue_per_customer": _money(_quotient(cumulated, len(cohort)), company),
            }
    return found


def growth(customers, company, today, months=48):
    """The months that are over, from the first purchase on: {month: figures}."""
    lives = _lives(customers, company, today)
    others = [life for life in _all_lives(customers, company, today) if life.first is None]
    now = _number(today)
    first = min((life.first for life in lives), default=now)
    return {
        _day(end): _happened(lives, others, end, company) | _stood(lives, others, end, company)
        for end in range(max(first, now - months), now)
    }


def _happened(lives, others, month, company):
    buyers = [life for life in lives if life.bought(month, month)]
    new = [life for life in lives if life.first == month]
    amounts = [a for life in lives + others for a in life.amounts_at(month)]
    revenue = _known_total(amounts)
    revenue_new = _known_total([a for life in new for a in life.amounts_at(month)])
    unknown = revenue is None or revenue_new is None
    return {
        "new_count": len(new),
        "won_back_count": sum(life.came_back(month) for life in buyers),
        "buyer_count": len(buyers),
        "returning_count": len(buyers) - len(new),
        "repeat_rate": _share(len(buyers) - len(new), len(buyers)),
        "revenue": _money(revenue, company),
        "revenue_new": _money(revenue_new, company),
        "revenue_returning": None if unknown else _money(revenue - revenue_new, company),
    }


def _stood(lives, others, end, company):
    active = [life for life in lives if life.bought(end - 11, end)]
    new = [life for life in lives if life.first is not None and end - 11 <= life.first <= end]
    base = [life for life in lives if life.bought(end - 23, end - 12)]
    kept = [life for life in active if life in base]
    breadth = Counter(min(3, len(life.categories(end - 11, end))) for life in active)
    categories = sum(len(life.categories(end - 11, end)) for life in active)
    known = breadth[1] + breadth[2] + breadth[3]
    upgraded = sum(life.is_upgraded(end) for life in kept)
    months = range(end - 11, end + 1)
    year = _known_total([a for life in lives + others for m in months for a in life.amounts_at(m)])
    return {
        "active_count": len(active),
        "acquired_count": len(new),
        "acquisition_rate": _share(len(new), len(base)),
        "base_count": len(base),
        "kept_count": len(kept),
        "gone_count": len(base) - len(kept) if base else None,
        "retention": _share(len(kept), len(base)),
        "one_count": breadth[1],
        "two_count": breadth[2],
        "more_count": breadth[3],
        "cross_count": breadth[2] + breadth[3],
        "categorised_count": known,
        "category_sum": categories,
        "category_mean": rounded(Decimal(categories) / known, 2) if known else None,
        "cross_rate": _share(breadth[2] + breadth[3], known),
        "upgraded_count": upgraded,
        "upgrade_rate": _share(upgraded, len(kept)),
        "revenue_12m": _money(year, company),
        "revenue_per_customer": _money(_quotient(year, len(active)), company),
    }


@dataclass(eq=False)
class _Life:
    """The documents of one customer."""

    documents: list

    @property
    def first(self):
        return min((_number(d.day) for d in self.documents if d.sign > 0), default=None)

    def bought(self, since, until):
        within = [d for d in self.documents if since <= _number(d.day) <= until]
        return [d for d in within if d.sign > 0]

    def amounts_at(self, month, or_before=False):
        return [
            d.amount
            for d in self.documents
            if _number(d.day) == month or (or_before and _number(d.day) < month)
        ]

    def came_back(self, month):
        """Whether the first purchase of the month comes more than a year after the one before."""
        day = min(d.day for d in self.bought(month, month))
        before = [d.day for d in self.documents if d.sign > 0 and _number(d.day) < month]
        if not before:
            return False
        last = max(before)
        is_leap_day = (last.month, last.day) == (2, 29)
        return day > last.replace(year=last.year + 1, day=28 if is_leap_day else last.day)

    def categories(self, since, until):
        return {
            line.category
            for d in self.documents
            for line, _amount, quantity in d.lines
            if since <= _number(d.day) <= until and quantity > 0 and line.product is not None
        }

    def is_upgraded(self, end):
        now, then = self._mean_order(end - 11, end), self._mean_order(end - 23, end - 12)
        return now is not None and then is not None and now >= UPGRADE * then

    def _mean_order(self, since, until):
        known = [d.amount for d in self.bought(since, until) if d.amount is not None]
        return sum(known) / len(known) if known else None


def _all_lives(customers, company, today):
    return [_Life(documents(customer, company, today)) for customer in customers]


def _lives(customers, company, today):
    return [life for life in _all_lives(customers, company, today) if life.first is not None]


def _number(day):
    return day.year * 12 + day.month - 1


def _day(number):
    return date(number // 12, number % 12 + 1, 1)


def _known_total(amounts):
    """The sum of what is known; nothing makes 0, nothing known makes None."""
    known = [amount for amount in amounts if amount is not None]
    return None if amounts and not known else sum(known, Decimal(0))


def _quotient(amount, count):
    return None if amount is None or not count else amount / count


def _share(part, whole):
    return rounded(Decimal(part) / whole, 4) if whole else None


def _money(amount, company):
    return None if amount is None else rounded(amount, company.digits)
