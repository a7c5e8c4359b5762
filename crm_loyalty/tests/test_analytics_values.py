from ..analytics import clv, ladder, pace
from ..analytics.optional import np
from ..analytics.predictive import Spread
from .analytics_case import AnalyticsCase
from .analytics_world import base

HORIZON = (364, 28, 0.1, 7)


class TestLifetimeValues(AnalyticsCase):
    def test_periods_add_up_to_customers_and_discount_lowers_them(self):
        customers = base()
        choice = ladder.choose(customers)
        plain = clv.lifetime_values(choice, customers, pace.horizon(364, 28, 0, 7))
        discounted = clv.lifetime_values(choice, customers, pace.horizon(364, 28, 0.5, 7))
        self.assertAlmostEqual(plain.by_period.sum() / plain.value.sum(), 1, places=12)
        ratio = discounted.value.sum() / plain.value.sum()
        self.assertTrue(1.5**-1 < ratio < 1)
        self.assertAlmostEqual(discounted.purchases.sum(), plain.purchases.sum())

    def test_an_undiscounted_value_is_purchases_times_spend_times_margin(self):
        customers = base()
        choice = ladder.choose(customers)
        values = clv.lifetime_values(choice, customers, pace.horizon(364, 364, 0, 7), margin=0.3)
        spend = choice.spend.model.expected(customers.x, customers.spend)
        purchases = choice.purchases.model.expected(customers.x, customers.t_x, customers.T, 52)
        self.assertTrue(np.allclose(values.value, 0.3 * spend * purchases, rtol=1e-12))

    def test_a_margin_scales_the_interval_and_the_variance_by_its_square(self):
        customers = base()
        choice = ladder.choose(customers)
        whole, half = (
            clv.lifetime_values(choice, customers, pace.horizon(*HORIZON), margin=margin)
            for margin in (1, 0.5)
        )
        self.assertTrue(np.allclose(half.high, whole.high / 2))
        self.assertTrue(np.allclose(half.variance, whole.variance / 4))

    def test_the_interval_is_that_of_what_is_spent_in_the_horizon(self):
        customers = base()
        choice = ladder.choose(customers)
        values = clv.lifetime_values(choice, customers, pace.horizon(364, 28, 0, 7), confidence=0.9)
        models = choice.purchases.model, choice.spend.model
        spread = Spread.of(*models, customers, pace.Pairs.of(customers), 52.0)
        low, high = spread.interval(0.9)
        self.assertTrue(np.allclose(values.low, low) and np.allclose(values.high, high))
        self.assertTrue(np.allclose(values.value, spread.mean))

    def test_discount_shrinks_the_interval_as_it_shrinks_the_value(self):
        customers = base()
        choice = ladder.choose(customers)
        plain, discounted = (
            clv.lifetime_values(choice, customers, pace.horizon(364, 28, rate, 7))
            for rate in (0, 0.5)
        )
        shrunk = discounted.value / plain.value
        self.assertTrue(np.allclose(discounted.high, plain.high * shrunk))
        self.assertTrue(np.allclose(discounted.variance, plain.variance * shrunk**2))

    def test_a_negative_margin_turns_the_interval_round(self):
        customers = base()
        choice = ladder.choose(customers)
        gain, loss = (
            clv.lifetime_values(choice, customers, pace.horizon(*HORIZON), margin=sign)
            for sign in (1, -1)
        )
        self.assertTrue(np.allclose(loss.low, -gain.high) and np.allclose(loss.high, -gain.low))

    def test_the_baseline_claims_neither_an_interval_nor_to_know_who_is_alive(self):
        customers = base(300)
        choice = ladder.choose(customers, "baseline")
        values = clv.lifetime_values(choice, customers, pace.horizon(*HORIZON))
        self.assertTrue(np.isnan([values.low, values.high, values.alive, values.wait]).all())
        self.assertIsNone(clv.total(choice, customers, pace.horizon(*HORIZON))[1])
        self.assertTrue((values.value > 0).all())
