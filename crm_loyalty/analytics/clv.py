"""Lifetime value of every customer of a company, and of all together, from fitted models.

The value of a customer is what it is expected to buy in a horizon, period by period, at the value
it is expected to buy for, times the margin, discounted. The interval of a customer is one for what
this customer will bring (``predictive``). The interval of the whole base (``total``) adds up the
customers' variances and the error of the parameters, by the delta method: for one customer chance
dominates, for a base the parameters do. Both take the model for true: how true it is, the backtest
shows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from .intervals import Interval, deviations
from .optional import np
from .pace import Horizon, Pace, Pairs
from .predictive import Spread

if TYPE_CHECKING:
    from .choice import Choice
    from .gammagamma import GammaGamma
    from .optional import Array
    from .pace import PurchaseModel
    from .rfmdata import Summary

STEP = 1e-4  # of the logarithm of a parameter, for the slope of the total


class Values(NamedTuple):
    """What is to come of each customer within the horizon; NaN where it is not known."""

    alive: Array  # chance to be a customer still
    purchases: Array
    wait: Array  # units of time until half of those who are customers have bought again
    value: Array  # discounted
    low: Array  # ends of the interval of the value
    high: Array
    by_period: Array  # value of all customers, by period
    variance: Array  # of the value of each


def lifetime_values(
    choice: Choice,
    customers: Summary,
    horizon: Horizon,
    margin: Array | float = 1.0,
    confidence: float = 0.8,
) -> Values:
    """Compute the value of each customer.

    :param customers: seen on the day from which to look ahead, in the unit of the models
    :param horizon: the periods to come (``pace.horizon``)
    :param margin: share of what is bought that is earned; one for all or one for each
    :param confidence: chance that the interval holds what the customer will bring
    """
    buys, spends = choice.purchases.model, choice.spend.model
    unknown = np.full(len(customers.x), np.nan)
    if buys is None:
        return Values(*[unknown] * 6, np.full(len(horizon.ends), np.nan), unknown)
    pairs = Pairs.of(customers)
    pace = Pace.of(buys, customers, pairs, horizon.ends)
    worth = margin * (spends.expected(customers.x, customers.spend) if spends else unknown)
    purchases = pace.of_customers(np.ones(len(horizon.ends)))
    discounted = pace.of_customers(horizon.factors)
    low, high, variance = unknown, unknown, unknown
    if choice.has_spread:
        spread = Spread.of(buys, spends, customers, pairs, float(horizon.ends[-1]))
        # Discounting shrinks what is spent; when it is spent adds next to nothing to the variance.
        share = np.divide(discounted, purchases, out=np.ones_like(purchases), where=purchases > 0)
        spread = spread.times(share)
        variance = spread.variance * np.square(margin)
        # A margin below zero turns the ends round.
        low, high = np.sort([margin * end for end in spread.interval(confidence)], axis=0)
    alive = buys.alive(customers.x, customers.t_x, customers.T)
    wait = buys.median_wait(customers.x, customers.T)
    by_period = pace.of_periods(worth) * horizon.factors
    return Values(alive, purchases, wait, discounted * worth, low, high, by_period, variance)


def total(
    choice: Choice,
    customers: Summary,
    horizon: Horizon,
    margin: Array | float = 1.0,
    confidence: float = 0.8,
) -> tuple[float, Interval | None]:
    """Value of all customers together, with its interval.

    :return: the value, NaN if it is not known; the interval, None if it is not known
    """
    values = lifetime_values(choice, customers, horizon, margin)
    value = float(values.value.sum())
    covariances = [taken.covariance for taken in (choice.purchases, choice.spend)]
    if not choice.has_spread or None in covariances:
        return value, None
    slopes = _slopes(choice, customers, horizon, margin)
    of_parameters = sum(
        slope @ np.array(covariance) @ slope
        for slope, covariance in zip(slopes, covariances, strict=True)
    )
    half = deviations(confidence) * float(np.sqrt(values.variance.sum() + of_parameters))
    return value, Interval(value - half, value + half) if np.isfinite(half) else None


def _slopes(
    choice: Choice, customers: Summary, horizon: Horizon, margin: Array | float
) -> tuple[Array, Array]:
    """How the total changes with the logarithms of the parameters of the two models."""
    buys, spends = choice.purchases.model, choice.spend.model
    pairs = Pairs.of(customers)
    worth = margin * spends.expected(customers.x, customers.spend)
    pace = Pace.of(buys, customers, pairs, horizon.ends)
    earned = margin * pace.of_customers(horizon.factors)

    def by_purchases(model: PurchaseModel) -> float:
        moved = Pace.of(model, customers, pairs, horizon.ends)
        return float(moved.of_periods(worth) @ horizon.factors)

    def by_spend(model: GammaGamma) -> float:
        return float(earned @ model.expected(customers.x, customers.spend))

    return _slope(buys, by_purchases), _slope(spends, by_spend)


def _slope(model: Any, total_of: Callable[[Any], float]) -> Array:
    """Central differences by the logarithm of each parameter of a model."""
    slope = []
    for name, parameter in model.parameters.items():
        up, down = (
            total_of(replace(model, **{name: parameter * np.exp(step)})) for step in (STEP, -STEP)
        )
        slope.append((up - down) / (2 * STEP))
    return np.array(slope)
