from odoo.exceptions import AccessError, ValidationError
from odoo.tests import new_test_user

from .common import LoyaltyCase, day


class TestWallet(LoyaltyCase):
    """The share of a customer's wallet, where somebody estimated what it spends in a year."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.seller = new_test_user(cls.env, "seller", "sales_team.group_sale_salesman")
        cls.buyer = cls.customer("Buyer", user_id=cls.seller.id)
        cls.contact = cls.customer("Contact", is_company=False, parent_id=cls.buyer.id)
        cls.order(cls.buyer, 10, 300)
        cls.order(cls.buyer, 400, 900)  # more than a year ago
        cls.full_pass()

    def estimate(self, amount, ago=3, partner=None, **values):
        values |= {"partner_id": (partner or self.buyer).id, "date": day(ago), "amount": amount}
        return self.env["crm.loyalty.wallet"].with_user(self.seller).create(values)

    def figures(self, partner=None):
        """What the engine tells after the changes: wallet, share, what is open."""
        self.changes()
        profile = self.profile(partner or self.buyer)
        return profile.wallet_amount, profile.share_of_wallet, profile.wallet_open

    def growth(self):
        """The card of the customer's page, as the salesperson sees it."""
        profile = self.profile(self.buyer).with_user(self.seller)
        return next(c for c in profile.valuation["components"] if c["label"] == "Growth")

    def test_the_share_is_what_was_bought_in_a_year_of_what_is_spent_in_one(self):
        self.estimate(1200)
        self.assertEqual(self.figures(), (1200, 0.25, 900))
        self.assertEqual(str(self.profile(self.buyer).wallet_date), str(day(3)))

    def test_without_an_estimate_it_is_unknown(self):
        self.assertEqual(self.figures(), (False, False, False))
        self.assertIsNot(self.profile(self.buyer).share_of_wallet, 0)

    def test_the_latest_estimate_counts_whoever_of_the_customer_it_is_about(self):
        self.estimate(1200, 3)
        self.estimate(600, 2, self.contact)
        self.estimate(9000, 30)
        self.estimate(7000, -1)  # of tomorrow
        self.assertEqual(self.figures(), (600, 0.5, 300))

    def test_an_archived_estimate_does_not_count_with_the_next_changes(self):
        estimate = self.estimate(1200)
        self.figures()
        estimate.active = False
        self.assertEqual(self.figures(), (False, False, False))
        self.assertFalse(self.drift())

    def test_who_buys_more_than_was_estimated_buys_everything(self):
        self.estimate(100)
        self.assertEqual(self.figures(), (100, 1, 0))

    def test_who_took_more_back_than_it_bought_has_no_share(self):
        self.order(self.buyer, 5, -500)
        self.estimate(1000)
        self.assertEqual(self.figures()[1], 0)

    def test_what_is_open_of_the_wallet_is_growth_potential(self):
        self.assertIn("estimate what the customer spends", self.growth()["text"])
        self.estimate(1200)
        self.changes()
        self.assertEqual(self.profile(self.buyer).growth_potential, 900)
        self.assertIn("900.00 of", self.growth()["text"])

    def test_who_never_bought_may_have_a_wallet_and_an_estimate_makes_nobody_a_customer(self):
        prospect, neighbour = self.customer("Prospect"), self.customer("Neighbour")
        self.order(prospect, 3, state="draft")
        for partner in (prospect, neighbour):
            partner.user_id = self.seller
            self.estimate(500, partner=partner)
        self.assertEqual(self.figures(prospect), (500, 0, 500))
        self.assertFalse(self.profile(neighbour))

    def test_an_estimate_of_nothing_is_refused(self):
        for amount in (0, -5, 0.001):
            with self.assertRaisesRegex(ValidationError, "more than nothing"):
                self.estimate(amount)

    def test_a_salesperson_estimates_own_customers_alone(self):
        colleague = new_test_user(self.env, "colleague", "sales_team.group_sale_salesman")
        theirs = self.customer("Theirs", user_id=colleague.id)
        with self.assertRaises(AccessError):
            self.estimate(100, partner=theirs)
        estimate = self.estimate(100)
        self.assertFalse(self.env["crm.loyalty.wallet"].with_user(colleague).search([]))
        with self.assertRaises(AccessError):
            estimate.partner_id = theirs

    def test_a_scorecard_and_a_rule_may_ask_for_it(self):
        card = self.env["crm.loyalty.scorecard"]
        self.assertIn("share_of_wallet", dict(card.line_ids._list_measures()))
        self.estimate(1200)
        segment = self.env["crm.loyalty.segment"].create(
            {"name": "Buys Elsewhere", "domain": "[('share_of_wallet', '<', 0.3)]"}
        )
        self.full_pass()
        self.assertEqual(self.profile(self.buyer).segment_ids, segment)
