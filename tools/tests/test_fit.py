"""CDNOW through Odoo's orders and back: the published model, and the published second half."""

from datetime import date
from pathlib import Path

from odoo.tools import SQL

from tools.tests.store_case import StoreCase

DATA = Path(__file__).parents[3] / "shared" / "data"
ZEROS = 8  # of 6,919
NAMES = ("r", "alpha", "a", "b")


class TestFit(StoreCase):
    """Fader, Hardie & Lee (2005), table 2: fitted to weeks 1 to 39, in weeks."""

    def setUp(self):
        super().setUp()
        path = DATA / "CDNOW_sample.txt.gz"
        if not path.exists():
            self.skipTest(
                f"{path.name} is not in {DATA}: it is public data kept beside the project"
            )
        self.load(path)
        # What was given away is no purchase here; it was one to the authors.
        given = "UPDATE sale_order SET amount_untaxed = 0.001 WHERE amount_untaxed = 0 RETURNING id"
        self.assertEqual(len(self.env.execute_query(SQL(given))), ZEROS)

    def fit(self, day):
        made = self.env["crm.loyalty.fit"]._fit(self.env.company, day)
        return {fit.wanted: fit for fit in made}

    def test_orders_give_the_published_model(self):
        fit = self.fit(date(1997, 9, 30))["bgnbd"]
        parameters = fit.choice["purchases"]["parameters"]
        self.assertEqual(
            [round(parameters[name], 3) for name in NAMES], [0.243, 4.414, 0.793, 2.426]
        )
        self.assertEqual(round(fit.choice["purchases"]["log_likelihood"], 1), -9582.4)
        self.assertEqual((fit.customers, fit.repeat_buyers), (2357, 946))
        spend = fit.choice["spend"]["parameters"]
        self.assertEqual(
            [round(spend[name], 2) for name in ("p", "q", "gamma")], [6.25, 3.74, 15.44]
        )

    def test_the_second_half_is_predicted_from_the_first(self):
        """The day of the split is found: half of the time from the first purchase on."""
        fit = self.fit(date(1998, 6, 30))["bgnbd"]
        self.assertEqual(fit.tested_from, date(1997, 9, 30))
        parameters = fit.backtest["parameters"]
        self.assertEqual(
            [round(parameters[name], 3) for name in NAMES], [0.243, 4.414, 0.793, 2.426]
        )
        self.assertEqual(round(fit.total_error, 3), -0.121)
        self.assertEqual((round(fit.mae, 3), round(fit.baseline_mae, 3)), (0.785, 1.089))
        self.assertEqual(fit.backtest["purchases"]["letter"], "B")
