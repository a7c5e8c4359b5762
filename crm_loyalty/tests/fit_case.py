from datetime import datetime, time, timedelta

from ..analytics.optional import np
from .common import TODAY, LoyaltyCase
from .written import write_orders

PURCHASES, SPEND = (0.6, 6, 0.9, 1.6), (6.25, 3.74, 15.44)


class FitCase(LoyaltyCase):
    """A company of its own, whose purchases are written as they are, without Odoo's ado."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.shop = cls._shop("Shop")
        cls.fits = cls.env["crm.loyalty.fit"]

    @classmethod
    def _shop(cls, name):
        return cls.env["res.company"].create({"name": name, "loyalty_tz": "UTC"})

    @classmethod
    def buyers(cls, count):
        return cls.env["res.partner"].create([{"name": f"Buyer {i}"} for i in range(count)])

    @classmethod
    def bought(cls, rows, company=None):
        """Write confirmed orders.

        :param rows: (partner, days ago, amount), and a rate where it is not 1
        """
        noon = datetime.combine(TODAY, time(12))
        values = [
            (partner.id, noon - timedelta(days=ago), amount, *(rate or (1,)))
            for partner, ago, amount, *rate in rows
        ]
        write_orders(cls, company or cls.shop, values)

    @classmethod
    def simulated(cls, count=400, days=730, company=None):
        """Customers of an MBG/NBD who began within the first half of a time up to today."""
        rng = np.random.default_rng(3)
        age = rng.integers(days // 2, days, count)
        age[0] = days
        r, alpha, a, b = PURCHASES
        rate, leaves = rng.gamma(r, 1 / alpha, count), rng.beta(a, b, count)
        rows = []
        for place, partner in enumerate(cls.buyers(count)):
            ago, worth = float(age[place]), rng.gamma(SPEND[0]) * 10
            while ago >= 0:
                rows.append((partner, int(ago), round(worth * rng.gamma(4) / 4 + 1, 2)))
                if rng.random() < leaves[place]:
                    break
                ago -= rng.exponential(1 / rate[place]) * 7
        cls.bought(rows, company)
        return rows

    def fit(self, company=None, at=TODAY):
        """Fit as of a day.

        :return: the fits by the model that was wanted
        """
        made = self.fits._fit(company or self.shop, at)
        return {fit.wanted: fit for fit in made}
