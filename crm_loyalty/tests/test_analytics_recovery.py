from ..analytics import rfmdata
from ..analytics.bgnbd import BGNBD
from ..analytics.gammagamma import GammaGamma, Spent
from ..analytics.likelihood import Likelihood
from ..analytics.mbgnbd import MBGNBD
from ..analytics.optimise import maximise
from ..analytics.optional import np
from . import simulated
from .analytics_case import AnalyticsCase
from .analytics_world import BOTH, CDNOW, SPEND, bought_by


class TestRecovery(AnalyticsCase):
    """Customers who buy as a model says are understood by it."""

    def test_the_fit_finds_the_parameters_of_simulated_customers(self):
        for number, (cls, parameters) in enumerate(BOTH):
            bought = bought_by(cls, parameters, 40_000, number)
            rows = rfmdata.Rows(bought.x * 1.0, bought.t_x, bought.T, np.ones(len(bought.x)))
            self._assert_near(cls.fit(rows), parameters)

    def test_many_customers_are_fitted_from_a_sample_to_the_same_optimum(self):
        bought = bought_by(BGNBD, CDNOW, 150_000, 5)
        rows = rfmdata.Rows(bought.x * 1.0, bought.t_x, bought.T, np.ones(len(bought.x)))
        fit = BGNBD.fit(rows)
        self._assert_near(fit, CDNOW)
        best = fit.model.log_likelihood(*rows[:3]).sum()
        self.assertAlmostEqual(fit.log_likelihood, best, places=4)
        for name, value in fit.model.parameters.items():
            for factor in (0.999, 1.001):
                other = BGNBD(**fit.model.parameters | {name: value * factor})
                self.assertLess(other.log_likelihood(*rows[:3]).sum(), best)

    def test_a_few_steps_on_all_customers_are_enough(self):
        bought = bought_by(BGNBD, CDNOW, 150_000, 10)
        rows = rfmdata.Rows(bought.x * 1.0, bought.t_x, bought.T, np.ones(len(bought.x)))
        looked = []

        def build(some):
            objective = Likelihood(some, 0)
            return lambda point: (looked.append(len(some.x)), objective(point))[1]

        limits = np.tile([-9.0, 9.0], (4, 1))
        self.assertTrue(maximise(build, rows, np.zeros(4), limits).converged)
        self.assertLessEqual(looked.count(len(rows.x)), 6)

    def test_standard_errors_are_those_of_repeated_samples(self):
        distances = []
        for number in range(60):
            bought = bought_by(BGNBD, (1.2, 10, 2, 6), 4_000, 500 + number)
            rows = rfmdata.Rows(bought.x * 1.0, bought.t_x, bought.T, np.ones(len(bought.x)))
            fit = BGNBD.fit(rows)
            error = np.log(list(fit.model.parameters.values())) - np.log((1.2, 10, 2, 6))
            distances.append(error / np.sqrt(np.diag(fit.covariance)))
        spread = np.sqrt(np.square(distances).mean(axis=0))
        self.assertTrue(((0.7 < spread) & (spread < 1.4)).all(), spread)

    def test_weights_count_customers(self):
        bought = bought_by(MBGNBD, CDNOW, 5_000, 6)
        once = rfmdata.Rows(bought.x * 1.0, bought.t_x, bought.T, np.ones(len(bought.x)))
        thrice = MBGNBD.fit(once._replace(weight=3 * once.weight))
        tripled = MBGNBD.fit(rfmdata.Rows(*(np.tile(column, 3) for column in once)))
        for name, value in tripled.model.parameters.items():
            self.assertAlmostEqual(thrice.model.parameters[name] / value, 1, places=4)
        self.assertAlmostEqual(thrice.log_likelihood, tripled.log_likelihood, places=4)

    def test_the_fit_finds_the_spend_of_simulated_customers(self):
        bought = bought_by(BGNBD, CDNOW, 400_000, 7)
        (spend,) = simulated.spenders(SPEND, [bought.x], np.random.default_rng(7))
        some = bought.x > 0
        rows = Spent(bought.x[some] * 1.0, spend[some] / bought.x[some], np.ones(some.sum()))
        self._assert_near(GammaGamma.fit(rows), SPEND)

    def test_p_alive_and_expected_purchases_come_true(self):
        for number, (cls, parameters) in enumerate(BOTH):
            bought = bought_by(cls, parameters, 100_000, 10 + number)
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
