"""Confidence intervals for shares, in plain Python."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist
from typing import NamedTuple


class Interval(NamedTuple):
    """From the lower to the upper end."""

    low: float
    high: float


def deviations(confidence: float) -> float:
    """Standard deviations on either side of the mean that hold a share of a normal distribution.

    :raise ValueError: the confidence is not between 0 and 1

    >>> round(deviations(0.95), 4)
    1.96
    """
    if not 0 < confidence < 1:
        raise ValueError("A confidence lies between 0 and 1.")
    return NormalDist().inv_cdf((1 + confidence) / 2)


def of_share(hits: float, trials: float, confidence: float = 0.95) -> Interval | None:
    """Wilson's interval for a share: sound for few trials and for shares of 0 and 1.

    :return: None where nothing was tried: the share is unknown

    Newcombe (1998), table I: 81 of 263, and 0 of 20.

    >>> [round(end, 4) for end in of_share(81, 263)]
    [0.2553, 0.3662]
    >>> [round(end, 4) for end in of_share(0, 20)]
    [0.0, 0.1611]
    >>> of_share(0, 0) is None
    True
    """
    if not trials:
        return None
    z = deviations(confidence)
    share, weight = hits / trials, z * z / trials
    middle = (share + weight / 2) / (1 + weight)
    half = z * sqrt(share * (1 - share) / trials + weight / (4 * trials)) / (1 + weight)
    # At shares of 0 and 1 the ends are exact; rounding must not push them past it.
    return Interval(max(0.0, middle - half), min(1.0, middle + half))
