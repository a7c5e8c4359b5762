"""How far a customer may fall from what is expected of it: moments and intervals.

The expected value of a customer is well known and says little about the one customer: most buy
nothing, few a lot. The interval here is one for what *this customer* will spend, not for the mean
of customers like it. It is made of the exact chance to buy nothing and the exact mean and variance
of what is spent otherwise, to which a gamma distribution is fitted. Parameters are taken as known:
for one customer their error is small beside this; for a base see ``uncertainty``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .optional import np, special
from .quadrature import mean_over_beta

if TYPE_CHECKING:
    from .beta_geometric import BetaGeometric
    from .gammagamma import GammaGamma
    from .optional import Array
    from .pace import Pairs
    from .rfmdata import Summary

SMALL = 1e-4


def products_if_alive(model: BetaGeometric, x: Array, T: Array, t: float) -> Array:
    """E[Y(Y−1)] of the purchases Y in the time t after T, of one who is a customer at T.

    With rate λ and chance to leave p it is 2(1−p)/p² · (1 − e^(−λpt)(1 + λpt)); the mean over λ
    is taken in closed form, that over p by Gauss's rule for its beta distribution.
    """
    power, scaled = model.r + x, t / (model.alpha + T)
    # Where p·λt is next to nothing the difference has lost its digits; its limit has not.
    limit = power * (power + 1) * scaled**2

    def of(p: Array) -> Array:
        s = p * scaled
        gone = 1 - np.exp(-power * np.log1p(s)) * (1 + power * s / (1 + s))
        return (1 - p) * np.where(power * s < SMALL, limit, 2 * gone / p**2)

    return mean_over_beta(model.a, model.b + x + model.tosses_at_first, of)


class Spread(NamedTuple):
    """What each customer will spend: the chance of anything, the mean, the variance."""

    some: Array
    mean: Array
    variance: Array  # ∞ where too little is known for one to exist

    @classmethod
    def of(
        cls, model: BetaGeometric, spend: GammaGamma, customers: Summary, pairs: Pairs, t: float
    ) -> Spread:
        """Compute it for the time t to come."""
        x, T, place = pairs
        alive = model.alive(customers.x, customers.t_x, customers.T)
        some = alive * (1 - model.none_if_alive(x, T, t))[place]
        count = alive * model.expected_if_alive(x, T, t)[place]
        products = alive * products_if_alive(model, x, T, t)[place]
        mean = count * spend.expected(customers.x, customers.spend)
        square, product = spend.squares(customers.x, customers.spend)
        return cls(some, mean, count * square + products * product - mean**2)

    def times(self, factor: Array) -> Spread:
        """The same with every amount multiplied, of each customer by its factor."""
        return Spread(self.some, self.mean * factor, self.variance * factor**2)

    def interval(self, confidence: float) -> tuple[Array, Array]:
        """Lower and upper ends of what holds each with some confidence; NaN if not known."""
        tail = (1 - confidence) / 2
        return self._quantile(tail), self._quantile(1 - tail)

    def _quantile(self, level: float) -> Array:
        known = np.isfinite(self.mean) & np.isfinite(self.variance)
        end = np.where(known, 0.0, np.nan)
        above = known & (self.some > 1 - level) & (self.mean > 0)
        some, mean = self.some[above], self.mean[above] / self.some[above]
        variance = (self.variance[above] + self.mean[above] ** 2) / some - mean**2
        # Customers who are all alike leave nothing but rounding.
        shape = mean**2 / np.maximum(variance, 1e-9 * mean**2)
        inner = 1 - (1 - level) / some
        end[above] = special.gammaincinv(shape, inner) * mean / shape
        return end
