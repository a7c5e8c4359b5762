"""What BG/NBD and MBG/NBD have in common: fitting, P(alive), expected purchases."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from .fitted import Fit
from .likelihood import Likelihood, log_likelihood, log_odds_left
from .optimise import maximise
from .optional import np, special
from .quadrature import mean_over_beta

if TYPE_CHECKING:
    from .optional import Array
    from .rfmdata import Rows

NAMES = ("r", "alpha", "a", "b")
# Lowest and highest parameters; α in units of the mean time observed. Beyond them customers do
# not differ at all, never leave, or leave at once, for every purpose.
LOWEST = (1e-3, 1e-4, 1e-3, 1e-3)
HIGHEST = (1e3, 1e4, 1e3, 1e4)
SHORT = 1e-3  # share of t in α + T + t
CLOSE_TO_ONE = 1e-6


@dataclass(frozen=True)
class BetaGeometric:
    """Gamma-distributed purchase rates (r, alpha), beta-distributed chances to leave (a, b).

    Times, and so alpha, are in the unit of the data. Methods take arrays or numbers.
    """

    r: float
    alpha: float
    a: float
    b: float
    name: ClassVar[str]
    tosses_at_first: ClassVar[int]  # coins tossed after the first purchase

    @classmethod
    def fit(cls, rows: Rows) -> Fit:
        """Fit by maximum likelihood to distinct (x, t_x, T) with their weights, from a cold start.

        :param rows: at least one with T > 0
        """
        time = float(rows.weight @ rows.T / rows.weight.sum())
        unit = np.array([1, time, 1, 1])
        limits = np.log(np.array([LOWEST * unit, HIGHEST * unit])).T
        build = partial(Likelihood, tosses_at_first=cls.tosses_at_first)
        found = maximise(build, rows, np.log(unit), limits)
        return Fit.of(cls, NAMES, found, float(rows.weight.sum()))

    @property
    def parameters(self) -> dict[str, float]:
        """What the model is made of, by name."""
        return dict(zip(NAMES, astuple(self), strict=True))

    def log_likelihood(self, x: Array, t_x: Array, T: Array) -> Array:
        """Log-likelihood of each customer."""
        return log_likelihood(astuple(self), *self._customers(x, t_x, T))

    def alive(self, x: Array, t_x: Array, T: Array) -> Array:
        """Probability that each is still a customer at T."""
        return special.expit(-log_odds_left(astuple(self), *self._customers(x, t_x, T)))

    def expected(self, x: Array, t_x: Array, T: Array, t: float) -> Array:
        """Purchases expected of each in the time t after T."""
        return self.alive(x, t_x, T) * self.expected_if_alive(x, T, t)

    def expected_if_alive(self, x: Array, T: Array, t: float) -> Array:
        """Purchases expected in the time t after T of one who is still a customer at T.

        It does not depend on when the last purchase was.
        """
        x, T = np.asarray(x, dtype=float), np.asarray(T, dtype=float)
        z = t / (self.alpha + T + t)
        top = self.a + self.b + x + self.tosses_at_first - 1
        # Euler's transformation of the papers' 2F1(r + x, b + n; a + b + n − 1; z): with x in
        # the divisor alone it stays small and exact for any number of purchases.
        other = self.a + self.b + self.tosses_at_first - 1 - self.r
        with np.errstate(all="ignore"):
            series = special.hyp2f1(self.a - 1, other, top, z)
            expected = np.array(top / (self.a - 1) * (1 - (1 - z) ** (self.a - 1) * series))
        # With a or b in the hundreds 2F1 may give up; in next to no time, or where a is next to 1,
        # the difference has lost its digits. There the other way is at its best.
        lost = ~np.isfinite(expected) | (z < SHORT) | (abs(self.a - 1) < CLOSE_TO_ONE)
        if lost.any():
            x, T, _shape = np.broadcast_arrays(x, T, expected)
            expected[lost] = self._mean_over_leaving(x[lost], T[lost], t)
        return expected

    def _mean_over_leaving(self, x: Array, T: Array, t: float) -> Array:
        """The same as the mean of (1 − ((α+T) / (α+T+pt))ʳ⁺ˣ) / p over the chance to leave p."""
        power, scaled = self.r + x, t / (self.alpha + T)
        return mean_over_beta(
            self.a,
            self.b + x + self.tosses_at_first,
            lambda p: -np.expm1(-power * np.log1p(p * scaled)) / p,
        )

    def median_wait(self, x: Array, T: Array) -> Array:
        """Time from T in which one who is still a customer buys again with probability ½."""
        x, T = np.asarray(x, dtype=float), np.asarray(T, dtype=float)
        with np.errstate(over="ignore"):  # ∞ is right: a rate next to nothing
            return (self.alpha + T) * np.expm1(np.log(2) / (self.r + x))

    def none_if_alive(self, x: Array, T: Array, t: float) -> Array:
        """Probability that one who is still a customer at T buys nothing in the time t after."""
        return np.exp(-(self.r + np.asarray(x)) * np.log1p(t / (self.alpha + np.asarray(T))))

    def _customers(self, x: Array, t_x: Array, T: Array) -> tuple[Array, Array, Array, Array]:
        x, t_x, T = (np.asarray(column, dtype=float) for column in (x, t_x, T))
        return x, t_x, T, x + self.tosses_at_first
