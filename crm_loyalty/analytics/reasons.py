"""Reasons as data: a code and the figures in it, so that a screen can say them in any language."""

from __future__ import annotations

from typing import NamedTuple

# The English text of every code; the keys of the figures are its placeholders.
TEXTS = {
    # Why a simpler model was taken (ladder.py).
    "no_customers": "There is no customer with a purchase.",
    "no_packages": "NumPy and SciPy, which the model needs, are not installed.",
    "no_time": "Nobody has been observed for longer than the day of the first purchase.",
    "few_customers": "{customers} customers are too few: the model needs {least}.",
    "no_repeat_buyers": "Nobody bought a second time.",
    "few_repeat_buyers": "{repeat_buyers} repeat buyers are too few: the model needs {least}.",
    "identical_customers": "The customers differ too little ({distinct} different histories, "
    "{least} needed) to tell one kind from another.",
    "no_convergence": "The search for the best parameters did not end: {message}",
    "unbounded_mean": "The value of a purchase varies so much that the model has no mean "
    "(q = {q:.2f}).",
    "few_paying": "{customers} repeat buyers whose purchases come to more than nothing are too "
    "few: the model needs {least}.",
    # What to know about a result that is given all the same.
    "invalid_customers": "{customers} customers with impossible figures were left out.",
    "no_positive_spend": "{customers} repeat buyers whose purchases come to nothing or less were "
    "left out of the model of spend.",
    "at_limit": "The parameter {parameter} is at the end of its range ({value:g}): the data say "
    "little about it.",
    "no_covariance": "The uncertainty of the parameters could not be determined.",
    # Why there is no backtest (candidates.py).
    "short_past": "The first purchase was {days} days ago. How well a model predicts can be tested "
    "from {least} days on.",
    # Why a backtest has its grade (grade.py).
    "total_close": "The total was predicted within {error:.0%}.",
    "total_off": "The total was missed by {error:.0%}: grade {grade} allows {allowed:.0%}.",
    "tenths_close": "The tenths of the customers were predicted within {error:.0%} of the mean.",
    "tenths_off": "The tenths of the customers were missed by {error:.0%} of the mean: grade "
    "{grade} allows {allowed:.0%}.",
    "beats_baseline": "The error by customer is {gain:.0%} lower than the baseline's.",
    "no_better": "The error by customer is {gain:.0%} lower than the baseline's: grade {grade} "
    "asks for {needed:.0%}.",
    "worse_than_baseline": "The error by customer is {loss:.0%} higher than the baseline's.",
    "nothing_bought": "Nobody bought in the time predicted, so there is nothing to compare with.",
    "few_compared": "{customers} customers are too few to grade a prediction: {least} are needed.",
}


class Reason(NamedTuple):
    """One thing to know about a result.

    >>> print(Reason("few_customers", {"customers": 3, "least": 50}))
    3 customers are too few: the model needs 50.
    """

    code: str
    figures: dict[str, float | int | str] = {}

    def __str__(self) -> str:
        return TEXTS[self.code].format(**self.figures)
