"""Who came back: customers by the period of their first purchase. Plain Python.

A period is a number (a year, a month counted from some start); a purchase is a customer and the
period in which it fell.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import NamedTuple

from .intervals import Interval, of_share


class Kept(NamedTuple):
    """Of ``there`` customers who bought in a period, ``again`` bought in the next one too."""

    there: int
    again: int

    @property
    def rate(self) -> float | None:
        """The retention rate; None where nobody was there, which is not the same as 0."""
        return self.again / self.there if self.there else None

    def interval(self, confidence: float = 0.95) -> Interval | None:
        """The interval of the rate; None where nobody was there."""
        return of_share(self.again, self.there, confidence)


Purchases = Iterable[tuple[Hashable, int]]


def active_customers(purchases: Purchases, last: int) -> dict[int, list[int]]:
    """Count each cohort's customers who bought in its first period, its second, … up to the last.

    :param last: the last period that is over; later purchases are left out
    :return: {period of the first purchase: [customers at age 0, 1, …]}

    >>> active_customers([("A", 1), ("A", 3), ("B", 1), ("C", 2), ("C", 3), ("D", 4)], 3)
    {1: [2, 0, 1], 2: [1, 1]}
    """
    table: dict[int, list[int]] = {}
    for first, periods in sorted(_first_periods(purchases, last), key=lambda found: found[0]):
        counts = table.setdefault(first, [0] * (last - first + 1))
        for period in periods:
            counts[period - first] += 1
    return table


def retention(purchases: Purchases, last: int) -> dict[int, list[Kept]]:
    """Tell, by cohort and age, how many of those who bought in a period bought in the next too.

    :return: {period of the first purchase: [Kept at age 0, 1, …]}; ``pooled`` sums up

    >>> retention([("A", 1), ("A", 2), ("B", 1), ("C", 2), ("C", 3)], 3)
    {1: [Kept(there=2, again=1), Kept(there=1, again=0)], 2: [Kept(there=1, again=1)]}
    """
    table: dict[int, list[Kept]] = {}
    for first, periods in sorted(_first_periods(purchases, last), key=lambda found: found[0]):
        ages = table.setdefault(first, [Kept(0, 0)] * (last - first))
        for period in periods - {last}:
            there, again = ages[period - first]
            ages[period - first] = Kept(there + 1, again + (period + 1 in periods))
    return table


def pooled(table: dict[int, list[Kept]]) -> Kept:
    """Sum up what ``retention`` found: one rate for the company.

    >>> found = pooled(retention([("A", 1), ("A", 2), ("B", 1), ("C", 2), ("C", 3)], 3))
    >>> found, found.rate
    (Kept(there=4, again=2), 0.5)
    >>> pooled({}).rate is None
    True
    """
    cells = [kept for ages in table.values() for kept in ages]
    return Kept(sum(kept.there for kept in cells), sum(kept.again for kept in cells))


def _first_periods(purchases: Purchases, last: int) -> list[tuple[int, set[int]]]:
    """The first period and all periods of each customer who bought by the last one."""
    bought: dict[Hashable, set[int]] = {}
    for customer, period in purchases:
        if period <= last:
            bought.setdefault(customer, set()).add(period)
    return [(min(periods), periods) for periods in bought.values()]
