"""The models that a company might be predicted by: each fitted, and tested on its own past."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING, Any, NamedTuple

from . import plain, rfmdata
from .backtest import Backtest, backtest, best
from .choice import Choice
from .cohorts import Kept, pooled, retention
from .ladder import choose, possible
from .optional import available
from .reasons import Reason
from .retention import DAYS_OF_YEAR

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .rfmdata import Holdout, Summary

WANTED = ("mbgnbd", "bgnbd", "baseline")
TESTED_DAYS = 365  # the time that is predicted in a test: half the past where that is less
MONTH = DAYS_OF_YEAR / 12
BLOCK = 16  # bits of a customer's number: so many customers at a time


class Candidate(NamedTuple):
    """One model that was wanted, what was taken for it, and how it predicted the past."""

    wanted: str
    choice: Choice
    test: Backtest | None
    seconds: float


class Candidates(NamedTuple):
    """All of them, and what they have in common."""

    candidates: tuple[Candidate, ...]
    kept: Kept  # from one year to the next, up to the day
    since: int | None  # the day from which a test predicts
    untested: Reason | None  # why there is no test

    def best(self) -> str:
        """Name the one to trust; where none could be tested, the first."""
        return best({one.wanted: one.test for one in self.candidates}) or WANTED[0]


class _Past(NamedTuple):
    """What was known on an earlier day, and what came of it."""

    customers: Summary
    holdout: Holdout
    retention: float


Columns = tuple[Any, Any, Any]


def candidates(purchases: Columns, until: int, yearly: float | None = None) -> Candidates:
    """Fit every model to the purchases up to a day, and test it on the last of the time before.

    :param purchases: customer (ascending), day and amount; lists where NumPy is not installed
    :param yearly: share of customers kept in a year, if a person has set it; else it is measured
    """
    kept = kept_yearly(*purchases[:2], until)
    since, untested = _test_from(purchases[1], until)
    past = None if since is None else _past(purchases, since, until, yearly)
    rate = _weekly(kept.rate if yearly is None else yearly)
    summary = _summary(purchases, until)
    found = tuple(_candidate(wanted, summary, rate, past) for wanted in WANTED)
    return Candidates(found, kept, since, untested)


def kept_yearly(customer: Sequence[int], day: Sequence[int], until: int) -> Kept:
    """Of those who bought in a year, how many did in the next too; years are counted from the end.

    :param customer: ascending

    Customer 1 buys in each of the last three years, 2 three years and one year ago.

    >>> kept_yearly([1, 1, 1, 2, 2], [1000, 600, 200, 200, 950], 1000)
    Kept(there=3, again=2)
    """
    columns = zip(_each(customer), _each(day), strict=True)
    pairs = ((who, -int((until - when) // DAYS_OF_YEAR)) for who, when in columns)
    there = again = 0
    # A set for each of a million customers would weigh more than all else together.
    for block in _blocks(pairs):
        found = pooled(retention(block, last=0))
        there, again = there + found.there, again + found.again
    return Kept(there, again)


def _blocks(pairs: Iterable[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Pairs of ascending customers in blocks: those of a customer are never in two."""
    block: list[tuple[int, int]] = []
    for pair in pairs:
        if block and pair[0] >> BLOCK != block[-1][0] >> BLOCK:
            yield block
            block = []
        block.append(pair)
    if block:
        yield block


def _each(column: Any) -> Iterator[int]:
    """Each number of a list or an array: Python's own are faster one by one than NumPy's."""
    for start in range(0, len(column), 1 << BLOCK):
        part = column[start : start + (1 << BLOCK)]
        yield from part if isinstance(part, list) else part.tolist()


def _weekly(yearly: float | None) -> float:
    """The share kept in a week; all of them where nothing is known."""
    return 1.0 if yearly is None else yearly ** (rfmdata.WEEK / DAYS_OF_YEAR)


def _test_from(day: Sequence[int], until: int) -> tuple[int | None, Reason | None]:
    """The day from which to predict, or why there is none."""
    if not len(day):
        return None, Reason("no_customers")
    if not available():
        return None, Reason("no_packages")
    past = until - int(min(day))
    if past < TESTED_DAYS:
        return None, Reason("short_past", {"days": past, "least": TESTED_DAYS})
    return until - min(TESTED_DAYS, (past + 1) // 2), None


def _summary(purchases: Columns, until: int) -> Summary:
    if not available():
        return plain.summarise(*purchases, until)
    return rfmdata.summarise(*purchases, until)[1]


def _past(purchases: Columns, since: int, until: int, yearly: float | None) -> _Past:
    """What was known on the day since; retention too is measured as it was to be seen then."""
    who, customers = rfmdata.summarise(*purchases, since)
    fine = possible(*customers[:4])
    who, customers = who[fine], customers.only(fine)
    days = until - since
    # A trifle more than a month, lest rounding leave an empty one at the end.
    period = days / max(1, round(days / MONTH)) * (1 + 1e-12)
    holdout = rfmdata.hold_out(*purchases, who, since, until, period)
    rate = kept_yearly(*purchases[:2], since).rate if yearly is None else yearly
    return _Past(customers, holdout, _weekly(rate))


def _candidate(wanted: str, summary: Summary, rate: float, past: _Past | None) -> Candidate:
    begin = perf_counter()
    choice = choose(summary, wanted, rate)
    test = backtest(past.customers, past.holdout, wanted, past.retention) if past else None
    return Candidate(wanted, choice, test, perf_counter() - begin)
