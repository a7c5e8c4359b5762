"""What salespeople estimate that customers spend fits what they do (no database)."""

from datetime import date, timedelta
from random import Random

import pytest

from tools.store.demo.heard import objecting
from tools.store.demo.story import customers
from tools.store.demo.wallets import ESTIMATED, estimates, spent

TODAY = date(2026, 3, 1)


@pytest.fixture(scope="module")
def everybody():
    return customers(Random(1), TODAY)


@pytest.fixture(scope="module")
def estimated(everybody):
    return estimates(Random(1), TODAY, everybody)


def test_some_twenty_five_customers_who_bought_this_year_have_one(estimated):
    assert len({estimate.customer.ref for estimate in estimated}) == len(estimated) == ESTIMATED
    assert all(spent(estimate.customer, TODAY) > 0 for estimate in estimated)
    assert len({estimate.customer.seller for estimate in estimated}) > 3


def test_the_same_seed_estimates_the_same(everybody, estimated):
    assert estimates(Random(1), TODAY, everybody) == estimated


def test_shares_of_the_wallet_differ_and_few_have_it_whole(estimated):
    shares = [spent(estimate.customer, TODAY) / estimate.amount for estimate in estimated]
    assert min(shares) < 0.4
    assert 0.7 < max(shares) <= 1


def test_estimates_are_round_and_of_the_last_year(estimated):
    assert all(estimate.amount % 50 == 0 for estimate in estimated)
    assert all(TODAY - timedelta(days=330) < estimate.day < TODAY for estimate in estimated)


def test_how_it_is_known_is_in_the_customers_language(estimated):
    for estimate in estimated:
        assert estimate.evidence.isascii() == (estimate.customer.place.country != "CN")
    assert {estimate.evidence.isascii() for estimate in estimated} == {True, False}


def test_nobody_estimates_who_objects_to_being_profiled(everybody, estimated):
    assert not {e.customer.ref for e in estimated} & {c.ref for c in objecting(everybody)}
