"""How many purchases fall into each period to come."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from .optional import np
from .retention import discount_factor

if TYPE_CHECKING:
    from .optional import Array, Counts
    from .rfmdata import Summary


class PurchaseModel(Protocol):
    """What every model of repeat buying can tell."""

    name: str

    @property
    def parameters(self) -> dict[str, float]: ...
    def alive(self, x: Array, t_x: Array, T: Array) -> Array: ...
    def expected(self, x: Array, t_x: Array, T: Array, t: float) -> Array: ...
    def expected_if_alive(self, x: Array, T: Array, t: float) -> Array: ...
    def median_wait(self, x: Array, T: Array) -> Array: ...


class Horizon(NamedTuple):
    """The periods to come: when each ends, in units of time, and what its money is worth today."""

    ends: Array
    factors: Array


def horizon(days: float, period: float, discount: float, unit: int) -> Horizon:
    """Divide a time to come into periods; money comes in the middle of each.

    :param days: length of the time
    :param period: length of a period in days; the last one may be shorter
    :param discount: interest of a year
    :param unit: days in a unit of time of the model
    :raise ValueError: the time or a period is empty, or the discount is −100 % or less

    Three weeks, the last of which makes a period of its own; then a year, whose money comes after
    half of it: 1.21^(−½).

    >>> found = horizon(21, 14, 0, 7)
    >>> found.ends.tolist(), found.factors.tolist()
    ([2.0, 3.0], [1.0, 1.0])
    >>> round(horizon(365.25, 365.25, 0.21, 7).factors.item(), 12) == round(1 / 1.1, 12)
    True
    """
    if not (days > 0 and period > 0):
        raise ValueError("A horizon and its periods have a length above zero.")
    ends = np.append(np.arange(period, days, period), days)
    starts = np.append(0, ends[:-1])
    factors = [discount_factor(discount, middle) for middle in ((starts + ends) / 2).tolist()]
    return Horizon(ends / unit, np.array(factors))


class Pairs(NamedTuple):
    """The distinct (x, T) of a base, in which many customers agree."""

    x: Array
    T: Array
    place: Counts  # by customer: its pair

    @classmethod
    def of(cls, customers: Summary) -> Pairs:
        """Find them."""
        days = int(customers.age.max(initial=0)) + 1
        packed = customers.x.astype(np.int64) * days + customers.age
        key, place = np.unique(packed, return_inverse=True)
        x, age = np.divmod(key, days)
        return cls(x.astype(float), age / customers.unit, place)


class Pace(NamedTuple):
    """Expected purchases of each customer in each period: ``there`` × ``pace`` at ``place``."""

    there: Array  # by customer: the chance to be one, 1 where the model has no opinion
    pace: Array  # by period and pair: purchases of one who is a customer
    place: Counts  # by customer: its pair

    @classmethod
    def of(cls, model: PurchaseModel, customers: Summary, pairs: Pairs, ends: Array) -> Pace:
        """Compute the pace of customers in periods with the given ends."""
        upto = [model.expected_if_alive(pairs.x, pairs.T, end) for end in ends.tolist()]
        alive = model.alive(customers.x, customers.t_x, customers.T)
        there = np.where(np.isnan(alive), 1.0, alive)
        return cls(there, np.diff(np.array(upto), axis=0, prepend=0.0), pairs.place)

    def of_customers(self, factors: Array) -> Array:
        """Expected purchases of each customer in all periods, each period with its factor."""
        return self.there * (factors @ self.pace)[self.place]

    def of_periods(self, worth: Array | float) -> Array:
        """Expected purchases of all customers in each period, each customer with its worth."""
        shares = np.bincount(self.place, self.there * worth, minlength=self.pace.shape[1])
        return self.pace @ shares
