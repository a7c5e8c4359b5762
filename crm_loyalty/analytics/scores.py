"""How near a prediction came to what happened: in total, by customer, by tenths."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .optional import np

if TYPE_CHECKING:
    from .optional import Array

TENTHS = 10


class Tenth(NamedTuple):
    """A tenth of the customers, from those of whom least was predicted to those of whom most."""

    customers: int
    predicted: float  # on average
    actual: float


class Scores(NamedTuple):
    """One prediction against what happened."""

    customers: int
    predicted: float  # in total
    actual: float
    mae: float  # mean absolute error by customer
    rmse: float  # root of the mean squared error by customer
    tenths: tuple[Tenth, ...]

    @property
    def total_error(self) -> float:
        """Error of the total as a share of what happened; ∞ where nothing did.

        >>> score(np.array([1.0, 2.0]), np.array([2.0, 2.0])).total_error
        -0.25
        """
        return (self.predicted - self.actual) / self.actual if self.actual else np.inf

    @property
    def tenths_error(self) -> float:
        """Mean distance of the tenths from what happened, as a share of it; ∞ if it is 0."""
        if not self.actual:
            return np.inf
        missed = sum(t.customers * abs(t.predicted - t.actual) for t in self.tenths)
        return missed / abs(self.actual)


def score(predicted: Array, actual: Array) -> Scores:
    """Compare a prediction with what happened, customer by customer.

    >>> found = score(np.array([0.0, 1.0, 3.0, 0.0]), np.array([0.0, 2.0, 1.0, 1.0]))
    >>> found.mae, round(found.rmse, 3)
    (1.0, 1.225)
    """
    size, errors = len(actual), predicted - actual
    # Equal predictions keep the order of the customers, so the same data give the same tenths.
    order = np.argsort(predicted, kind="stable")
    tenths = [
        Tenth(len(part), float(predicted[part].mean()), float(actual[part].mean()))
        for part in np.array_split(order, TENTHS)
        if len(part)
    ]
    return Scores(
        size,
        float(predicted.sum()),
        float(actual.sum()),
        float(np.abs(errors).mean()) if size else 0.0,
        float(np.sqrt(np.square(errors).mean())) if size else 0.0,
        tuple(tenths),
    )
