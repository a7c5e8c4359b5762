"""The kinds of customers of the demonstration company, as data.

Days are counted back from today, ``(from, to)`` with the older first.
"""

from typing import NamedTuple

ALWAYS = 10_000


class Archetype(NamedTuple):
    """How one kind of customer behaves."""

    name: str
    customers: int
    started: tuple[int, int] | None = None  # when it bought first; None: never
    rhythm: int = 30  # days between purchases
    purchases: int = ALWAYS  # at most
    stopped: int = 0  # no purchase in the last so many days
    growth: float = 1.0  # an order's size against a year earlier
    slowdown: float = 1.0  # the rhythm against a year earlier
    pause: tuple[int, int] = (0, 0)  # no purchase in between
    new_category: int = 0  # since when it buys from a category that is new to it
    discounted: float = 0.08  # share of orders at a discount
    returned: float = 0.02  # share of purchases of which something came back
    deals: tuple[str, ...] = ()  # what else lies with it: see deals.py


ARCHETYPES = (
    Archetype("never bought", 24),
    Archetype("lead only", 24, deals=("open",)),
    Archetype("deal lost", 14, deals=("lost",)),
    Archetype("quotation only", 14, deals=("open", "sent")),
    Archetype("cancelled only", 10, deals=("cancelled",)),
    Archetype("first purchase", 28, (80, 3), purchases=1, deals=("won",)),
    Archetype("repeat", 34, (330, 120), rhythm=70, purchases=4),
    Archetype("in rhythm", 44, (1090, 500)),
    Archetype("growing", 28, (1000, 400), rhythm=32, growth=1.8, deals=("open", "won")),
    Archetype("declining", 22, (1090, 600), rhythm=26, growth=0.45, slowdown=1.7, deals=("lost",)),
    Archetype("lost early", 18, (1000, 430), rhythm=45, purchases=2, stopped=360),
    Archetype("lost after long", 14, (1090, 950), rhythm=28, stopped=300),
    Archetype("came back", 10, (1090, 900), rhythm=40, pause=(520, 60), deals=("won",)),
    Archetype("new category", 10, (1090, 700), rhythm=35, new_category=40, deals=("sent",)),
    Archetype("bargain hunter", 10, (900, 400), rhythm=50, discounted=0.95),
    Archetype("brings back", 6, (800, 400), rhythm=45, returned=0.35),
    Archetype("asked again", 8, (700, 300), rhythm=60, deals=("draft", "cancelled")),
)
