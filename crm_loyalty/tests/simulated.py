"""Customers who buy exactly as a model says, with NumPy alone; benchmarks use them too."""

from typing import NamedTuple

import numpy as np


class Bought(NamedTuple):
    """What customers did up to T, and in the time after it."""

    x: np.ndarray
    t_x: np.ndarray
    T: np.ndarray
    later: np.ndarray  # purchases after T
    alive: np.ndarray  # at T


def buyers(parameters, T, ahead, tosses_at_first, rng):
    """Let customers buy until they leave, one purchase of all of them after the other.

    :param parameters: r, α, a, b
    :param T: time observed, of each
    :param ahead: time after T in which purchases are counted as ``later``
    :param tosses_at_first: whether the first purchase is followed by a coin (MBG/NBD: 1)
    """
    r, alpha, a, b = parameters
    size = len(T)
    rate, leaves = rng.gamma(r, 1 / alpha, size), rng.beta(a, b, size)
    x, t_x, later = np.zeros(size, int), np.zeros(size), np.zeros(size, int)
    gone = np.zeros(size, bool)
    if tosses_at_first:
        gone = rng.random(size) < leaves
    alive = ~gone
    time, active = np.zeros(size), np.flatnonzero(~gone)
    while len(active):
        with np.errstate(divide="ignore"):
            time[active] += rng.exponential(size=len(active)) / rate[active]
        active = active[time[active] <= T[active] + ahead]
        seen = time[active] <= T[active]
        x[active[seen]] += 1
        t_x[active[seen]] = time[active[seen]]
        later[active[~seen]] += 1
        leaving = rng.random(len(active)) < leaves[active]
        alive[active[leaving & seen]] = False
        active = active[~leaving]
    return Bought(x, t_x, T, later, alive)


def spenders(parameters, counts, rng):
    """Values of each customer's purchases, summed up separately for each array of counts.

    :param parameters: p, q, γ
    :param counts: arrays of numbers of purchases, such as those before and those after T
    :return: the sums, one array for each of the counts
    """
    p, q, gamma = parameters
    nu = rng.gamma(q, 1 / gamma, len(counts[0]))
    return [np.where(n > 0, rng.gamma(np.maximum(p * n, 1e-9)) / nu, 0.0) for n in counts]
