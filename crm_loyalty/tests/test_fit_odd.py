from unittest.mock import patch

from odoo.tools import mute_logger

from ..analytics import optional
from .common import day
from .fit_case import FitCase
from .poison import poisoned

MODEL = "odoo.addons.crm_loyalty.models.crm_loyalty_fit"


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
