"""Random complaints for hypothesis."""

from datetime import timedelta

from hypothesis import strategies as st

from .reference_facts import Complaint


@st.composite
def complaints(draw, companies, moments):
    """:param moments: strategy for the moment at which one comes"""

    def later(*hours):
        return opened + timedelta(hours=draw(st.sampled_from(hours)))

    opened = draw(moments)
    solved = draw(st.sampled_from([None, later(0, 20, 24 * 8, 24 * 90)]))
    return Complaint(
        company=draw(st.sampled_from(companies)),
        opened=opened,
        answered=draw(st.sampled_from([None, later(0, 5, 30)])),
        solved=solved,
        answer_due=later(1, 13, 24, 24 * 40),
        solve_due=later(1, 13, 24 * 5, 24 * 500),
        satisfaction=draw(st.sampled_from([None, 1, 2, 4, 5])) if solved else None,
        active=draw(st.sampled_from([True, True, True, False])),
    )
