"""Simulated customers for the tests of the arithmetic."""

from ..analytics.bgnbd import BGNBD
from ..analytics.mbgnbd import MBGNBD
from ..analytics.optional import np
from ..analytics.rfmdata import Summary
from . import simulated

CDNOW = (0.243, 4.414, 0.793, 2.426)
SPEND = (6.25, 3.74, 15.44)
BOTH = ((BGNBD, CDNOW), (MBGNBD, CDNOW), (BGNBD, (1.2, 10, 2, 6)), (MBGNBD, (1.2, 10, 2, 6)))


def bought_by(cls, parameters, size, seed):
    """What customers of one model bought in up to two years, and in the year after."""
    rng = np.random.default_rng(seed)
    T = rng.integers(1, 105 * 7, size) / 7
    return simulated.buyers(parameters, T, 52, cls.tosses_at_first, rng)


def customers_of(cls, parameters, size, seed):
    """A summary in whole days, and what each spends in the year after."""
    bought = bought_by(cls, parameters, size, seed)
    now, later = simulated.spenders(SPEND, [bought.x, bought.later], np.random.default_rng(seed))
    recency = np.where(bought.x > 0, np.maximum(np.rint(bought.t_x * 7), 1), 0).astype(int)
    age = np.rint(bought.T * 7).astype(int)
    x = np.minimum(bought.x, recency)
    return Summary(x, np.minimum(recency, age), age, now), later


def base(size=2_000, seed=1):
    """Customers like CDNOW's, who spend like them."""
    rng = np.random.default_rng(seed)
    T = rng.integers(100, 700, size) / 7
    bought = simulated.buyers((0.5, 6, 0.9, 1.6), T, 0, 1, rng)
    (spend,) = simulated.spenders((6.25, 3.74, 15.44), [bought.x], rng)
    recency = np.where(bought.x > 0, np.ceil(bought.t_x * 7), 0).astype(int)
    age = np.rint(T * 7).astype(int)
    return Summary(np.minimum(bought.x, recency), np.minimum(recency, age), age, spend)
