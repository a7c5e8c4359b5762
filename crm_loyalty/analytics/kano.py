"""A Kano study: what a feature does to satisfaction, from pairs of answers, in plain Python.

Customers are asked twice about a feature: what if it is there, what if it is missing? Each answer
is 1 (likes it), 2 (it must be so), 3 (does not care), 4 (can live with it) or 5 (dislikes it). A
pair falls into one of six classes by the evaluation table of Kano et al. (1984), as in Berger et
al. (1993): A attractive, O one-dimensional, M must-be, I indifferent, R reverse, Q questionable.

Strengths are those of Lee and Newcomb (1997), the test is that of Fong (1996).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import sqrt
from typing import NamedTuple

CLASSES = "AOMIRQ"
# By the answer if it is there (rows) and the answer if it is missing (columns).
TABLE = ("QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ")
# Of classes as frequent as each other the one whose want hurts most counts: M > O > A > I.
PRECEDENCE = "MOAIRQ"
# Standard deviations of a one-sided test at 5 %.
Z = 1.65


class Feature(NamedTuple):
    """What a study says of one feature; None is unknown."""

    counts: dict[str, float]  # pairs by class
    pairs: float
    letter: str | None  # the class of most pairs
    category_strength: float | None  # by how much, as a share of all, it is ahead of the next
    total_strength: float | None  # share of pairs to which the feature matters: A, O or M
    is_clear: bool | None  # the class is ahead of the next by more than chance
    better: float | None  # how much it may please if it is there, 0 to 1
    worse: float | None  # how much it may displease if it is missing, -1 to 0


def letter(functional: int, dysfunctional: int) -> str:
    """Give the class of one pair of answers.

    :param functional: the answer if the feature is there, 1 to 5
    :param dysfunctional: the answer if it is missing, 1 to 5
    :raise ValueError: an answer is not on the scale

    >>> letter(1, 5), letter(1, 3), letter(3, 5), letter(2, 4), letter(5, 1), letter(1, 1)
    ('O', 'A', 'M', 'I', 'R', 'Q')
    """
    if not {functional, dysfunctional} <= {1, 2, 3, 4, 5}:
        raise ValueError("An answer of a Kano study is one of 1 to 5.")
    return TABLE[functional - 1][dysfunctional - 1]


def count(pairs: Iterable[tuple[int, int, float]]) -> dict[str, float]:
    """Count pairs of answers by class.

    :param pairs: (functional, dysfunctional, how many of them)

    >>> count([(1, 5, 2), (2, 5, 1)])
    {'A': 0, 'O': 2, 'M': 1, 'I': 0, 'R': 0, 'Q': 0}
    """
    counts: dict[str, float] = dict.fromkeys(CLASSES, 0)
    for functional, dysfunctional, number in pairs:
        counts[letter(functional, dysfunctional)] += number
    return counts


def feature(counts: Mapping[str, float]) -> Feature:
    """Tell what a feature is, from its pairs by class; a class that is not named has none.

    Of 296 answers, 95 must-be, 123 one-dimensional, 45 attractive and 33 indifferent:

    >>> found = feature({"M": 95, "O": 123, "A": 45, "I": 33})
    >>> found.letter, round(found.better, 3), round(found.worse, 3)
    ('O', 0.568, -0.736)

    A tie goes to what is missed most, and without a pair nothing is known:

    >>> feature({"A": 4, "O": 4, "I": 2}).letter
    'O'
    >>> feature({}).letter is None
    True
    """
    counts = dict.fromkeys(CLASSES, 0) | dict(counts)
    pairs = sum(counts.values())
    if not pairs:
        return Feature(counts, 0, None, None, None, None, None, None)
    first, second = sorted(PRECEDENCE, key=lambda one: -counts[one])[:2]
    better, worse = coefficients(counts)
    return Feature(
        counts,
        pairs,
        first,
        (counts[first] - counts[second]) / pairs,
        sum(counts[one] for one in "AOM") / pairs,
        is_clear(counts[first], counts[second], pairs),
        better,
        worse,
    )


def coefficients(counts: Mapping[str, float]) -> tuple[float | None, float | None]:
    """Give better and worse: how much a feature may please, and its want displease.

    Reverse and questionable pairs say nothing of either.

    :return: (better, worse); None where no other pair is known
    """
    known = sum(counts[one] for one in "AOMI")
    if not known:
        return None, None
    return (counts["A"] + counts["O"]) / known, -(counts["O"] + counts["M"]) / known


def is_clear(first: float, second: float, pairs: float) -> bool:
    """Whether the most frequent class is ahead of the next by more than chance (Fong 1996).

    >>> is_clear(123, 95, 296), is_clear(124, 121, 296)
    (True, False)
    """
    both = first + second
    return first - second >= Z * sqrt(both * (2 * pairs - both) / (2 * pairs))
