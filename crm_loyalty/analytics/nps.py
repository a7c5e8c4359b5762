"""Net promoter score with its confidence interval, in plain Python."""

from __future__ import annotations

from math import sqrt
from typing import NamedTuple

from .intervals import deviations

# What the adjusted Wald interval adds: three answers, of which a quarter each to the two ends.
ADDED, ADDED_TO_AN_END = 3, 0.75


class Score(NamedTuple):
    """A net promoter score, -100 to 100, with the ends of its interval."""

    score: float
    low: float
    high: float


def net_promoter_score(
    promoters: int, passives: int, detractors: int, confidence: float = 0.95
) -> Score | None:
    """Percent of promoters (9 or 10 of 10) less percent of detractors (0 to 6).

    The interval is the adjusted Wald interval of Rocks (2016), Interval estimation for the "Net
    Promoter Score", The American Statistician 70(4): the usual interval of a difference of two
    shares of one sample, after adding three answers that nobody gave. It keeps its promise for
    few answers too, and never claims that a handful of customers who agree are sure.

    :return: None where nobody answered: the score is unknown
    :raise ValueError: a number is below zero

    By hand, 5 + 3 + 2 answers: shares 5.75/13 and 2.75/13, difference 3/13, variance 8.5/13 -
    (3/13)**2 = 0.6006, so 0.2308 plus or minus 1.96 * sqrt(0.6006 / 13) = 0.4213.

    >>> [round(part, 1) for part in net_promoter_score(5, 3, 2)]
    [30.0, -19.1, 65.2]

    One answer says little, and the ends never leave the scale or the score itself.

    >>> [round(part, 1) for part in net_promoter_score(1, 0, 0)]
    [100.0, -48.5, 100.0]
    >>> [round(part, 1) for part in net_promoter_score(0, 0, 10)]
    [-100.0, -100.0, -47.5]
    >>> net_promoter_score(0, 0, 0) is None
    True
    """
    if min(promoters, passives, detractors) < 0:
        raise ValueError("A number of answers is not below zero.")
    asked = promoters + passives + detractors
    if not asked:
        return None
    score = (promoters - detractors) / asked
    supposed = asked + ADDED
    above = (promoters + ADDED_TO_AN_END) / supposed
    below = (detractors + ADDED_TO_AN_END) / supposed
    middle = above - below
    half = deviations(confidence) * sqrt((above + below - middle**2) / supposed)
    low = max(-1.0, min(middle - half, score))
    high = min(1.0, max(middle + half, score))
    return Score(100 * score, 100 * low, 100 * high)
