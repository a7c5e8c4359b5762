"""Log-likelihood of BG/NBD and MBG/NBD with its gradient, for any x, t_x and T.

Both models: a customer buys at random with a rate of its own (gamma: r, α) and tosses a coin of
its own (beta: a, b) after a purchase, whether to stay. In BG/NBD the first purchase is not
followed by a toss, in MBG/NBD it is. With n tosses, n = x or x + 1, both are

    Γ(r+x)/Γ(r) · αʳ · B(a, b+n)/B(a, b) · [(α+T)⁻⁽ʳ⁺ˣ⁾ + [n>0] · a/(b+n−1) · (α+t_x)⁻⁽ʳ⁺ˣ⁾]

(Fader, Hardie & Lee 2005, eq. 6; Batislam, Denizel & Filiztekin 2007, eq. 3). Written with the
odds s of having left, the bracket is (α+T)⁻⁽ʳ⁺ˣ⁾ · (1 + eˢ), and nothing overflows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .optimise import BLOCK
from .optional import np, special

if TYPE_CHECKING:
    from .optional import Array
    from .rfmdata import Rows


def log_odds_left(
    point: tuple[float, float, float, float], x: Array, t_x: Array, T: Array, tosses: Array
) -> Array:
    """Logarithm of the odds that a customer has left, −∞ where no coin was tossed yet.

    :param point: r, α, a, b
    :param tosses: number of coins tossed: x, or x + 1 where the first purchase is followed by one
    """
    r, alpha, a, b = point
    waited = (r + x) * np.log1p((T - t_x) / (alpha + t_x))
    with np.errstate(divide="ignore"):  # ln 0 = −∞ is what is meant
        return waited + np.log(a / np.where(tosses > 0, b + tosses - 1, np.inf))


def log_likelihood(
    point: tuple[float, float, float, float], x: Array, t_x: Array, T: Array, tosses: Array
) -> Array:
    """Log-likelihood of each customer; the parameters are those of ``log_odds_left``."""
    r, alpha, a, b = point
    return (
        special.gammaln(r + x)
        - special.gammaln(r)
        + r * np.log(alpha)
        + special.betaln(a, b + tosses)
        - special.betaln(a, b)
        - (r + x) * np.log(alpha + T)
        + np.logaddexp(0.0, log_odds_left(point, x, t_x, T, tosses))
    )


class Likelihood:
    """Mean log-likelihood of a base at (ln r, ln α, ln a, ln b), with its gradient.

    Everything that depends on x alone is computed once for each x; those who tossed no coin have
    no odds. What remains is two logarithms and two exponentials for each distinct (x, t_x, T).
    """

    def __init__(self, rows: Rows, tosses_at_first: int):
        self.total = rows.weight.sum()
        self.x, place = np.unique(rows.x, return_inverse=True)
        self.tosses = self.x + tosses_at_first
        self.weight_of_x = np.bincount(place, rows.weight)
        tossed = rows.x + tosses_at_first > 0
        self.still_T, self.still_weight = rows.T[~tossed], rows.weight[~tossed]
        self.place, self.row_x = place[tossed], rows.x[tossed]
        self.t_x, self.T, self.weight = rows.t_x[tossed], rows.T[tossed], rows.weight[tossed]

    def __call__(self, logs: Array) -> tuple[float, Array]:
        point = np.exp(logs)
        by_x, slope_by_x = self._of_x(*point)
        by_row, slope_by_row = self._of_rows(*point)
        slope = (slope_by_x + slope_by_row) * point
        return (by_x + by_row) / self.total, slope / self.total

    def _of_x(self, r: float, alpha: float, a: float, b: float) -> tuple[float, Array]:
        """The factors before the bracket, and their derivatives."""
        weight, x, n = self.weight_of_x, self.x, self.tosses
        value = weight @ (special.gammaln(r + x) + special.betaln(a, b + n))
        value += self.total * (r * np.log(alpha) - special.gammaln(r) - special.betaln(a, b))
        both, all_of = special.psi(a + b + n), special.psi(a + b)
        slope = [
            weight @ special.psi(r + x) + self.total * (np.log(alpha) - special.psi(r)),
            self.total * r / alpha,
            self.total * all_of - weight @ both,
            weight @ (special.psi(b + n) - both) + self.total * (all_of - special.psi(b)),
        ]
        return value, np.array(slope)

    def _of_rows(self, r: float, alpha: float, a: float, b: float) -> tuple[float, Array]:
        """The bracket, and its derivatives: those who tossed no coin, and those who did."""
        still = alpha + self.still_T
        log_still, per_still = self.still_weight @ np.log(still), self.still_weight @ (1 / still)
        value, slope = -r * log_still, np.array([-log_still, -r * per_still, 0.0, 0.0])
        divisor = np.where(self.tosses > 0, b + self.tosses - 1, 1.0)
        by_x = np.log(a) - np.log(divisor), 1 / divisor
        for start in range(0, len(self.T), BLOCK):
            of_block, slope_of_block = self._of_block(
                slice(start, start + BLOCK), (r, alpha, a), *by_x
            )
            value, slope = value + of_block, slope + slope_of_block
        return value, slope

    def _of_block(
        self, block: slice, point: tuple[float, float, float], odds_of_x: Array, per_divisor: Array
    ) -> tuple[float, Array]:
        """The bracket of some rows that tossed a coin, and its derivatives."""
        r, alpha, a = point
        weight, place = self.weight[block], self.place[block]
        end, since, power = alpha + self.T[block], alpha + self.t_x[block], r + self.row_x[block]
        log_end = np.log(end)
        gap = log_end - np.log(since)
        odds = power * gap + odds_of_x[place]
        small = np.exp(-np.abs(odds))
        left = weight * np.where(odds > 0, 1.0, small) / (1 + small)
        weighted_power = weight * power
        value = weight @ (np.maximum(odds, 0) + np.log1p(small)) - weighted_power @ log_end
        slope = [
            left @ gap - weight @ log_end,
            (left * power) @ (1 / end - 1 / since) - weighted_power @ (1 / end),
            left.sum() / a,
            -left @ per_divisor[place],
        ]
        return value, np.array(slope)
