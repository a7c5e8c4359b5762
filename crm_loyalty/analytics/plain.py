"""From purchases to what the baseline reads, where NumPy is not installed. Plain Python."""

from __future__ import annotations

from collections.abc import Sequence

from .rfmdata import WEEK, Summary


def summarise(
    customer: Sequence[int],
    day: Sequence[int],
    amount: Sequence[float],
    until: int,
    unit: int = WEEK,
) -> Summary:
    """Summarise purchases as ``rfmdata.summarise`` does, in lists.

    >>> summarise([7, 8, 7, 7, 7], [114, 135, 100, 100, 121], [10, 5, 1, 2, 20], 135)
    Summary(x=[2, 0], recency=[21, 0], age=[35, 0], spend=[30.0, 0.0], unit=7)
    """
    rows = sorted(row for row in zip(customer, day, amount, strict=True) if row[1] <= until)
    bought: dict[int, dict[int, float]] = {}
    for who, date, value in rows:
        days = bought.setdefault(who, {})
        days[date] = days.get(date, 0.0) + value
    found: list[tuple[int, int, int, float]] = []
    for days in bought.values():
        first, *later = days
        last = later[-1] if later else first
        found.append((len(later), last - first, until - first, sum((days[d] for d in later), 0.0)))
    columns = [list(column) for column in zip(*found, strict=True)] or [[], [], [], []]
    return Summary(*columns, unit)
