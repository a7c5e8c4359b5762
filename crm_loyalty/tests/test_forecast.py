from datetime import timedelta
from unittest.mock import patch

from odoo.tools import SQL

from ..analytics.baseline import MeanSpend
from ..analytics.bgnbd import BGNBD
from ..analytics.choice import Choice, Taken
from ..analytics.gammagamma import GammaGamma
from ..engine import forecast
from .common import TODAY, LoyaltyCase

# Fader, Hardie & Lee (2005): the models of the CDNOW sample, in weeks.
PUBLISHED = Choice(
    Taken(BGNBD(0.243, 4.414, 0.793, 2.426)), Taken(GammaGamma(6.25, 3.74, 15.44)), 2357, 946, 7
)


class TestForecast(LoyaltyCase):
    """Passes predict by the company's fit: here by the published one, from orders in Odoo."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.write({"loyalty_discount_rate": 0, "loyalty_margin_rate": 0.5})
        cls.fit = cls._fitted(TODAY)
        # 39 weeks are 273 days: as many as nine months of the horizon.
        cls.company.loyalty_horizon = 9
        cls.enterClassContext(patch.object(forecast, "DAYS_OF_MONTH", 273 / 9))
        # The paper's example: x = 2, t_x = 30.43 and T = 38.86 weeks, that is 213 and 272 days.
        cls.buyer = cls.customer()
        cls.orders(cls.buyer, 272, 100, 59, amount=45.0)

    @classmethod
    def _fitted(cls, at):
        return cls.env["crm.loyalty.fit"].create(
            {
                "company_id": cls.company.id,
                "day": at,
                "wanted": "bgnbd",
                "is_used": True,
                "choice": PUBLISHED.stored(),
                "purchase_model": "bgnbd",
                "spend_model": "gammagamma",
            }
        )

    def predicted(self, partner=None):
        return self.profile(partner or self.buyer)

    def test_the_papers_example(self):
        self.full_pass()
        self.assertEqual(self.predicted().expected_purchases, 1.226)

    def test_the_next_purchase_is_predicted_for_a_day(self):
        """Alive, it buys at a rate of Gamma(r + x, α + T): (α + T) · (2^(1 / (r + x)) − 1)."""
        self.full_pass()
        self.assertEqual(self.predicted().expected_wait, 110)  # 43.271 · 0.3621 weeks
        self.assertEqual(self.predicted().predicted_next_date, TODAY + timedelta(days=110))

    def test_revenue_is_purchases_times_their_expected_value(self):
        """Gamma-Gamma expects 6.25 · 105.44 / 15.24 of who spent 45 twice."""
        self.full_pass()
        self.assertAlmostEqual(self.predicted().expected_revenue, 1.226 * 43.2415, delta=0.03)
        self.assertAlmostEqual(self.predicted().clv, 1.226 * 43.2415 / 2, delta=0.02)

    def test_the_interval_holds_the_value(self):
        self.full_pass()
        profile = self.predicted()
        self.assertLess(profile.clv_low, profile.clv)
        self.assertGreater(profile.clv_high, profile.clv)

    def test_where_the_model_knows_averages_alone_the_page_says_why_there_is_no_interval(self):
        self.full_pass()
        self.assertNotIn("averages alone", self.predicted().valuation["basis"])
        self.fit.choice = PUBLISHED._replace(spend=Taken(MeanSpend(35.0))).stored()
        self.fit.spend_model = "mean_spend"
        self.full_pass()
        profile = self.predicted()
        self.assertTrue(profile.expected_revenue)
        self.assertIs(profile.clv_low, False)
        self.assertIn("averages alone", profile.valuation["basis"])

    def test_who_bought_once_is_alive_for_certain_by_this_model(self):
        once = self.customer("Once")
        self.order(once, 200)
        self.full_pass()
        self.assertEqual(self.predicted(once).alive, 1)

    def test_a_purchase_on_the_day_itself(self):
        new = self.customer("New")
        self.order(new, 0)
        self.full_pass()
        self.assertGreater(self.predicted(new).expected_purchases, 0)

    def test_orders_of_one_day_are_one_purchase(self):
        self.order(self.buyer, 59, 1.0)
        self.full_pass()
        self.assertEqual(self.predicted().expected_purchases, 1.226)

    def test_an_amount_that_is_not_known_makes_the_value_unknown(self):
        order = self.order(self.buyer, 59, 1.0)
        order.flush_recordset()
        self.env.execute_query(
            SQL("UPDATE sale_order SET currency_rate = 0 WHERE id = %s RETURNING id", order.id)
        )
        self.full_pass()
        self.assertIs(self.predicted().expected_revenue, False)
        self.assertEqual(self.predicted().expected_purchases, 1.226)

    def test_who_never_bought_is_not_predicted(self):
        prospect = self.customer("Prospect")
        self.order(prospect, 3, state="draft")
        self.full_pass()
        self.assertIs(self.predicted(prospect).alive, False)

    def test_a_later_fit_knows_too_much(self):
        self.fit.unlink()
        self._fitted(TODAY + timedelta(days=1))
        self.full_pass()
        self.assertIs(self.predicted().expected_purchases, False)

    def test_changes_are_predicted_by_the_fit_of_the_full_pass(self):
        self.full_pass()
        before = self.predicted().expected_purchases
        self.order(self.buyer, 1, 45.0)
        self.fit.unlink()
        self._fitted(TODAY)
        self.changes()
        self.assertIs(self.predicted().expected_purchases, False)
        self.full_pass()
        self.assertGreater(self.predicted().expected_purchases, before)
        self.assertFalse(self.drift())

    def test_without_the_packages_nothing_is_predicted_and_the_rest_is_computed(self):
        with patch.object(forecast, "available", return_value=False):
            self.full_pass()
        self.assertIs(self.predicted().clv, False)
        self.assertEqual(self.predicted().earned_12m, 67.5)

    def test_a_company_without_a_model(self):
        self.fit.choice = Choice(Taken(None), Taken(None), 0, 0, 7).stored()
        self.full_pass()
        self.assertIs(self.predicted().expected_purchases, False)
