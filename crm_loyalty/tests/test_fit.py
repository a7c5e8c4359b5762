from datetime import timedelta
from math import isclose
from unittest.mock import patch

from odoo.tools import mute_logger

from ..analytics import optional
from ..analytics.candidates import WANTED
from ..analytics.choice import restored
from .common import TODAY, day
from .fit_case import FitCase
from .poison import poisoned

MODEL = "odoo.addons.crm_loyalty.models.crm_loyalty_fit"


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
        for wanted, fit in self.fit().items():
            self.assertEqual(fit.choice, self.made.filtered(lambda f: f.wanted == wanted).choice)  # noqa: B023

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


class TestOddFits(FitCase):
    """What a model cannot carry is said, and a figure that is not known has no number."""

    def _untested(self, fit, sentence):
        self.assertFalse(fit.grade)
        self.assertIs(fit.total_error, False)
        self.assertIn(sentence, " ".join(fit.words["untested"]))

    def test_no_purchases(self):
        fit = self.fit()["mbgnbd"]
        self.assertEqual((fit.purchase_model, fit.spend_model, fit.customers), ("none", "none", 0))
        self.assertEqual(fit.words["why"], ["There is no customer with a purchase."])
        self.assertIs(fit.retention_rate, False)
        self.assertTrue(fit.is_used)
        self._untested(fit, "no customer")

    def test_one_customer(self):
        partner = self.customer()
        self.bought([(partner, ago, 10.0) for ago in (700, 400, 100)])
        fit = self.fit()["mbgnbd"]
        self.assertEqual((fit.purchase_model, fit.spend_model), ("baseline", "mean_spend"))
        self.assertEqual(fit.words["why"], ["1 customers are too few: the model needs 100."])
        self.assertEqual(fit.grade, "C")
        self.assertIn("too few to grade", fit.words["purchases"][0])

    def test_a_purchase_on_the_day_of_the_fit(self):
        self.bought([(self.customer(), 0, 10.0)])
        fit = self.fit()["mbgnbd"]
        self.assertEqual((fit.purchase_model, fit.customers), ("none", 1))
        self._untested(fit, "0 days ago")
        self.bought([(self.customer(), 0, 10.0), (self.customer(), 7, 10.0)])
        fit = self.fit()["baseline"]
        self.assertEqual(fit.choice["purchases"]["parameters"]["mean_T"], 1 / 3)

    def test_everybody_bought_once(self):
        self.bought([(partner, 400 + i, 10.0) for i, partner in enumerate(self.buyers(150))])
        fit = self.fit()["bgnbd"]
        self.assertEqual((fit.purchase_model, fit.spend_model), ("baseline", "none"))
        self.assertEqual(fit.words["why"], ["Nobody bought a second time."])
        self.assertEqual(fit.retention_rate, 0)
        self.assertEqual(fit.words["purchases"], [self.fits._sentences()["nothing_bought"]])
        self.assertIs(fit.total_error, False)  # it would be infinite

    def test_identical_customers(self):
        self.bought([(who, ago, 10.0) for who in self.buyers(120) for ago in (900, 500, 100)])
        fit = self.fit()["mbgnbd"]
        self.assertEqual((fit.purchase_model, fit.spend_model), ("baseline", "mean_spend"))
        self.assertIn("differ too little", fit.words["why"][0])

    def test_a_company_younger_than_a_year(self):
        self.simulated(200, 300)
        fit = self.fit()["mbgnbd"]
        self.assertEqual(fit.purchase_model, "mbgnbd")
        self._untested(fit, "300 days ago")
        self.assertIs(fit.retention_rate, False)
        self.assertIn("all of them do", fit.words["warnings"][0])

    def test_a_company_younger_than_two_years_predicts_the_later_half(self):
        self.simulated(200, 545)
        self.assertEqual(self.fit()["mbgnbd"].tested_from, day(273))

    def test_what_comes_to_nothing_or_less_or_to_an_unknown_amount_is_no_purchase(self):
        partner = self.customer()
        self.bought([(partner, 700, 10.0), (partner, 100, 20.0), (partner, 100, 5.0)])
        self.bought([(partner, 90, 0.0), (partner, 80, -50.0), (partner, 70, 10.0, 0)])
        choice = self.fit()["mbgnbd"].choice
        self.assertEqual(choice["purchases"]["parameters"]["mean_x"], 1)
        self.assertEqual(choice["spend"]["parameters"]["mean"], 25)

    def test_facts_that_cannot_be_computed(self):
        partner = self.customer()
        self.bought([(partner, 700, 10.0)])
        with poisoned(self.env, partner), mute_logger(MODEL, "odoo.sql_db"):
            fit = self.fit()["mbgnbd"]
        self.assertEqual(fit.purchase_model, "none")
        self.assertEqual(fit.words["why"], [self.fits._sentences()["unreadable"]])
        self._untested(fit, "cannot be computed")

    def test_without_numpy_the_average_is_taken_and_the_screen_says_why(self):
        rows = self.simulated(150)
        plain = self.fit()["baseline"].choice["purchases"]["parameters"]
        with patch.object(optional, "find_spec", lambda name: None):
            fit = self.fit()["mbgnbd"]
        self.assertEqual((fit.purchase_model, fit.spend_model), ("baseline", "mean_spend"))
        self.assertEqual(fit.customers, len({who for who, _ago, _amount in rows}))
        for name, value in fit.choice["purchases"]["parameters"].items():
            self.assertAlmostEqual(value, plain[name])
        self.assertIn("NumPy", fit.words["why"][0])
        self._untested(fit, "NumPy")
