"""What became of customers between two dates, one at a time, from the definitions. No Odoo."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Held:
    """A customer at a date; a worth of None is not known."""

    worth: Decimal | None
    lost: bool = False


def part(was, here):
    """The part that a customer belongs to; None stands for no customer at that date."""
    if was is None:
        return "acquired"
    gone_or_lost = here is None or here.lost
    if gone_or_lost and not was.lost:
        return "lost"
    if was.lost and not gone_or_lost:
        return "won_back"
    if here is not None and (was.worth is None) != (here.worth is None):
        return "valued"
    difference = known(here) - known(was)
    return "same" if difference == 0 else "grown" if difference > 0 else "shrunk"


def known(held):
    return held.worth if held and held.worth is not None else Decimal(0)


def parts(pairs):
    """{part: (change, number of customers)} of customers given as (was, here)."""
    found = {}
    for was, here in pairs:
        change, count = found.get(part(was, here), (Decimal(0), 0))
        found[part(was, here)] = (change + known(here) - known(was), count + 1)
    return found


def equity(side):
    """The equity at one date, None if of nobody the value is known; and how many are customers."""
    there = [held for held in side if held is not None]
    values = [held.worth for held in there if held.worth is not None]
    return (sum(values, Decimal(0)) if values else None), len(there)


def kept(pairs):
    both = [(w.worth, h.worth) for w, h in pairs if w and h]
    return sum((min(pair) for pair in both if None not in pair), Decimal(0))
