from odoo.exceptions import AccessError, ValidationError
from odoo.tests import new_test_user

from .common import day
from .common_opinion import OpinionCase


class TestIdeas(OpinionCase):
    """What customers teach us counts as their knowledge, and unknown worth is not zero."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.full_pass()

    def idea(self, partner, ago=3, **values):
        ideas = self.env["crm.loyalty.idea"].with_user(self.seller)
        return ideas.create({"name": "Lids", "partner_id": partner.id, "date": day(ago)} | values)

    def knowledge(self):
        """The card of the customer's page, as the salesperson sees it."""
        self.changes()
        profile = self.profile(self.buyer).with_user(self.seller)
        return next(c for c in profile.valuation["components"] if c["label"] == "Knowledge")

    def test_ideas_of_a_year_are_worth_what_was_estimated(self):
        self.idea(self.buyer, worth=200)
        self.idea(self.contact, worth=50)
        self.idea(self.contact)
        self.idea(self.buyer, 366, worth=9000)
        self.changes()
        profile = self.profile(self.buyer)
        self.assertEqual((profile.idea_count, profile.idea_worth), (4, 250))

    def test_without_an_estimate_the_worth_is_unknown(self):
        self.idea(self.buyer, score="5", name="Handles")
        self.idea(self.buyer, score="2")
        card = self.knowledge()
        self.assertIs(card["value"], None)
        self.assertIn("“Handles” (5 of 5)", card["text"])
        self.assertIn("Nobody estimated", card["text"])

    def test_without_ideas_it_says_so(self):
        card = self.knowledge()
        self.assertIs(card["value"], None)
        self.assertIn("Nobody has noted", card["text"])

    def test_an_estimate_of_nothing_is_known(self):
        self.idea(self.buyer, worth=0)
        self.changes()
        self.assertEqual(self.profile(self.buyer).idea_worth, 0)
        self.assertIsNot(self.profile(self.buyer).idea_worth, False)

    def test_an_idea_alone_makes_nobody_a_customer(self):
        neighbour = self.customer("Neighbour", user_id=self.seller.id)
        self.idea(neighbour, worth=10)
        self.changes()
        self.assertFalse(self.profile(neighbour))

    def test_a_changed_idea_counts_with_the_next_changes(self):
        idea = self.idea(self.buyer, worth=10)
        self.changes()
        idea.worth = 70
        self.changes()
        self.assertEqual(self.profile(self.buyer).idea_worth, 70)
        idea.active = False
        self.changes()
        self.assertEqual(self.profile(self.buyer).idea_count, 0)
        self.assertIs(self.profile(self.buyer).idea_worth, False)
        self.assertFalse(self.drift())

    def test_a_salesperson_notes_ideas_of_own_customers_alone(self):
        colleague = new_test_user(self.env, "colleague", "sales_team.group_sale_salesman")
        theirs = self.customer("Theirs", user_id=colleague.id)
        with self.assertRaises(AccessError):
            self.idea(theirs)
        idea = self.idea(self.contact)
        self.assertFalse(self.env["crm.loyalty.idea"].with_user(colleague).search([]))
        with self.assertRaises(AccessError):
            idea.partner_id = theirs

    def test_a_salesperson_is_offered_the_customers_of_whom_ideas_may_be_noted(self):
        colleague = new_test_user(self.env, "colleague", "sales_team.group_sale_salesman")
        theirs = self.customer("Theirs", user_id=colleague.id)
        nobody_knows = self.customer("New", user_id=self.seller.id)
        ideas = self.env["crm.loyalty.idea"].with_user(self.seller)
        offered = ideas.fields_get(["partner_id"])["partner_id"]["domain"]
        found = self.env["res.partner"].with_user(self.seller).search(offered)
        self.assertLess(self.contact + nobody_knows, found)
        self.assertNotIn(theirs, found)

    def test_the_button_opens_the_ideas_of_the_customer_and_its_contacts(self):
        idea = self.idea(self.contact)
        self.idea(self.customer("Else", user_id=self.seller.id))
        action = self.profile(self.buyer).with_user(self.seller).action_open_ideas()
        found = self.env["crm.loyalty.idea"].with_user(self.seller).search(action["domain"])
        self.assertEqual(found, idea)

    def test_no_idea_is_worth_less_than_nothing(self):
        with self.assertRaises(ValidationError):
            self.idea(self.buyer, worth=-1)
