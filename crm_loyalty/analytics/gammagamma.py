"""Gamma-Gamma model of spend: Fader & Hardie (2013), The Gamma-Gamma Model of Monetary Value."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from .fitted import Fit
from .optimise import BLOCK, maximise
from .optional import np, special

if TYPE_CHECKING:
    from .optional import Array

NAMES = ("p", "q", "gamma")
# Lowest and highest parameters; γ in units of the mean value of a purchase.
LOWEST = (1e-2, 1e-2, 1e-4)
HIGHEST = (1e4, 1e4, 1e6)


class Spent(NamedTuple):
    """Repeat buyers: purchases, mean value (both above zero), and how many customers."""

    x: Array
    mean: Array
    weight: Array


@dataclass(frozen=True)
class GammaGamma:
    """A purchase's value is gamma-distributed (p, ν), and so is ν over the customers (q, gamma).

    What a customer spends does not depend on how often it buys. ``spend`` is the value of all
    repeat purchases, 0 for who bought once. With the parameters of the paper (CDNOW) they are
    6.25 · 15.44 / 2.74 for who bought once, and 6.25 · 105.44 / 15.24:

    >>> model = GammaGamma(6.25, 3.74, 15.44)
    >>> [round(model.expected(x, spend), 1) for x, spend in ((0, 0), (2, 90))]
    [35.2, 43.2]
    """

    p: float
    q: float
    gamma: float
    name: ClassVar[str] = "gammagamma"

    @classmethod
    def fit(cls, rows: Spent) -> Fit:
        """Fit by maximum likelihood, from a cold start.

        :param rows: repeat buyers whose purchases have a value above zero
        """
        bought = rows.weight * rows.x
        unit = np.array([1, 1, float(bought @ rows.mean / bought.sum())])
        limits = np.log(np.array([LOWEST * unit, HIGHEST * unit])).T
        found = maximise(Likelihood, rows, np.log(unit * (2, 3, 1)), limits)
        return Fit.of(cls, NAMES, found, float(rows.weight.sum()))

    @property
    def parameters(self) -> dict[str, float]:
        """What the model is made of, by name."""
        return dict(zip(NAMES, astuple(self), strict=True))

    def expected(self, x: Array, spend: Array) -> Array:
        """Expected value of a coming purchase of each: the base's, moved towards its own."""
        return self.p * (self.gamma + spend) / (self.p * x + self.q - 1)

    def squares(self, x: Array, spend: Array) -> tuple[Array, Array]:
        """Expected square of the value of a coming purchase, and expected product of two.

        Both are ∞ where too little is known of a customer for them to exist (px + q ≤ 2).
        """
        shape, rate = self.p * x + self.q, self.gamma + spend
        with np.errstate(divide="ignore"):
            known = np.maximum(shape - 2, 0)
            common = rate**2 / ((shape - 1) * known)
        return self.p * (self.p + 1) * common, self.p**2 * common


class Likelihood:
    """Mean log-likelihood of repeat buyers at (ln p, ln q, ln γ), with its gradient."""

    def __init__(self, rows: Spent):
        self.total = rows.weight.sum()
        self.x, place = np.unique(rows.x, return_inverse=True)
        self.weight_of_x = np.bincount(place, rows.weight)
        self.spend, self.weight = rows.x * rows.mean, rows.weight
        self.weighted_x = rows.weight * rows.x
        log_mean = np.log(rows.mean)
        self.log_mean, self.log_mean_x = rows.weight @ log_mean, self.weighted_x @ log_mean

    def __call__(self, logs: Array) -> tuple[float, Array]:
        p, q, gamma = point = np.exp(logs)
        of_ends, of_ends_x, per_end, per_end_x = self._of_ends(gamma)
        by_x, slope_p, slope_q = self._of_x(p, q)
        value = by_x + self.total * q * np.log(gamma) - q * of_ends
        value += p * (self.log_mean_x - of_ends_x) - self.log_mean
        slope = [
            slope_p + self.log_mean_x - of_ends_x,
            slope_q + self.total * np.log(gamma) - of_ends,
            self.total * q / gamma - p * per_end_x - q * per_end,
        ]
        return value / self.total, np.array(slope) * point / self.total

    def _of_ends(self, gamma: float) -> Array:
        """Sums over the customers of ln(γ + spend), that times x, 1 / (γ + spend), that times x."""
        sums = np.zeros(4)
        for start in range(0, len(self.spend), BLOCK):
            block = slice(start, start + BLOCK)
            end = gamma + self.spend[block]
            weights = np.stack([self.weight[block], self.weighted_x[block]])
            sums += np.concatenate([weights @ np.log(end), weights @ (1 / end)])
        return sums

    def _of_x(self, p: float, q: float) -> tuple[float, float, float]:
        """What depends on x alone: value, and slopes by p and q."""
        weight, x = self.weight_of_x, self.x
        value = weight @ (special.gammaln(p * x + q) - special.gammaln(p * x) + p * x * np.log(x))
        both = special.psi(p * x + q)
        slope_p = (weight * x) @ (both - special.psi(p * x) + np.log(x))
        slope_q = weight @ both - self.total * special.psi(q)
        return value - self.total * special.gammaln(q), slope_p, slope_q
