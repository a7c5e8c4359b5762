from odoo.exceptions import UserError
from odoo.tests import new_test_user

from .common_opinion import OpinionCase


class TestLevers(OpinionCase):
    """What pulls a group's satisfaction down is told so that the parts add up."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.boss = new_test_user(cls.env, "boss", "sales_team.group_sale_salesman_all_leads")
        cls.other = cls.customer("Other", user_id=cls.boss.id)
        cls.order(cls.other, 10)
        cls.segment = cls.env["crm.loyalty.segment"].create(
            {"name": "Ours", "domain": f"[('partner_id', '=', {cls.buyer.id})]"}
        )

    def levers(self, *group, user=None):
        self.full_pass()
        return self.profiles.with_user(user or self.boss).levers(*group)

    def ours(self, **values):
        return self.levers("segment", self.segment.id, **values)

    def rows(self, figure):
        names = {self.aspect(name).id: name for name in ("satisfaction_product", "cost_money")}
        names |= {self.aspect(n).id: n for n in ("satisfaction_price", "benefit_product")}
        return {names[row["id"]]: row for row in figure["rows"]}

    def test_by_hand(self):
        # Ours: product 80, price 40 where 60 was expected: index 60 + 0.5 · −20 = 50. Missing 50:
        # product (100 − 80) / 2 = 10; price (100 − 40) / 2 + 0.5 · 20 = 40.
        self.say(
            self.buyer,
            satisfaction_product=80,
            satisfaction_price=40,
            expected={"satisfaction_price": 60},
        )
        # The others: product 70, price 90, index 80. Missing 20: product 15, price 5.
        self.say(self.other, satisfaction_product=70, satisfaction_price=90)
        found = self.ours()["satisfaction"]
        self.assertEqual((found["here"], found["others"]), (50, 80))
        rows = self.rows(found)
        self.assertEqual(list(rows), ["satisfaction_price", "satisfaction_product"])
        price, product = rows.values()
        self.assertEqual((price["cost"], price["pull"], price["difference"]), (40, 35, -50))
        self.assertEqual((product["cost"], product["pull"], product["difference"]), (10, -5, 10))
        self.assertEqual((price["gap"], price["customers"], price["others_customers"]), (-20, 1, 1))

    def test_pulls_add_up_to_the_difference_of_the_indexes(self):
        self.say(self.buyer, satisfaction_product=98, expected={"satisfaction_product": 20})
        self.say(self.other, satisfaction_price=7, expected={"satisfaction_price": 90})
        more = [self.customer(f"More {number}") for number in range(5)]
        for number, partner in enumerate(more):
            self.order(partner, 10)
            self.say(partner, satisfaction_product=33.3 * number % 100, satisfaction_service=71)
            self.say(
                partner, satisfaction_price=17 * number, cost_money=9 * number, benefit_image=8
            )
        self.segment.domain = f"[('partner_id', 'in', {[self.buyer.id, more[0].id, more[3].id]})]"
        found = self.ours()
        for figure in ("satisfaction", "delivered"):
            told = found[figure]
            pulls = sum(row["pull"] for row in told["rows"])
            self.assertAlmostEqual(pulls, told["others"] - told["here"], delta=0.02)

    def test_of_all_customers_what_is_missing_to_100_adds_up(self):
        self.say(self.buyer, benefit_product=80, cost_money=30)
        self.say(self.other, benefit_product=60, cost_money=50)
        found = self.levers()["delivered"]
        self.assertEqual((found["here"], found["others"]), (30, None))
        rows = self.rows(found)
        # Benefits lack 20 and 40, costs are 30 and 50: 30 and 40 of the 70 that are missing.
        self.assertEqual((rows["benefit_product"]["pull"], rows["cost_money"]["pull"]), (30, 40))

    def test_nps_of_the_group_has_its_interval(self):
        self.say(self.buyer, nps=100)
        self.say(self.contact, nps=80)
        found = self.ours()
        # 1 + 1 + 0 answers: (1.75 − 0.75) / 5 = 0.2 ± 1.96 · √((2.5/5 − 0.04) / 5) = 0.594.
        told = [round(found["nps"][name], 1) for name in ("score", "low", "high")]
        self.assertEqual(told, [50, -39.4, 79.4])
        self.assertEqual(found["nps"]["count"], 2)
        self.assertIs(found["others_nps"], None)

    def test_indicators_say_of_how_many_customers_they_are_known(self):
        self.say(self.buyer, reputation=90)
        told = {row["label"]: row for row in self.ours()["indicators"]}
        self.assertEqual(told["Reputation"]["here"], {"value": 100, "customers": 1})
        self.assertEqual(told["Reputation"]["others"], {"value": None, "customers": 0})
        self.assertEqual(told["Average Order"]["others"], {"value": 100, "customers": 1})

    def test_where_nobody_answered_everything_is_unknown(self):
        found = self.ours()
        self.assertEqual(found["satisfaction"]["rows"], [])
        self.assertIs(found["satisfaction"]["here"], None)
        self.assertIs(found["nps"], None)

    def test_a_salesperson_sees_own_customers_alone(self):
        self.say(self.buyer, satisfaction_product=80, nps=100)
        self.say(self.other, satisfaction_product=10, nps=0)
        found = self.levers(user=self.seller)
        self.assertEqual((found["customers"], found["satisfaction"]["here"]), (1, 80))
        self.assertEqual(found["nps"]["count"], 1)
        self.assertIs(self.ours(user=self.seller)["others_nps"], None)

    def test_what_is_no_group_is_refused(self):
        for group in (("nothing", 1), ("lifecycle", "x"), ("partner_id", 1), ("lifecycle", False)):
            with self.assertRaises(UserError):
                self.levers(*group)
