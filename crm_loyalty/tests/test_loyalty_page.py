import random

from odoo.tests import new_test_user

from .common import LoyaltyCase


class TestLoyaltyPage(LoyaltyCase):
    """A customer's page explains its loyalty line by line; the lines sum up to what is stored."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.seller = new_test_user(
            cls.env, "seller", groups="sales_team.group_sale_salesman_all_leads"
        )

    def told(self, partner):
        profile = self.profile(partner).with_user(self.seller)
        profile.invalidate_recordset()
        return profile.loyalty_told

    def lines(self, partner):
        return {
            line["label"]: line
            for dimension in self.told(partner)["dimensions"]
            for line in dimension["lines"]
        }

    def random_customers(self, seed=7, number=25):
        dice = random.Random(seed)
        customers = [self.customer(f"Random {index}") for index in range(number)]
        aspects = ("nps", "reputation", "price", "cognitive_first", "affective", "conative_buy")
        for customer in customers:
            for _order in range(dice.choice((0, 1, 2, 5))):
                values = {"discount": dice.choice((0, 0, 30))}
                self.order(customer, dice.randrange(900), dice.randrange(20, 900), **values)
            self.order(customer, 3, state=dice.choice(("draft", "cancel")))
            for aspect in dice.sample(aspects, dice.choice((0, 1, 3))):
                self.answer(customer, aspect, dice.randrange(101), dice.randrange(300))
        return customers

    def test_the_lines_sum_up_to_the_stored_figures_of_random_customers(self):
        customers = self.random_customers()
        self.full_pass()
        known = 0
        for customer in customers:
            profile, told = self.profile(customer), self.told(customer)
            lines = [line for part in told["dimensions"] for line in part["lines"]]
            total = sum(line["contribution"] for line in lines)
            if profile.loyalty_index is False:
                self.assertFalse(any(line["points"] is not None for line in lines))
                continue
            known += 1
            self.assertAlmostEqual(total, profile.loyalty_index, delta=0.00501)
            parts = sum(part["contribution"] for part in told["dimensions"])
            self.assertAlmostEqual(parts, profile.loyalty_index, delta=0.00501)
        self.assertGreater(known, 15)

    def test_what_lifts_the_index_does(self):
        """A customer of one category, of four that give all points, of 2 known dimensions of 3."""
        customer = self.customer()
        self.orders(customer, 40, 30, 20)
        self.full_pass()
        before = self.profile(customer).loyalty_index
        text = self.lines(customer)["Categories Bought"]["lift"]
        self.assertRegex(text, r"^with 3 more: \+\d")
        for number in range(3):
            category = self.env["product.category"].create({"name": str(number)})
            order = self.env["sale.order"].search([("partner_id", "=", customer.id)])[number]
            order.order_line.copy(
                {
                    "order_id": order.id,
                    "product_id": self._product(str(number), category).id,
                    "price_unit": 0,
                }
            )
        self.full_pass()
        gain = self.profile(customer).loyalty_index - before
        self.assertAlmostEqual(gain, float(text.split("+")[1]), delta=0.06)

    def test_what_is_unknown_says_how_to_make_it_known(self):
        customer = self.customer()
        self.order(customer, 10)
        self.full_pass()
        lines = self.lines(customer)
        self.assertEqual(lines["Recency Ratio"]["points"], None)
        self.assertEqual(
            lines["Recency Ratio"]["unknown"], "It needs purchases on two different days."
        )
        for label in ("Affective Loyalty, Told", "Satisfaction Index"):
            self.assertIn("Never asked", lines[label]["unknown"])
        self.assertIn("says nothing", lines["Open Quotations"]["unknown"])

    def test_marks_come_with_their_evidence(self):
        customer = self.customer()
        self.orders(customer, 40, 30, 20)
        self.full_pass()
        marks = {mark["label"]: mark for mark in self.told(customer)["marks"]}
        regular = marks["Buys Regularly"]
        self.assertEqual(regular["state"], "no")
        self.assertEqual(
            regular["conditions"], [{"text": "Recency Ratio ≤ 1.5", "now": "2", "met": False}]
        )
        recommends = marks["Recommends"]
        self.assertEqual(recommends["state"], "unknown")
        self.assertEqual(recommends["conditions"][0]["met"], False)

    def test_what_is_gone_with_its_app_is_left_out(self):
        customer = self.customer()
        self.orders(customer, 40, 30, 20)
        self.full_pass()
        run = self.profile(customer).run_id
        cards, marks = run.scorecards, run.marks  # copies
        cards[0]["lines"][0]["measure"] = "gone"
        marks[0]["domain"] = [["gone", "=", 1]]
        run.write({"scorecards": cards, "marks": marks})
        told = self.told(customer)
        self.assertEqual(len(told["dimensions"][0]["lines"]), 3)
        self.assertEqual(told["marks"][0]["conditions"], [])

    def test_the_page_takes_two_queries_whatever_was_bought(self):
        some, many = self.customer(), self.customer()
        self.order(some, 10)
        self.orders(many, *range(1, 30))
        self.full_pass()
        for customer in (some, many):
            profile = self.profile(customer).with_user(self.seller)
            profile.read(["loyalty_index", "attitude_id", "company_id"])
            with self.assertQueryCount(2):
                self.assertTrue(profile.loyalty_told)

    def test_without_a_scorecard_it_says_so(self):
        self.env["crm.loyalty.scorecard"].search([]).active = False
        customer = self.customer()
        self.order(customer, 10)
        self.full_pass()
        told = self.told(customer)
        self.assertEqual((told["index"], told["coverage"], told["dimensions"]), (None, None, []))
