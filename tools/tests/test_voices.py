"""What the demonstration company's customers say fits what they do (no database)."""

from collections import Counter
from datetime import date, timedelta
from random import Random
from statistics import mean

import pytest

from tools.store.demo.grievances import WAITING, grievances, referrals
from tools.store.demo.moods import COMPLAINTS, KANO, MOODS
from tools.store.demo.story import customers
from tools.store.demo.voices import moods, voices

TODAY = date(2026, 3, 1)


@pytest.fixture(scope="module")
def everybody():
    return customers(Random(1), TODAY)


@pytest.fixture(scope="module")
def content(everybody):
    return moods(Random(1), everybody)


@pytest.fixture(scope="module")
def said(everybody, content):
    return voices(Random(1), TODAY, everybody, content)


@pytest.fixture(scope="module")
def complaints(everybody, content):
    return grievances(Random(1), TODAY, everybody, content)


def scores(said, aspect, *kinds, side="experience"):
    """What customers of some kinds answered about an aspect, 0 to 100."""
    return [
        answer.score
        for voice in said
        for answer in voice.answers
        if (answer.aspect, answer.side) == (aspect, side)
        if not kinds or voice.customer.kind.name in kinds
    ]


def test_the_same_seed_hears_the_same_words(everybody, content, said, complaints):
    assert voices(Random(1), TODAY, everybody, content) == said
    assert grievances(Random(1), TODAY, everybody, content) == complaints


def test_only_who_bought_is_asked_and_after_the_purchase(said):
    for voice in said:
        assert voice.customer.purchases
        assert voice.customer.since <= voice.day < TODAY
        assert 0 <= voice.contact <= len(voice.customer.contacts)


def test_every_kind_that_buys_has_a_mood(everybody, content):
    bought = {customer.kind.name for customer in everybody if customer.purchases}
    assert bought == set(MOODS)
    assert all(0 <= mood <= 100 for mood in content.values())


def test_answers_are_on_their_scales(said):
    given = [a for voice in said for a in voice.answers if a.side in ("experience", "expectation")]
    assert all(0 <= answer.score <= 100 for answer in given)
    assert set(scores(said, "nps")) <= {told * 10.0 for told in range(11)}


def test_growing_customers_are_content_and_declining_ones_detract(said):
    growing, declining = (scores(said, "nps", kind) for kind in ("growing", "declining"))
    assert mean(growing) > mean(declining) + 30
    assert sum(score <= 60 for score in declining) > len(declining) / 2
    overall = "satisfaction_overall"
    assert mean(scores(said, overall, "growing")) > mean(scores(said, overall, "declining"))


def test_delivery_is_what_disappoints(said):
    felt = {name: mean(scores(said, f"satisfaction_{name}")) for name in ("product", "delivery")}
    expected = mean(scores(said, "satisfaction_delivery", side="expectation"))
    assert felt["delivery"] < felt["product"]
    assert felt["delivery"] < expected


def test_comments_are_in_the_customers_language(said):
    words = [voice for voice in said if voice.comment]
    assert len(words) > 50
    for voice in words:
        assert voice.comment.isascii() == (voice.customer.place.country != "CN")


def test_sixty_respondents_answer_both_questions_about_each_feature(said):
    asked = [voice for voice in said if voice.answers[0].side == "functional"]
    assert len(asked) == 60
    for voice in asked:
        sides = Counter((answer.aspect, answer.side) for answer in voice.answers)
        assert set(sides) == {(f, s) for f in KANO for s in ("functional", "dysfunctional")}
        assert all(1 <= answer.told <= 5 for answer in voice.answers)


def test_some_hundred_and_twenty_complaints_and_a_few_unsolved(complaints):
    assert len(complaints) == 120
    waiting = [complaint for complaint in complaints if not complaint.solved]
    assert len(waiting) == WAITING
    assert {complaint.cause for complaint in complaints} == set(COMPLAINTS)
    assert {bool(complaint.answered) for complaint in waiting} == {True, False}


def test_what_happens_to_a_complaint_happens_in_its_order_and_not_tomorrow(complaints):
    for complaint in complaints:
        moments = [complaint.opened, complaint.answered, complaint.solved]
        known = [moment for moment in moments if moment]
        assert known == sorted(known)
        assert complaint.purchase.day < complaint.opened.date()
        assert known[-1].date() <= TODAY
        assert complaint.solved or complaint.satisfaction is None


def test_the_discontent_complain_most(complaints, content):
    assert mean(content[c.customer.ref] for c in complaints) < mean(content.values()) - 5


def test_referrers_are_content_and_were_there_before_whom_they_sent(everybody, content):
    sent = referrals(Random(1), everybody, content)
    assert len(sent) == len({customer.ref for customer, _referrer in sent}) == 24
    for customer, referrer in sent:
        assert content[referrer.ref] > 80
        assert referrer.since < customer.since
    assert {bool(customer.purchases) for customer, _referrer in sent} == {True, False}
    near = [customer for customer, referrer in sent if customer.seller == referrer.seller]
    assert len(sent) / 2 < len(near) < len(sent)
    assert all(customer.since <= TODAY - timedelta(days=3) for customer, _referrer in sent)
