from math import lgamma, log

from ..analytics.bgnbd import BGNBD
from ..analytics.gammagamma import GammaGamma, Spent
from ..analytics.mbgnbd import MBGNBD
from ..analytics.optional import np
from .analytics_case import AnalyticsCase, CdnowCase


class TestPublishedFits(CdnowCase):
    """The figures of the papers, to the digits printed there, from a cold start."""

    def test_the_sample_is_the_published_one(self):
        repeat = self.customers.mean_value[self.customers.x > 0]
        self.assertEqual((len(self.customers.x), len(repeat)), (2357, 946))
        summary = repeat.mean(), repeat.std(ddof=1), repeat.min(), np.median(repeat), repeat.max()
        self.assertEqual([round(float(figure)) for figure in summary], [35, 30, 3, 27, 300])

    def test_bgnbd_has_the_published_parameters(self):
        fit = BGNBD.fit(self.rows)
        self.assertTrue(fit.converged, fit.message)
        self.assertEqual(_printed(fit.model, 3), [0.243, 4.414, 0.793, 2.426])
        self.assertEqual(round(fit.log_likelihood, 1), -9582.4)

    def test_mbgnbd_has_the_published_parameters(self):
        fit = MBGNBD.fit(self.rows)
        self.assertTrue(fit.converged, fit.message)
        self.assertEqual(_printed(fit.model, 3), [0.525, 6.183, 0.891, 1.614])

    def test_gamma_gamma_has_the_published_parameters(self):
        buyers = self.customers.only(self.customers.x > 0)
        rows = Spent(buyers.x.astype(float), buyers.mean_value, np.ones(len(buyers.x)))
        fit = GammaGamma.fit(rows)
        self.assertTrue(fit.converged, fit.message)
        self.assertEqual(_printed(fit.model, 2), [6.25, 3.74, 15.44])
        self.assertEqual(round(fit.log_likelihood, 1), -4055.9)

    def test_bgnbd_expects_what_the_paper_expects(self):
        model = BGNBD.fit(self.rows).model
        self.assertEqual(round(model.expected(2, 30.43, 38.86, 39).item(), 3), 1.226)
        # Of somebody new, within so many weeks of the first purchase.
        expected = [model.expected(0, 0, 0, t).item() for t in (0.1429, 1, 3, 31.8571, 32)]
        self.assertEqual([round(e, 4) for e in expected], [0.0078, 0.0532, 0.1506, 1.0405, 1.0437])

    def test_the_published_sum_at_78_weeks_stops_after_150_terms(self):
        # 1.8576 is what the authors' spreadsheet shows: its series has 150 terms. The whole
        # series comes to 1.8580, and so do we.
        model = BGNBD.fit(self.rows).model
        self.assertEqual(round(_expected_by_series(model, 78, 150), 4), 1.8576)
        self.assertEqual(round(_expected_by_series(model, 78, 5000), 4), 1.8580)
        self.assertAlmostEqual(
            model.expected(0, 0, 0, 78).item(), _expected_by_series(model, 78, 5000), places=9
        )

    def test_days_give_the_same_model_as_weeks(self):
        weeks = BGNBD.fit(self.rows).model
        days = BGNBD.fit(self.rows._replace(t_x=self.rows.t_x * 7, T=self.rows.T * 7)).model
        expected = weeks.parameters | {"alpha": weeks.alpha * 7}
        for name, value in days.parameters.items():
            self.assertAlmostEqual(value / expected[name], 1, places=5)


class TestPublishedValues(AnalyticsCase):
    def test_the_log_likelihood_does_not_overflow(self):
        model = BGNBD(0.25, 4, 0.8, 2.5)
        none, many = model.log_likelihood([0, 200], [0, 38], [40, 40])
        self.assertAlmostEqual(none, -0.59947382, places=8)
        self.assertAlmostEqual(many, 100.7957, places=4)

    def test_the_log_likelihood_is_that_of_the_paper(self):
        # Eq. (6) of Fader, Hardie & Lee (2005), in plain arithmetic.
        r, alpha, a, b = 0.25, 4.0, 0.8, 2.5
        x, t_x, T = 3, 20.0, 40.0
        front = lgamma(r + x) - lgamma(r) + r * log(alpha)
        front += lgamma(a + b) + lgamma(b + x) - lgamma(b) - lgamma(a + b + x)
        bracket = (alpha + T) ** -(r + x) + a / (b + x - 1) * (alpha + t_x) ** -(r + x)
        ours = BGNBD(r, alpha, a, b).log_likelihood(x, t_x, T)
        self.assertAlmostEqual(ours.item(), front + log(bracket), places=12)

    def test_a_one_time_buyer_is_alive_for_certain_in_bgnbd_alone(self):
        self.assertEqual(BGNBD(0.243, 4.414, 0.793, 2.426).alive(0, 0, 500), 1)
        self.assertLess(MBGNBD(0.525, 6.183, 0.891, 1.614).alive(0, 0, 500), 0.6)


def _printed(model, digits):
    return [round(value, digits) for value in model.parameters.values()]


def _expected_by_series(model, t, terms):
    """E[X(t)] of BG/NBD with 2F1 as the sum of its first terms, as a spreadsheet does it."""
    r, alpha, a, b = model.parameters.values()
    term = total = 1.0
    for n in range(terms):
        term *= (r + n) * (b + n) / ((a + b - 1 + n) * (n + 1)) * t / (alpha + t)
        total += term
    return (a + b - 1) / (a - 1) * (1 - (alpha / (alpha + t)) ** r * total)
