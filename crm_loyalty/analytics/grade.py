"""A, B or C for a prediction that has been compared with what happened, with the reasons.

| grade | error of the total | mean error of the tenths | RMSE against the baseline's |
|-------|--------------------|--------------------------|-----------------------------|
| A     | ≤ 10 %             | ≤ 20 % of the mean       | at least 5 % lower          |
| B     | ≤ 25 %             | ≤ 40 % of the mean       | not higher                  |
| C     | all else, and fewer than 100 customers, and where nobody bought    |

The customer's error is compared by its square: it is least for the expected value, which is what is
predicted, while the absolute error is least for whoever predicts nothing for nearly everybody.
"""

from __future__ import annotations

from typing import NamedTuple

from .reasons import Reason
from .scores import Scores

LEAST_CUSTOMERS = 100


class Limits(NamedTuple):
    """What a grade asks for."""

    total: float  # error of the total, at most
    tenths: float  # mean error of the tenths, at most
    gain: float  # by how much the error by customer is lower than the baseline's, at least


LIMITS = {"A": Limits(0.10, 0.20, 0.05), "B": Limits(0.25, 0.40, 0.0)}


class Grade(NamedTuple):
    """A letter and what led to it."""

    letter: str
    reasons: tuple[Reason, ...]


def grade(model: Scores, baseline: Scores) -> Grade:
    """Grade a model's prediction beside the baseline's of the same customers.

    >>> few = Scores(3, 5.0, 4.0, 1.0, 1.0, ())
    >>> print(*grade(few, few).reasons)
    3 customers are too few to grade a prediction: 100 are needed.
    """
    if model.customers < LEAST_CUSTOMERS:
        figures = {"customers": model.customers, "least": LEAST_CUSTOMERS}
        return Grade("C", (Reason("few_compared", figures),))
    if not model.actual > 0:
        return Grade("C", (Reason("nothing_bought"),))
    total, tenths = abs(model.total_error), model.tenths_error
    gain = 1 - model.rmse / baseline.rmse if baseline.rmse else 0.0
    for letter, limits in LIMITS.items():
        if total <= limits.total and tenths <= limits.tenths and gain >= limits.gain:
            return Grade(letter, _reasons(letter, total, tenths, gain))
    return Grade("C", _reasons("C", total, tenths, gain))


def _reasons(letter: str, total: float, tenths: float, gain: float) -> tuple[Reason, ...]:
    """What is good, and what stands between this grade and the next better one."""
    better = {"A": "A", "B": "A", "C": "B"}[letter]
    limits = LIMITS[better]
    return (
        _close_or_off("total", total, limits.total, better),
        _close_or_off("tenths", tenths, limits.tenths, better),
        _gain(gain, limits.gain, better),
    )


def _close_or_off(what: str, error: float, allowed: float, better: str) -> Reason:
    if error <= allowed:
        return Reason(f"{what}_close", {"error": error})
    return Reason(f"{what}_off", {"error": error, "allowed": allowed, "grade": better})


def _gain(gain: float, needed: float, better: str) -> Reason:
    if gain < 0:
        return Reason("worse_than_baseline", {"loss": -gain})
    if gain >= needed:
        return Reason("beats_baseline", {"gain": gain})
    return Reason("no_better", {"gain": gain, "needed": needed, "grade": better})
