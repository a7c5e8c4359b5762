from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from ..analytics import clv, ladder, pace
from ..analytics.bgnbd import BGNBD
from ..analytics.choice import Taken
from ..analytics.gammagamma import GammaGamma
from ..analytics.intervals import deviations
from ..analytics.optional import np, special
from ..analytics.predictive import Spread, products_if_alive
from ..analytics.rfmdata import Summary
from .analytics_case import AnalyticsCase
from .analytics_world import BOTH, CDNOW, SPEND, base, customers_of


class TestIntervals(AnalyticsCase):
    """Intervals hold what they promise, on customers who buy as the model says."""

    def test_a_customers_interval_is_missed_no_more_often_than_it_says(self):
        for number, (cls, parameters) in enumerate(BOTH):
            customers, later = customers_of(cls, parameters, 50_000, 20 + number)
            spread = Spread.of(
                cls(*parameters), GammaGamma(*SPEND), customers, pace.Pairs.of(customers), 52.0
            )
            for confidence in (0.8, 0.95):
                low, high = spread.interval(confidence)
                tail = (1 - confidence) / 2
                self.assertLess((later > high).mean(), 1.1 * tail)
                self.assertLess((later < low).mean(), 1.1 * tail)
                # And it is not safe by being as wide as can be.
                self.assertGreater((later > high).mean(), tail / 2)

    def test_where_the_spend_has_no_variance_there_is_no_interval(self):
        columns = [0, 9], [0, 300], [350, 350], [0.0, 90.0]
        customers = Summary(*(np.array(column) for column in columns))
        model, spend = BGNBD(*CDNOW), GammaGamma(2, 1.5, 20)
        low, high = Spread.of(model, spend, customers, pace.Pairs.of(customers), 52).interval(0.8)
        self.assertTrue(np.isnan([low[0], high[0]]).all())
        self.assertTrue(0 <= low[1] < high[1])

    def test_the_total_is_less_sure_than_chance_alone_would_have_it(self):
        customers = base()
        choice, horizon = ladder.choose(customers), pace.horizon(364, 28, 0, 7)
        chance = clv.lifetime_values(choice, customers, horizon).variance.sum() ** 0.5
        value, interval = clv.total(choice, customers, horizon, confidence=0.8)
        # With one parameter in doubt, by a tenth, the slope by it can be had by hand.
        known = choice._replace(
            purchases=choice.purchases._replace(covariance=np.zeros((4, 4)).tolist()),
            spend=choice.spend._replace(covariance=np.diag([0.1**2, 0, 0]).tolist()),
        )
        p = choice.spend.model.p
        _value, wider = clv.total(known, customers, horizon, confidence=0.8)
        self.assertGreater(interval.high - value, 1.1 * deviations(0.8) * chance)
        more, less = (
            known._replace(spend=Taken(replace(choice.spend.model, p=p * factor)))
            for factor in (1.05, 0.95)
        )
        slope = (
            clv.total(more, customers, horizon)[0] - clv.total(less, customers, horizon)[0]
        ) / 0.1
        expected = deviations(0.8) * np.hypot(chance, 0.1 * slope)
        self.assertAlmostEqual((wider.high - value) / expected, 1, places=3)

    @settings(deadline=None, max_examples=60)
    @given(st.sampled_from(BOTH), st.integers(0, 20), st.floats(0, 200), st.floats(-6, 4))
    def test_expected_pairs_of_purchases_are_the_sum_of_the_chances_of_each(self, kind, x, T, size):
        model, t = kind[0](*kind[1]), float(np.exp(size))
        k, tossed = np.arange(1, 5_000), x + model.tosses_at_first
        bought = special.betainc(k, model.r + x, t / (model.alpha + T + t))
        stay = special.betaln(model.a, model.b + tossed + k - 1)
        stayed = np.exp(stay - special.betaln(model.a, model.b + tossed))
        found = products_if_alive(model, np.array([float(x)]), np.array([T]), t)[0]
        self.assertAlmostEqual(found / ((2 * (k - 1)) @ (bought * stayed)), 1, places=3)

    def test_the_total_lies_in_its_interval_as_often_as_it_says(self):
        hits, horizon = 0, pace.horizon(364, 28, 0, 7)
        for number in range(30):
            customers, later = customers_of(BGNBD, CDNOW, 2_000, 100 + number)
            choice = ladder.choose(customers, "bgnbd")
            _value, interval = clv.total(choice, customers, horizon, confidence=0.8)
            hits += interval.low <= later.sum() <= interval.high
        # 24 of 30 are due; with fewer than 17 the interval would be wrong 999 times in 1,000.
        self.assertGreaterEqual(hits, 17)
