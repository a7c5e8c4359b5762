from datetime import timedelta
from math import isclose

from ..analytics.candidates import WANTED
from ..analytics.choice import restored
from .common import TODAY, day
from .fit_case import FitCase


class TestFit(FitCase):
    """A company with two years of customers that buy as a model says."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rows = cls.simulated()
        cls.made = cls.fits._fit(cls.shop, TODAY)

    def test_there_is_a_row_for_every_model_and_one_is_used(self):
        self.assertEqual(tuple(self.made.mapped("wanted")), WANTED)
        self.assertEqual(self.made.mapped("purchase_model"), list(WANTED))
        self.assertEqual(len(self.made.filtered("is_used")), 1)
        self.assertEqual(
            self.fits._current(self.shop), {self.shop.id: self.made.filtered("is_used")}
        )

    def test_customers_and_repeat_buyers_are_those_of_the_orders(self):
        days = {}
        for partner, ago, _amount in self.rows:
            days.setdefault(partner, set()).add(ago)
        repeat = [partner for partner in days if len(days[partner]) > 1]
        for fit in self.made:
            self.assertEqual((fit.customers, fit.repeat_buyers), (len(days), len(repeat)))

    def test_the_last_year_is_predicted_from_the_day_a_year_ago(self):
        later = sum(1 for _who, ago, _a in self.rows if ago < 365)
        first = {}
        for partner, ago, _amount in self.rows:
            first[partner] = max(ago, first.get(partner, 0))
        known = {partner for partner, ago in first.items() if ago >= 365}
        actual = {(who, ago) for who, ago, _a in self.rows if ago < 365 and who in known}
        self.assertLess(len(actual), later)
        for fit in self.made:
            test = fit.backtest
            self.assertEqual(fit.tested_from, TODAY - timedelta(days=365))
            self.assertEqual(len(test["periods"]), 12)
            self.assertEqual(sum(p["actual"] for p in test["periods"]), len(actual))
            self.assertEqual(test["periods"][-1]["end"], str(TODAY))
            self.assertEqual(test["purchases"]["model"]["actual"], len(actual))
            error = test["purchases"]["model"]["predicted"] / len(actual) - 1
            self.assertAlmostEqual(fit.total_error, error, places=3)

    def test_it_is_graded_in_words(self):
        for fit in self.made:
            self.assertIn(fit.grade, ("A", "B", "C"))
            self.assertEqual(len(fit.words["purchases"]), 3)
            self.assertFalse(fit.words["untested"])
        self.assertLess(self.made[0].rmse, self.made[0].baseline_rmse)

    def test_what_is_kept_gives_the_model_again(self):
        model = restored(self.made[0].choice).purchases.model
        self.assertEqual(model.name, "mbgnbd")
        shown = [parameter["name"] for parameter in self.made[0].parameters]
        self.assertEqual(shown, ["r", "alpha", "a", "b", "p", "q", "gamma"])

    def test_retention_is_measured_year_by_year(self):
        bought = {}
        for partner, ago, _amount in self.rows:
            bought.setdefault(partner, set()).add(int(ago // 365.25))
        there = [years for years in bought.values() if 1 in years]
        again = [years for years in there if 0 in years]
        fit = self.made[0]
        self.assertEqual(fit.retention_base, len(there))
        self.assertTrue(isclose(fit.retention_rate, len(again) / len(there), abs_tol=1e-4))
        self.assertLess(fit.retention_low, fit.retention_rate)
        self.assertGreater(fit.retention_high, fit.retention_rate)

    def test_a_rate_that_was_set_counts_and_the_measured_one_is_shown_beside_it(self):
        self.shop.loyalty_retention = 0.5
        fit = self.fit()["baseline"]
        self.assertEqual(fit.retention_rate, 0.5)
        self.assertEqual(fit.retention_measured, self.made[0].retention_measured)
        weekly = restored(fit.choice).purchases.model.retention
        self.assertAlmostEqual(weekly ** (365.25 / 7), 0.5)

    def test_the_companys_choice_of_a_model_counts_from_the_next_fit_on(self):
        for wanted in WANTED:
            self.shop.loyalty_model = wanted
            self.assertEqual(self._used(), wanted)
        self.assertEqual(len(self.fits.search([("company_id", "=", self.shop.id)])), 12)

    def test_auto_takes_what_predicted_best(self):
        letters = {fit.wanted: (fit.grade, fit.rmse) for fit in self.made}
        self.assertEqual(self.made.filtered("is_used").wanted, min(letters, key=letters.get))

    def test_the_same_data_give_the_same_models(self):
        before = self.made.grouped("wanted")
        for wanted, fit in self.fit().items():
            self.assertEqual(fit.choice, before[wanted].choice)

    def test_purchases_of_other_companies_are_none(self):
        other = self._shop("Other")
        self.bought([(self.rows[0][0], 10, 50.0)], other)
        self.assertEqual(self.fit(other)["mbgnbd"].customers, 1)
        self.assertEqual(self.fit()["mbgnbd"].customers, self.made[0].customers)

    def test_later_purchases_do_not_exist(self):
        early = self.fit(at=day(365))["mbgnbd"]
        self.assertEqual(early.day, day(365))
        self.assertEqual(
            early.customers, len({who for who, ago, _amount in self.rows if ago >= 365})
        )
        # What the test of today's fit predicted from is what was known then.
        self.assertEqual(
            early.choice["purchases"]["parameters"], self.made[0].backtest["parameters"]
        )

    def _used(self):
        return next(wanted for wanted, fit in self.fit().items() if fit.is_used)
