"""Random pins that bind, and days before that were looked at; see ``histories``."""

from datetime import timedelta

from hypothesis import strategies as st

# Readings whose stages stand one above the other.
ORDERED = ("level", "tier")
STAGES = [("tier", "gold"), ("tier", "silver"), ("tier", "bronze")]


def modes(reading):
    return st.sampled_from(["exact", "floor", "ceiling"] if reading in ORDERED else ["exact"])


def days_before(today):
    """The days on which a full pass looked before today, the earliest first."""
    gaps = [(), (), (5,), (40,), (400, 20), (700, 380, 100)]
    return st.sampled_from(gaps).map(lambda ago: [today - timedelta(days) for days in ago])
