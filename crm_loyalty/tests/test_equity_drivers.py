from odoo.tests import new_test_user

from .common_equity import EquityCase


class TestEquityDrivers(EquityCase):
    """Value, brand and relationship equity: how strong each is, and of how much of the base."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env["res.company"].create({"name": "Company of the Drivers"})
        cls.buyers = [cls.buyer(n) for n in range(30)]

    @classmethod
    def buyer(cls, number):
        return cls.env["crm.loyalty.profile"].create(
            {
                "partner_id": cls.customer(f"Buyer {number}").id,
                "company_id": cls.company.id,
                "purchase_count": 1,
                "clv": 10.0,
                "active": True,
            }
        )

    def drivers(self, user=None):
        balances = self.balances.with_user(user) if user else self.balances
        rows = balances.with_context(allowed_company_ids=self.company.ids).equity_drivers()
        return {row["name"]: row for row in rows}

    def test_where_nobody_was_asked_nothing_is_known(self):
        unknown = {"score": None, "customers": 0, "share": None, "slope": None}
        for name, row in self.drivers().items():
            self.assertEqual(row, unknown | {"name": name})

    def test_value_is_the_mean_of_experience_and_delivered_value(self):
        self.buyers[0].write({"experience_score": 80, "delivered_value": 20})  # 80 and 60
        self.buyers[1].experience_score = 50
        row = self.drivers()["value"]
        self.assertEqual((row["score"], row["customers"]), (60, 2))
        self.assertAlmostEqual(row["share"], 2 / 30)

    def test_a_point_more_goes_with_so_much_more_value(self):
        for number, buyer in enumerate(self.buyers):
            buyer.write({"loyalty_index": number, "clv": 100 + 3 * number})
        row = self.drivers()["relationship"]
        self.assertEqual((row["score"], row["share"]), (14.5, 1))
        self.assertAlmostEqual(row["slope"], 3)

    def test_of_few_customers_no_slope_is_told(self):
        for number, buyer in enumerate(self.buyers[:29]):
            buyer.write({"reputation_score": number})
        self.assertIsNone(self.drivers()["brand"]["slope"])

    def test_a_salesperson_is_told_of_his_own_customers_alone(self):
        mine = new_test_user(
            self.env,
            "mine",
            "sales_team.group_sale_salesman",
            company_id=self.company.id,
            company_ids=self.company.ids,
        )
        self.buyers[0].write({"reputation_score": 90, "user_id": mine.id})
        self.buyers[1].write({"reputation_score": 10, "user_id": self.manager.id})
        row = self.drivers(mine)["brand"]
        self.assertEqual((row["score"], row["customers"]), (90, 1))
