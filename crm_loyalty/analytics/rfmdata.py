"""From purchases to what the models read: x, t_x, T and spend of each customer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from .optional import np

if TYPE_CHECKING:
    from .optional import Array, Counts

WEEK = 7


class Summary(NamedTuple):
    """What is known of each customer on one day; arrays of the same length."""

    x: Counts  # repeat purchases: days with a purchase after the first
    recency: Counts  # days from the first purchase to the last
    age: Counts  # days from the first purchase to the day of the summary
    spend: Array  # value of all repeat purchases
    unit: int = WEEK  # days in a unit of time

    @property
    def t_x(self) -> Array:
        """Time of the last purchase, counted from the first."""
        return self.recency / self.unit

    @property
    def T(self) -> Array:
        """Time observed, counted from the first purchase."""
        return self.age / self.unit

    @property
    def mean_value(self) -> Array:
        """Mean value of the repeat purchases; NaN for those who bought once."""
        return np.divide(self.spend, self.x, out=np.full(len(self.x), np.nan), where=self.x > 0)

    def only(self, chosen: Array) -> Summary:
        """The customers chosen by a mask or by their places."""
        return self._replace(**{name: getattr(self, name)[chosen] for name in self._fields[:-1]})


class Rows(NamedTuple):
    """Distinct (x, t_x, T) and how many customers have each."""

    x: Array
    t_x: Array
    T: Array
    weight: Array


class Holdout(NamedTuple):
    """What the customers of a summary did in the time after it."""

    purchases: Array  # by customer: days with a purchase
    value: Array  # by customer: what they spent
    by_period: Array  # purchases of all customers, by period
    ends: Array  # when each period ends, counted from the day of the summary, in units of time


def summarise(
    customer: Sequence[int],
    day: Sequence[int],
    amount: Sequence[float],
    until: int,
    unit: int = WEEK,
) -> tuple[Counts, Summary]:
    """Summarise purchases; several of a customer on one day count as one.

    :param customer: who bought (whole numbers, in any order)
    :param day: the day of each purchase as a number, such as ``date.toordinal()``
    :param amount: the value of each purchase
    :param until: the day from which to look; purchases on it count, later ones do not exist
    :param unit: days in a unit of time: 7 for weeks, 1 for days
    :return: the customers, ascending, and their summary

    Customer 7 buys twice on day 100 and once each on days 114 and 121; customer 8 once.

    >>> who, found = summarise([7, 8, 7, 7, 7], [114, 135, 100, 100, 121], [10, 5, 1, 2, 20], 135)
    >>> who.tolist(), found.x.tolist(), found.t_x.tolist(), found.T.tolist()
    ([7, 8], [2, 0], [3.0, 0.0], [5.0, 0.0])
    >>> found.mean_value.tolist()
    [15.0, nan]
    """
    customer, day, amount = _days_of_purchase(customer, day, amount)
    customer, day, amount = (column[day <= until] for column in (customer, day, amount))
    who, first, days = np.unique(customer, return_index=True, return_counts=True)
    if not len(who):
        return who, Summary(days, days, days, np.zeros(0), unit)
    last = first + days - 1
    total = np.add.reduceat(amount, first)
    spend = np.where(days > 1, total - amount[first], 0.0)
    return who, Summary(days - 1, day[last] - day[first], until - day[first], spend, unit)


def hold_out(
    customer: Sequence[int],
    day: Sequence[int],
    amount: Sequence[float],
    who: Counts,
    since: int,
    until: int,
    period: int,
    unit: int = WEEK,
) -> Holdout:
    """What some customers bought after one day up to and on another.

    :param who: the customers, ascending, as ``summarise`` gave them; others are left out
    :param since: the day of the summary
    :param period: days in a period; the last one may be shorter
    """
    customer, day, amount = _days_of_purchase(customer, day, amount)
    place = np.searchsorted(who, customer)
    counts = (day > since) & (day <= until) & (place < len(who))
    counts[counts] = who[place[counts]] == customer[counts]
    place, day, amount = place[counts], day[counts], amount[counts]
    ends = np.append(np.arange(since + period, until, period), until)
    return Holdout(
        np.bincount(place, minlength=len(who)).astype(float),
        np.bincount(place, weights=amount, minlength=len(who)),
        np.bincount(np.searchsorted(ends, day), minlength=len(ends)).astype(float),
        (ends - since) / unit,
    )


def distinct(summary: Summary) -> Rows:
    """The distinct (x, t_x, T) of a summary with the number of customers of each.

    >>> two = Summary(np.array([0, 0]), np.array([0, 0]), np.array([14, 14]), np.zeros(2))
    >>> [column.tolist() for column in distinct(two)]
    [[0.0], [0.0], [2.0], [2.0]]
    """
    # One number stands for the three: sorting numbers is ten times as fast as sorting rows.
    days = int(summary.age.max(initial=0)) + 1
    packed = (summary.x.astype(np.int64) * days + summary.age) * days + summary.recency
    key, weight = np.unique(packed, return_counts=True)
    rest, recency = np.divmod(key, days)
    x, age = np.divmod(rest, days)
    return Rows(x.astype(float), recency / summary.unit, age / summary.unit, weight.astype(float))


def _days_of_purchase(customer, day, amount):
    """Sort by customer and day and add up what fell on one day."""
    customer, day = np.asarray(customer, dtype=np.int64), np.asarray(day, dtype=np.int64)
    amount = np.asarray(amount, dtype=float)
    later = np.diff(customer)
    if ((later > 0) | ((later == 0) & (np.diff(day) > 0))).all():
        return customer, day, amount  # as they are wanted: copies of millions weigh
    order = np.lexsort((day, customer))
    customer, day, amount = customer[order], day[order], amount[order]
    new = np.ones(len(day), dtype=bool)
    new[1:] = (np.diff(customer) != 0) | (np.diff(day) != 0)
    starts = np.flatnonzero(new)
    sums = np.add.reduceat(amount, starts) if len(starts) else amount
    return customer[starts], day[starts], sums
