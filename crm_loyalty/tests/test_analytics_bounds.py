from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ..analytics.bgnbd import BGNBD
from ..analytics.gammagamma import GammaGamma
from ..analytics.likelihood import Likelihood
from ..analytics.mbgnbd import MBGNBD
from ..analytics.optional import np, special
from ..analytics.rfmdata import Rows
from .analytics_case import AnalyticsCase


def between(low, high):
    """Numbers spread evenly over the orders of magnitude."""
    return st.floats(np.log(low).item(), np.log(high).item()).map(lambda e: float(np.exp(e)))


def models(high=1e3):
    parameters = [between(1e-3, high), between(1e-3, 1e4), between(1e-3, high), between(1e-3, high)]
    kinds = st.sampled_from((BGNBD, MBGNBD))
    return st.builds(lambda cls, *values: cls(*values), kinds, *parameters)


@st.composite
def histories(draw):
    T = draw(between(1e-3, 1e5))
    x = draw(st.one_of(st.just(0), st.integers(1, 10**6)))
    return x, draw(st.floats(0, 1)) * T if x else 0.0, T


class TestBounds(AnalyticsCase):
    """What holds for any parameters and any customer, however odd."""

    @settings(deadline=None, max_examples=300)
    @given(models(), histories())
    def test_alive_is_a_probability_and_the_likelihood_finite(self, model, history):
        self.assertTrue(0 <= model.alive(*history) <= 1)
        self.assertTrue(np.isfinite(model.log_likelihood(*history)))

    @settings(deadline=None, max_examples=300)
    @given(models(), histories(), st.floats(0, 1))
    def test_who_bought_later_is_no_less_likely_alive(self, model, history, share):
        x, t_x, T = history
        self.assertGreaterEqual(model.alive(x, t_x, T) + 1e-12, model.alive(x, share * t_x, T))

    @settings(deadline=None, max_examples=300)
    @given(models(), histories(), between(1e-3, 1e4))
    def test_expected_purchases_lie_between_one_purchase_and_no_departure(self, model, history, t):
        x, _t_x, T = history
        expected = model.expected_if_alive(x, T, t).item()
        somebody_who_never_leaves = (model.r + x) * t / (model.alpha + T)
        at_least_one = 1 - model.none_if_alive(x, T, t)
        self.assertLessEqual(expected, somebody_who_never_leaves * (1 + 1e-5))
        self.assertGreaterEqual(expected, at_least_one * (1 - 1e-5) - 1e-12)

    @settings(deadline=None, max_examples=100)
    @given(models(100.0), histories(), between(0.1, 1e3), between(1, 10))
    def test_a_longer_time_brings_no_fewer_purchases(self, model, history, t, longer):
        less, more = (model.expected(*history, time).item() for time in (t, t * longer))
        self.assertGreaterEqual(more * (1 + 1e-6) + 1e-12, less)

    @settings(deadline=None, max_examples=100)
    @given(models(30.0), st.integers(0, 50), between(0.1, 500), between(0.1, 200))
    def test_expected_purchases_are_the_sum_of_the_chances_of_each(self, model, x, T, t):
        # P(Y ≥ k) = P(k purchases in t without leaving) · P(k − 1 coins say stay), summed up.
        assume(t < 20 * (model.alpha + T) and (model.r + x) * t / (model.alpha + T) < 500)
        k, tossed = np.arange(1, 20_000), x + model.tosses_at_first
        bought = special.betainc(k, model.r + x, t / (model.alpha + T + t))
        stay = special.betaln(model.a, model.b + tossed + k - 1)
        stayed = np.exp(stay - special.betaln(model.a, model.b + tossed))
        expected = model.expected_if_alive(x, T, t).item()
        self.assertAlmostEqual(expected / (bought @ stayed), 1, places=6)

    def test_expected_purchases_are_smooth_where_the_formula_divides_by_zero(self):
        for cls in (BGNBD, MBGNBD):
            for a in (0.99, 0.999, 1 - 2e-6, 1, 1 + 5e-7, 1.001):
                near = [cls(0.5, 5, a + h, 2).expected(3, 20, 30, 40) for h in (-1e-3, 0, 1e-3)]
                self.assertAlmostEqual(near[1].item(), (near[0] + near[2]).item() / 2, places=5)

    def test_expected_purchases_are_right_where_the_series_gives_up(self):
        # Sums of the chances as above, over 400,000 terms.
        often = MBGNBD(2.45, 0.1, 11.9, 5010).expected_if_alive(4, 0.26, 99.2)
        seldom = BGNBD(6.85, 5.7, 690, 5710).expected_if_alive(2, 0.289, 175.7)
        self.assertAlmostEqual(often.item(), 431.350764, places=5)
        self.assertAlmostEqual(seldom.item(), 9.290244, places=5)


class TestSlopes(AnalyticsCase):
    @settings(deadline=None, max_examples=60)
    @given(models(20.0), st.lists(histories(), min_size=1, max_size=8))
    def test_the_slope_is_that_of_the_likelihood(self, model, customers):
        x, t_x, T = np.array(customers, dtype=float).T
        rows = Rows(x, t_x, T, np.ones(len(x)))
        objective = Likelihood(rows, model.tosses_at_first)
        point = np.log(list(model.parameters.values()))
        value, slope = objective(point)
        error = abs(value - model.log_likelihood(x, t_x, T).mean())
        self.assertLess(error / (1 + abs(value)), 1e-9)
        for number, shift in enumerate(1e-5 * np.eye(4)):
            difference = (objective(point + shift)[0] - objective(point - shift)[0]) / 2e-5
            scale = 1 + abs(value) + np.abs(slope).max()
            self.assertLess(abs(difference - slope[number]) / scale, 1e-5)

    @settings(deadline=None, max_examples=100)
    @given(
        between(0.1, 50),
        between(1.01, 50),
        between(0.1, 1e4),
        st.integers(1, 10**6),
        between(1e-2, 1e6),
    )
    def test_expected_spend_lies_between_the_bases_and_the_customers(self, p, q, gamma, x, mean):
        model = GammaGamma(p, q, gamma)
        base, own = model.expected(0, 0.0), model.expected(x, x * mean)
        low, high = sorted((base, mean))
        self.assertTrue(low * (1 - 1e-9) <= own <= high * (1 + 1e-9))
