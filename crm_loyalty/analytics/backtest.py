"""What a model would have predicted, against what happened and against the baseline."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .choice import Choice
from .grade import Grade, grade
from .ladder import choose
from .optional import np
from .pace import Pace, Pairs
from .scores import Scores, score

if TYPE_CHECKING:
    from .optional import Array
    from .rfmdata import Holdout, Summary


class Period(NamedTuple):
    """Purchases of all customers in one period of the time predicted."""

    end: float  # counted from the day of the prediction, in units of time
    predicted: float
    baseline: float
    actual: float


class Compared(NamedTuple):
    """A prediction of the model and of the baseline, and the grade of the model's."""

    model: Scores
    baseline: Scores
    grade: Grade

    @classmethod
    def of(cls, model: Array, baseline: Array, actual: Array) -> Compared:
        """Score two predictions by customer."""
        ours, theirs = score(model, actual), score(baseline, actual)
        return cls(ours, theirs, grade(ours, theirs))


class Backtest(NamedTuple):
    """A model as of an earlier day, and what came of it."""

    choice: Choice
    purchases: Compared
    value: Compared | None  # None where the value of a purchase was not known
    periods: tuple[Period, ...]

    @property
    def letter(self) -> str:
        """The worse of the grades of purchases and of value: a chain is as good as its links."""
        return max(part.grade.letter for part in (self.purchases, self.value) if part)


class _Prediction(NamedTuple):
    purchases: Array  # by customer
    value: Array  # by customer, not discounted; NaN where not known
    by_period: Array  # purchases of all customers


def backtest(
    customers: Summary, holdout: Holdout, wanted: str = "mbgnbd", retention: float = 1.0
) -> Backtest | None:
    """Fit to a summary, predict the time after it, compare.

    The baseline predicts from the same summary, with its own average value of a purchase.

    :param customers: seen on an earlier day; all of them must be possible (``ladder.possible``)
    :param holdout: what the same customers did afterwards (``rfmdata.hold_out``)
    :param wanted: the model to try first (``ladder.choose``)
    :param retention: share of customers kept over one unit of time, for the baseline
    :return: None where there is nothing to predict from: no customer, or no time observed
    """
    choice = choose(customers, wanted, retention)
    plain = choose(customers, "baseline", retention)
    if choice.purchases.model is None:
        return None
    ours, theirs = (_predict(c, customers, holdout.ends) for c in (choice, plain))
    purchases = Compared.of(ours.purchases, theirs.purchases, holdout.purchases)
    value = None
    if choice.spend.model:
        value = Compared.of(ours.value, theirs.value, holdout.value)
    columns = holdout.ends, ours.by_period, theirs.by_period, holdout.by_period
    periods = (Period(*map(float, row)) for row in zip(*columns, strict=True))
    return Backtest(choice, purchases, value, tuple(periods))


def best(candidates: dict[str, Backtest | None]) -> str | None:
    """Name the candidate to trust: the best grade, then the smallest error by customer.

    :return: None where none could be tested
    """
    tested = {name: test for name, test in candidates.items() if test}
    if not tested:
        return None
    return min(tested, key=lambda n: (tested[n].letter, tested[n].purchases.model.rmse))


def _predict(choice: Choice, customers: Summary, ends: Array) -> _Prediction:
    pace = Pace.of(choice.purchases.model, customers, Pairs.of(customers), ends)
    purchases = pace.of_customers(np.ones(len(ends)))
    spends = choice.spend.model
    worth = spends.expected(customers.x, customers.spend) if spends else np.nan
    return _Prediction(purchases, purchases * worth, pace.of_periods(1.0))
