from ..analytics import clv, ladder, pace, rfmdata
from ..analytics.bgnbd import BGNBD
from ..analytics.gammagamma import GammaGamma, Spent
from ..analytics.mbgnbd import MBGNBD
from ..analytics.optional import np
from ..analytics.predictive import Spread
from . import simulated
from .analytics_case import AnalyticsCase

CDNOW = (0.243, 4.414, 0.793, 2.426)
SPEND = (6.25, 3.74, 15.44)
BOTH = ((BGNBD, CDNOW), (MBGNBD, CDNOW), (BGNBD, (1.2, 10, 2, 6)), (MBGNBD, (1.2, 10, 2, 6)))


class TestRecovery(AnalyticsCase):
    """Customers who buy as a model says are understood by it."""

    def test_the_fit_finds_the_parameters_of_simulated_customers(self):
        for number, (cls, parameters) in enumerate(BOTH):
            bought = _bought(cls, parameters, 40_000, number)
            rows = rfmdata.Rows(bought.x * 1.0, bought.t_x, bought.T, np.ones(len(bought.x)))
            self._assert_near(cls.fit(rows), parameters)

    def test_many_customers_are_fitted_from_a_sample_to_the_same_optimum(self):
        bought = _bought(BGNBD, CDNOW, 150_000, 5)
        rows = rfmdata.Rows(bought.x * 1.0, bought.t_x, bought.T, np.ones(len(bought.x)))
        fit = BGNBD.fit(rows)
        self._assert_near(fit, CDNOW)
        best = fit.model.log_likelihood(*rows[:3]).sum()
        self.assertAlmostEqual(fit.log_likelihood, best, places=4)
        for name, value in fit.model.parameters.items():
            for factor in (0.999, 1.001):
                other = BGNBD(**fit.model.parameters | {name: value * factor})
                self.assertLess(other.log_likelihood(*rows[:3]).sum(), best)

    def test_weights_count_customers(self):
        bought = _bought(MBGNBD, CDNOW, 5_000, 6)
        once = rfmdata.Rows(bought.x * 1.0, bought.t_x, bought.T, np.ones(len(bought.x)))
        thrice = MBGNBD.fit(once._replace(weight=3 * once.weight))
        tripled = MBGNBD.fit(rfmdata.Rows(*(np.tile(column, 3) for column in once)))
        for name, value in tripled.model.parameters.items():
            self.assertAlmostEqual(thrice.model.parameters[name] / value, 1, places=4)
        self.assertAlmostEqual(thrice.log_likelihood, tripled.log_likelihood, places=4)

    def test_the_fit_finds_the_spend_of_simulated_customers(self):
        bought = _bought(BGNBD, CDNOW, 400_000, 7)
        (spend,) = simulated.spenders(SPEND, [bought.x], np.random.default_rng(7))
        some = bought.x > 0
        rows = Spent(bought.x[some] * 1.0, spend[some] / bought.x[some], np.ones(some.sum()))
        self._assert_near(GammaGamma.fit(rows), SPEND)

    def test_p_alive_and_expected_purchases_come_true(self):
        for number, (cls, parameters) in enumerate(BOTH):
            bought = _bought(cls, parameters, 100_000, 10 + number)
            model = cls(*parameters)
            alive = model.alive(bought.x, bought.t_x, bought.T)
            expected = model.expected(bought.x, bought.t_x, bought.T, 52)
            for chosen in (bought.x == 0, bought.x == 1, bought.x > 3, alive < 0.5, alive > 0.9):
                if chosen.sum() > 500:
                    self._assert_mean(bought.alive[chosen], alive[chosen])
                    self._assert_mean(bought.later[chosen], expected[chosen])

    def test_half_of_those_alive_buy_again_within_the_median_wait(self):
        model = BGNBD(*CDNOW)
        self.assertAlmostEqual(
            model.none_if_alive(3, 30, model.median_wait(3, 30)).item(), 0.5, places=12
        )

    def _assert_near(self, fit, parameters):
        """Within four standard errors, by the fit's own covariance."""
        self.assertTrue(fit.converged, fit.message)
        errors = np.sqrt(np.diag(fit.covariance))
        distances = np.log(list(fit.model.parameters.values())) - np.log(parameters)
        self.assertLess(np.abs(distances / errors).max(), 4)
        self.assertLess(errors.max(), 0.25)

    def _assert_mean(self, seen, expected):
        error = np.std(seen - expected) / np.sqrt(len(seen))
        self.assertLess(abs(seen.mean() - expected.mean()), 4 * error + 1e-9)


class TestIntervals(AnalyticsCase):
    """Intervals hold what they promise, on customers who buy as the model says."""

    def test_a_customers_interval_is_missed_no_more_often_than_it_says(self):
        for number, (cls, parameters) in enumerate(BOTH):
            customers, later = _customers(cls, parameters, 50_000, 20 + number)
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

    def test_the_total_lies_in_its_interval_as_often_as_it_says(self):
        hits, horizon = 0, pace.horizon(364, 28, 0, 7)
        for number in range(30):
            customers, later = _customers(BGNBD, CDNOW, 2_000, 100 + number)
            choice = ladder.choose(customers, "bgnbd")
            _value, interval = clv.total(choice, customers, horizon, confidence=0.8)
            hits += interval.low <= later.sum() <= interval.high
        # 24 of 30 are due; with fewer than 17 the interval would be wrong 999 times in 1,000.
        self.assertGreaterEqual(hits, 17)


def _bought(cls, parameters, size, seed):
    rng = np.random.default_rng(seed)
    T = rng.integers(1, 105 * 7, size) / 7
    return simulated.buyers(parameters, T, 52, cls.tosses_at_first, rng)


def _customers(cls, parameters, size, seed):
    """A summary in whole days, and what each spends in the year after."""
    bought = _bought(cls, parameters, size, seed)
    now, later = simulated.spenders(SPEND, [bought.x, bought.later], np.random.default_rng(seed))
    recency = np.where(bought.x > 0, np.maximum(np.rint(bought.t_x * 7), 1), 0).astype(int)
    age = np.rint(bought.T * 7).astype(int)
    x = np.minimum(bought.x, recency)
    return rfmdata.Summary(x, np.minimum(recency, age), age, now), later
