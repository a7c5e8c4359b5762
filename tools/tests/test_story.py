"""The demonstration company's customers behave as their archetypes say (no database)."""

from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest

from tools.store.demo.archetypes import ARCHETYPES
from tools.store.demo.catalogue import CATALOGUE
from tools.store.demo.staff import ABROAD, HOME, SELLERS, rates
from tools.store.demo.story import customers

TODAY = date(2026, 3, 1)


@pytest.fixture(scope="module")
def everybody():
    return customers(Random(1), TODAY)


def of(everybody, kind):
    return [customer for customer in everybody if customer.kind.name == kind]


def bought(customer):
    """The days of its purchases, without returns."""
    return [p.day for p in customer.purchases if all(item.quantity > 0 for item in p.items)]


def test_the_same_seed_tells_the_same_story_and_another_seed_another(everybody):
    assert customers(Random(1), TODAY) == everybody
    assert customers(Random(2), TODAY) != everybody


def test_a_later_day_moves_the_story_along(everybody):
    later = customers(Random(1), TODAY + timedelta(days=10))
    for before, after in zip(everybody, later, strict=True):
        assert [p.day + timedelta(days=10) for p in before.purchases] == [
            p.day for p in after.purchases
        ]


def test_some_three_hundred_customers_trade_for_three_years_up_to_yesterday(everybody):
    days = [day for customer in everybody for day in bought(customer)]
    assert 280 <= len(everybody) <= 340
    assert 1000 <= (TODAY - min(days)).days <= 1096
    assert max(days) <= TODAY - timedelta(days=1)
    assert max(p.day for customer in everybody for p in customer.purchases) <= TODAY


def test_those_who_never_bought_have_no_purchase(everybody):
    for kind in ("never bought", "lead only", "deal lost", "quotation only", "cancelled only"):
        assert of(everybody, kind)
        assert not any(customer.purchases for customer in of(everybody, kind))


def test_first_purchase_means_one_and_recently(everybody):
    for customer in of(everybody, "first purchase"):
        [day] = bought(customer)
        assert (TODAY - day).days <= 80


def test_customers_in_rhythm_bought_in_the_last_weeks_and_evenly(everybody):
    for customer in of(everybody, "in rhythm"):
        days = bought(customer)
        gaps = [(b - a).days for a, b in zip(days, days[1:], strict=False)]
        assert 24 <= sum(gaps) / len(gaps) <= 36
        assert (TODAY - days[-1]).days <= 60


def test_lost_customers_have_been_silent_for_long(everybody):
    for customer in of(everybody, "lost early"):
        assert len(bought(customer)) <= 2
        assert (TODAY - bought(customer)[-1]).days >= 360
    for customer in of(everybody, "lost after long"):
        assert len(bought(customer)) >= 15
        assert (TODAY - bought(customer)[-1]).days >= 300


def test_those_who_came_back_were_away_for_a_year(everybody):
    for customer in of(everybody, "came back"):
        days = bought(customer)
        assert max((b - a).days for a, b in zip(days, days[1:], strict=False)) >= 400
        assert (TODAY - days[-1]).days <= 90


def yearly(everybody, kind, first, last):
    """What a kind of customer bought between so many days ago, at list price."""
    items = [
        item.quantity * item.product.price
        for customer in of(everybody, kind)
        for purchase in customer.purchases
        if last <= (TODAY - purchase.day).days < first
        for item in purchase.items
    ]
    return sum(items)


def test_growing_customers_buy_more_than_a_year_ago_and_declining_ones_less(everybody):
    now, before = ((365, 0), (730, 365))
    assert yearly(everybody, "growing", *now) > 1.4 * yearly(everybody, "growing", *before)
    assert yearly(everybody, "declining", *now) < 0.7 * yearly(everybody, "declining", *before)


def test_a_new_category_is_one_that_was_never_bought_before(everybody):
    for customer in of(everybody, "new category"):
        first = {}
        for purchase in customer.purchases:
            for item in purchase.items:
                first.setdefault(item.product.category, purchase.day)
        assert (TODAY - max(first.values())).days <= 40


def test_bargain_hunters_buy_at_a_discount_and_some_bring_goods_back(everybody):
    items = [i for c in of(everybody, "bargain hunter") for p in c.purchases for i in p.items]
    assert sum(item.discount > 0 for item in items) > 0.85 * len(items)
    back = [i for c in of(everybody, "brings back") for p in c.purchases for i in p.items]
    assert any(item.quantity < 0 for item in back)


def test_names_are_chinese_and_english_and_customers_foreign_and_domestic(everybody):
    chinese = sum(not customer.name.isascii() for customer in everybody)
    assert 0.2 * len(everybody) < chinese < 0.5 * len(everybody)
    countries = Counter(customer.place.country for customer in everybody)
    assert countries.keys() == {"US", "GB", "DE", "FR", "CN"}
    assert {customer.company for customer in everybody} == {HOME, ABROAD}
    assert any(customer.shared for customer in everybody)
    assert {customer.is_company for customer in everybody} == {True, False}


def test_the_catalogue_has_40_to_60_products_that_earn_money():
    products = [product for shelf in CATALOGUE.values() for product in shelf]
    assert 40 <= len(products) <= 60
    assert 8 <= len(CATALOGUE) <= 10
    assert len({product.code for product in products}) == len(products)
    assert all(0 < product.cost < product.price for product in products)


def test_every_archetype_has_customers_and_every_salesperson_has_some(everybody):
    kinds = Counter(customer.kind.name for customer in everybody)
    assert kinds == {kind.name: kind.customers for kind in ARCHETYPES}
    assert {customer.seller for customer in everybody} == {seller.login for seller in SELLERS}


def test_rates_are_dated_monthly_over_three_years():
    found = rates(Random(1), TODAY)
    assert found.keys() == {"EUR", "GBP", "CNY"}
    for days in found.values():
        assert days == sorted(days)
        assert days[0][0] < TODAY - timedelta(days=1096)
        assert days[-1][0] == TODAY
        assert len({rate for _day, rate in days}) > 30
