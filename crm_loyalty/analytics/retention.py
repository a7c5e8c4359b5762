"""Lifetime value by the retention rate, and conversions of discount rates. Plain Python."""

from __future__ import annotations

from collections.abc import Sequence
from math import expm1, log

DAYS_OF_YEAR = 365.25


def lifetime_value(
    margin: float | Sequence[float],
    retention: float,
    discount: float,
    horizon: int,
    cost: float | Sequence[float] = 0.0,
) -> float:
    """Value of a customer held today: Σ (mₜ·rᵗ − cₜ) / (1 + d)ᵗ over the periods t = 1 … horizon.

    The coming period is t = 1: the customer is there in it with probability r. What is spent on
    keeping it (cₜ) is spent in any case.

    :param margin: margin of a period while the customer is there; one for all, or one for each
    :param retention: share of customers kept from one period to the next, 0 … 1
    :param discount: interest of a period, above −1; 0 means that later money is worth as much
    :param horizon: number of periods
    :param cost: cost of keeping the customer, of a period; one for all, or one for each
    :raise ValueError: a rate or the horizon is out of range, or figures are missing

    100 a year for three years, four customers in five stay, at 10 %: 80/1.1 + 64/1.21 + 51.2/1.331.

    >>> round(lifetime_value(100, 0.8, 0.1, 3), 2)
    164.09
    >>> round(lifetime_value([100, 110, 121], 0.8, 0.1, 3, cost=10), 2)
    152.59
    >>> lifetime_value(100, 0.5, 0, 2)
    75.0
    """
    _check(retention, discount)
    if horizon < 0:
        raise ValueError("A horizon is a number of periods, 0 or more.")
    margins, costs = _each(margin, horizon), _each(cost, horizon)
    return sum(
        (margins[t - 1] * retention**t - costs[t - 1]) / (1 + discount) ** t
        for t in range(1, horizon + 1)
    )


def endless_value(margin: float, retention: float, discount: float, cost: float = 0.0) -> float:
    """The same without a horizon: m·r / (1 + d − r) − c / d.

    :raise ValueError: a rate is out of range, or the sum has no end

    >>> endless_value(100, 0.8, 0.1, 5) - lifetime_value(100, 0.8, 0.1, 500, 5) < 1e-9
    True
    """
    _check(retention, discount)
    if retention >= 1 + discount or (cost and discount <= 0):
        raise ValueError("Without discount, what never ends has no sum.")
    return margin * retention / (1 + discount - retention) - (cost / discount if cost else 0.0)


def expected_periods(retention: float, horizon: float) -> float:
    """Time for which a customer is expected to stay within a horizon: ∫ rˢ ds from 0 to horizon.

    Both in the same unit, the retention for one such unit of time.

    >>> expected_periods(1, 3), expected_periods(0, 3)
    (3.0, 0.0)
    >>> round(expected_periods(0.5, 1), 4)
    0.7213
    """
    # Near 1 the quotient loses its digits; Simpson's rule is exact to them there.
    if retention > 0.999999:
        ends_and_middle = 1 + 4 * retention ** (horizon / 2) + retention**horizon
        return horizon * ends_and_middle / 6
    if retention <= 0:
        return 0.0
    return expm1(horizon * log(retention)) / log(retention)


def per_period(yearly: float, days: float) -> float:
    """Turn a discount rate of a year into that of a period of so many days.

    :raise ValueError: the rate is −1 or less

    >>> round((1 + per_period(0.15, 7)) ** (365.25 / 7) - 1, 12)
    0.15
    """
    return (1 / discount_factor(yearly, days)) - 1


def discount_factor(yearly: float, days: float) -> float:
    """What one unit of money so many days ahead is worth today, at a yearly rate.

    :raise ValueError: the rate is −1 or less

    >>> discount_factor(0.25, 365.25)
    0.8
    >>> discount_factor(0, 10000)
    1.0
    """
    if yearly <= -1:
        raise ValueError("A discount rate is above −100 %.")
    return (1 + yearly) ** (-days / DAYS_OF_YEAR)


def _check(retention: float, discount: float) -> None:
    if not 0 <= retention <= 1:
        raise ValueError("A retention rate lies between 0 and 1.")
    if discount <= -1:
        raise ValueError("A discount rate is above −100 %.")


def _each(figure: float | Sequence[float], periods: int) -> Sequence[float]:
    if not isinstance(figure, Sequence):
        return [figure] * periods
    if len(figure) < periods:
        raise ValueError("There are fewer figures than periods.")
    return figure
