from ..analytics import rfmdata
from ..analytics.backtest import backtest, best
from ..analytics.grade import Grade, grade
from ..analytics.optional import np
from ..analytics.rfmdata import Holdout
from ..analytics.scores import score
from .analytics_case import CALIBRATED, OBSERVED, AnalyticsCase, CdnowCase
from .analytics_world import base


def codes(reasons):
    return [reason.code for reason in reasons]


class TestScores(AnalyticsCase):
    def test_errors_are_those_of_the_definitions(self):
        found = score(np.array([1.0, 2.0, 3.0]), np.array([1.0, 4.0, 0.0]))
        self.assertEqual((found.predicted, found.actual), (6, 5))
        self.assertAlmostEqual(found.mae, (0 + 2 + 3) / 3)
        self.assertAlmostEqual(found.rmse, ((0 + 4 + 9) / 3) ** 0.5)
        self.assertAlmostEqual(found.total_error, 0.2)

    def test_tenths_go_from_the_least_predicted_to_the_most(self):
        predicted = np.arange(25.0)[::-1]
        tenths = score(predicted, predicted * 2).tenths
        self.assertEqual([tenth.customers for tenth in tenths], [3] * 5 + [2] * 5)
        self.assertEqual((tenths[0].predicted, tenths[0].actual), (1, 2))
        self.assertEqual((tenths[-1].predicted, tenths[-1].actual), (23.5, 47))


class TestGrades(AnalyticsCase):
    """Thirds of 300 customers who buy 0, 1 and 2 times."""

    def setUp(self):
        super().setUp()
        self.actual = np.repeat([0.0, 1.0, 2.0], 100)
        self.noise = np.tile([0.5, -0.5], 150)
        self.baseline = score(np.ones(300), self.actual)

    def _grade(self, predicted):
        return grade(score(predicted, self.actual), self.baseline)

    def test_a_near_and_better_prediction_is_an_a(self):
        found = self._grade(self.actual * 1.05)
        self.assertEqual(found.letter, "A")
        self.assertEqual(codes(found.reasons), ["total_close", "tenths_close", "beats_baseline"])

    def test_a_total_missed_by_a_fifth_is_a_b_and_says_what_an_a_asks(self):
        found = self._grade(self.actual * 1.2)
        self.assertEqual(found.letter, "B")
        self.assertEqual(str(found.reasons[0]), "The total was missed by 20%: grade A allows 10%.")

    def test_a_total_missed_by_a_third_is_a_c(self):
        found = self._grade(self.actual * 1.35)
        self.assertEqual((found.letter, found.reasons[0].figures["grade"]), ("C", "B"))

    def test_no_better_than_the_baseline_is_no_a_and_worse_is_a_c(self):
        self.assertEqual(self._grade(np.ones(300)).letter, "C")  # the tenths are all wrong
        worse = self._grade(self.actual + 3 * self.noise)
        self.assertEqual((worse.letter, worse.reasons[-1].code), ("C", "worse_than_baseline"))
        even = grade(score(self.actual * 1.04, self.actual), score(self.actual * 1.04, self.actual))
        self.assertEqual((even.letter, even.reasons[-1].code), ("B", "no_better"))

    def test_what_cannot_be_graded_says_so(self):
        few = score(np.ones(99), np.ones(99))
        self.assertEqual(codes(grade(few, few).reasons), ["few_compared"])
        nothing = score(np.ones(300), np.zeros(300))
        self.assertEqual(codes(grade(nothing, nothing).reasons), ["nothing_bought"])


class TestBacktest(CdnowCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.holdout = rfmdata.hold_out(*cls.events, cls.who, CALIBRATED, OBSERVED, 28)

    def test_the_second_half_is_the_published_one(self):
        # 39 weeks of which nobody had seen anything: 4,339 repeat purchases in all 78 weeks.
        self.assertEqual(self.holdout.purchases.sum() + self.customers.x.sum(), 4339)
        self.assertEqual(self.holdout.by_period.sum(), self.holdout.purchases.sum())

    def test_bgnbd_predicts_the_second_half_and_beats_the_baseline(self):
        found = backtest(self.customers, self.holdout, "bgnbd")
        model, baseline, grade_of_purchases = found.purchases
        self.assertLess(abs(model.total_error), 0.13)
        self.assertLess(model.mae, 0.75 * baseline.mae)
        self.assertLess(model.rmse, 0.95 * baseline.rmse)
        self.assertLess(found.value.model.rmse, found.value.baseline.rmse)
        self.assertEqual(grade_of_purchases.letter, "B")
        actual = [tenth.actual for tenth in model.tenths]
        self.assertGreater(actual[-1], 5 * np.mean(actual[:5]))

    def test_the_worse_of_the_two_grades_counts(self):
        found = backtest(self.customers, self.holdout, "bgnbd")
        for purchases, value, letter in (("A", "C", "C"), ("B", "A", "B")):
            graded = found._replace(
                purchases=found.purchases._replace(grade=Grade(purchases, ())),
                value=found.value._replace(grade=Grade(value, ())),
            )
            self.assertEqual(graded.letter, letter)
        self.assertEqual(found._replace(value=None).letter, found.purchases.grade.letter)

    def test_periods_add_up_to_the_total(self):
        found = backtest(self.customers, self.holdout, "mbgnbd")
        self.assertEqual(len(found.periods), 10)
        self.assertAlmostEqual(
            sum(p.predicted for p in found.periods), found.purchases.model.predicted, places=6
        )
        self.assertEqual(sum(p.actual for p in found.periods), found.purchases.model.actual)

    def test_the_best_candidate_is_the_one_with_the_best_grade(self):
        tests = {
            name: backtest(self.customers, self.holdout, name)
            for name in ("baseline", "bgnbd", "mbgnbd")
        }
        self.assertEqual(best(tests | {"none": None}), "mbgnbd")
        second = tests["bgnbd"]
        praise = Grade("A", ())
        praised = second._replace(
            purchases=second.purchases._replace(grade=praise),
            value=second.value._replace(grade=praise),
        )
        self.assertEqual(best(tests | {"bgnbd": praised}), "bgnbd")
        self.assertEqual(best({"baseline": tests["baseline"], "none": None}), "baseline")
        self.assertIsNone(best({"none": None}))


class TestOddBacktests(AnalyticsCase):
    def test_nothing_to_predict_from_is_no_backtest(self):
        nobody = base().only(slice(0))
        self.assertIsNone(backtest(nobody, Holdout(*[np.zeros(0)] * 2, *[np.zeros(1)] * 2)))

    def test_a_few_customers_are_predicted_by_the_baseline_and_not_graded(self):
        few = base().only(slice(20))
        holdout = Holdout(np.ones(20), np.ones(20), np.array([20.0]), np.array([52.0]))
        found = backtest(few, holdout)
        self.assertEqual(found.choice.names[0], "baseline")
        self.assertEqual(
            (found.letter, codes(found.purchases.grade.reasons)), ("C", ["few_compared"])
        )
