import json
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from ..analytics import clv, ladder, pace
from ..analytics.choice import restored
from ..analytics.fitted import Fit
from ..analytics.mbgnbd import MBGNBD
from ..analytics.optional import np
from ..analytics.rfmdata import Summary
from . import simulated
from .analytics_case import AnalyticsCase
from .analytics_world import base

HORIZON = (364, 28, 0.1, 7)
odd = st.one_of(st.floats(), st.integers(-5, 400).map(float))
plain = st.tuples(st.integers(0, 9), st.integers(0, 400), st.integers(0, 800), st.floats(-10, 500))


def codes(reasons):
    return [reason.code for reason in reasons]


class TestLadder(AnalyticsCase):
    def test_enough_customers_carry_the_model_asked_for(self):
        for wanted in ("mbgnbd", "bgnbd"):
            choice = ladder.choose(base(), wanted)
            self.assertEqual(choice.names, (wanted, "gammagamma"))
            self.assertEqual((choice.purchases.why, choice.purchases.warnings), ((), ()))

    def test_the_baseline_can_be_asked_for(self):
        choice = ladder.choose(base(), "baseline", retention=0.99)
        self.assertEqual(choice.names, ("baseline", "mean_spend"))
        self.assertEqual((choice.purchases.why, choice.spend.why), ((), ()))

    def test_odd_bases_get_a_simpler_model_and_the_reason(self):
        whole = base()
        once = whole.x == 0
        same = Summary(*(np.full(500, value) for value in (3, 90, 200, 60.0)))
        today = Summary(*(np.zeros(500, int) for _column in range(3)), np.zeros(500))
        cases = (
            (whole.only(slice(0)), ("none", "none"), ["no_customers"], ["no_customers"]),
            (whole.only(~once).only([0]), ("baseline", "mean_spend"), *[["few_customers"]] * 2),
            (whole.only(once), ("baseline", "none"), *[["no_repeat_buyers"]] * 2),
            (same, ("baseline", "mean_spend"), *[["identical_customers"]] * 2),
            (today, ("none", "none"), *[["no_repeat_buyers"]] * 2),
        )
        for customers, names, why, why_spend in cases:
            choice = ladder.choose(customers)
            self.assertEqual(choice.names, names)
            self.assertEqual(
                (codes(choice.purchases.why), codes(choice.spend.why)), (why, why_spend)
            )

    def test_few_repeat_buyers_are_too_few(self):
        whole = base()
        places = np.r_[np.flatnonzero(whole.x == 0), np.flatnonzero(whole.x)[:29]]
        choice = ladder.choose(whole.only(places))
        [reason] = choice.purchases.why
        self.assertEqual(str(reason), "29 repeat buyers are too few: the model needs 30.")
        self.assertEqual(restored(json.loads(json.dumps(choice.stored()))), choice)

    def test_customers_who_cannot_be_are_left_out_and_counted(self):
        whole = base(500)
        strange = Summary([1, 0, -1, 2], [90, 5, 0, 60], [50, 90, 10, 90], [1, 1, 1, np.nan])
        both = Summary(*(np.r_[a, b] for a, b in zip(whole[:-1], strange[:-1], strict=True)))
        choice = ladder.choose(both)
        self.assertEqual(choice.purchases.model, ladder.choose(whole).purchases.model)
        self.assertEqual(
            [str(warning) for warning in choice.purchases.warnings],
            ["4 customers with impossible figures were left out."],
        )

    def test_half_a_purchase_or_day_cannot_be(self):
        self.assertTrue(ladder.possible(1, 7, 14, 5.0))
        for wrong in ((0.5, 7, 14, 5.0), (1, 7.5, 14, 5.0), (1, 7, 14.5, 5.0)):
            self.assertFalse(ladder.possible(*wrong))

    def test_spend_of_nothing_or_less_is_left_out_of_the_spend_model_and_counted(self):
        whole = base()
        spend = whole.spend.copy()
        spend[np.flatnonzero(whole.x)[:7]] = -5
        choice = ladder.choose(whole._replace(spend=spend))
        self.assertEqual(choice.spend.warnings[0].figures, {"customers": 7})
        nothing = ladder.choose(whole._replace(spend=np.zeros(len(spend))))
        self.assertEqual(codes(nothing.spend.why), ["few_paying"])

    def test_customers_who_never_leave_are_predicted_to_go_on(self):
        rng = np.random.default_rng(3)
        T = np.full(3_000, 52.0)
        bought = simulated.buyers((2, 10, 1e-9, 1), T, 0, 1, rng)
        recency = np.where(bought.x > 0, np.maximum(np.floor(bought.t_x * 7), 1), 0).astype(int)
        x = np.minimum(bought.x, recency)
        customers = Summary(x, recency, (T * 7).astype(int), x * 20.0)
        choice = ladder.choose(customers)
        self.assertEqual(choice.names[0], "mbgnbd")
        expected = choice.purchases.model.expected(customers.x, customers.t_x, customers.T, 52)
        self.assertAlmostEqual(expected.mean() / x.mean(), 1, delta=0.05)

    def test_spend_without_a_mean_is_not_believed(self):
        whole, rng = base(), np.random.default_rng(2)
        (spend,) = simulated.spenders((3, 0.7, 10), [whole.x], rng)
        choice = ladder.choose(whole._replace(spend=spend))
        self.assertEqual(
            (choice.names[1], codes(choice.spend.why)), ("mean_spend", ["unbounded_mean"])
        )

    def test_a_search_that_does_not_end_leads_to_the_baseline(self):
        fit = Fit(MBGNBD(1, 1, 1, 1), -1.0, False, "LIMIT REACHED", (), None)
        with patch.object(MBGNBD, "fit", return_value=fit):
            choice = ladder.choose(base())
        self.assertEqual(choice.names[0], "baseline")
        self.assertIn("LIMIT REACHED", str(choice.purchases.why[0]))

    def test_doubts_about_a_fit_are_warnings(self):
        fit = Fit(MBGNBD(1, 1, 1, 10_000), -1.0, True, "", ("b",), None)
        with patch.object(MBGNBD, "fit", return_value=fit):
            taken = ladder.choose(base()).purchases
        self.assertEqual(
            (taken.model, codes(taken.warnings)), (fit.model, ["at_limit", "no_covariance"])
        )
        self.assertIn("The parameter b is at the end of its range (10000)", str(taken.warnings[0]))

    @settings(deadline=None, max_examples=100)
    @given(st.lists(st.tuples(odd, odd, odd, odd), max_size=6), st.sampled_from((0, 150)))
    def test_nothing_makes_it_raise(self, rows, ordinary):
        columns = zip(*rows, strict=True) if rows else [()] * 4
        whole = base(ordinary, 4)
        both = [np.r_[a, np.array(b, float)] for a, b in zip(whole[:-1], columns, strict=True)]
        choice = ladder.choose(Summary(*both))
        self.assertEqual(restored(json.loads(json.dumps(choice.stored()))), choice)

    @settings(deadline=None, max_examples=60)
    @given(st.lists(plain, max_size=8), st.integers(1, 40))
    def test_values_are_numbers_or_unknown_whatever_the_base(self, rows, times):
        rows = [row for row in rows if ladder.possible(*row)] * times
        columns = [np.array(column) for column in zip(*rows, strict=True)] or [np.zeros(0)] * 4
        customers = Summary(
            *(column.astype(int) for column in columns[:3]), columns[3].astype(float)
        )
        choice = ladder.choose(customers)
        values = clv.lifetime_values(choice, customers, pace.horizon(*HORIZON))
        for column in values:
            self.assertFalse(np.isinf(column).any())
        known = np.isfinite(values.low)
        self.assertTrue((values.low <= values.high)[known].all())
        self.assertEqual(
            np.isnan(values.purchases).all(), choice.purchases.model is None or not rows
        )
