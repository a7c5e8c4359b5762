"""Random answers for ``histories``."""

from decimal import Decimal

from hypothesis import strategies as st

from .reference_opinion import ARCHIVED, Answer

PLAIN = [
    "nps",
    "nps",
    "reputation",
    "nomination",
    "repurchase",
    "price",
    "benefit_product",
    "benefit_image",
    "cost_money",
    "cost_mental",
    "cognitive_first",
    "affective",
    "conative_buy",
    ARCHIVED,
]
DIMENSIONS = ["satisfaction_product", "satisfaction_delivery", "satisfaction_overall"]
SCORES = [None, *map(Decimal, ("0", "50", "59.99", "60", "66.67", "89.99", "90", "100", "100"))]


def answers(companies, moments):
    """:param moments: strategy for when it was answered"""
    asked = st.one_of(
        st.tuples(st.sampled_from(PLAIN), st.just("experience")),
        st.tuples(st.sampled_from(DIMENSIONS), st.sampled_from(["experience", "expectation"])),
    )
    return st.builds(
        lambda about, **values: Answer(aspect=about[0], side=about[1], **values),
        about=asked,
        company=st.sampled_from(companies),
        moment=moments,
        score=st.sampled_from(SCORES),
        state=st.sampled_from(["counted"] * 6 + ["later", "suspect", "withdrawn"]),
    )
