from odoo.exceptions import ValidationError
from odoo.tests import freeze_time

from .common import TODAY, LoyaltyCase, day


class TestLinkOrders(LoyaltyCase):
    """A company has its customers asked so many days after an order, and nobody too often."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.loyalty_ask_questionnaire_id = cls.env.ref("crm_loyalty.questionnaire_purchase")
        cls.company.write({"loyalty_ask_days": 14, "loyalty_ask_pause": 90})
        cls.invites = cls.env["crm.loyalty.invite"]
        cls.buyer = cls.customer("Buyer", email="buyer@example.com")

    def due(self, ago=0):
        """Whom the scheduled action queues on a day, by their orders."""
        before = self.invites.search([])
        with freeze_time(f"{day(ago)} 13:00:00"):
            while self.invites._ask_after_orders(self.company):
                pass
        new = self.invites.search([]) - before
        self.created(new, ago)
        return new

    def test_an_order_of_so_many_days_ago_is_asked_about_once(self):
        order = self.order(self.buyer, 14)
        self.order(self.customer("Later"), 13)
        self.order(self.customer("Long Ago"), 22)
        self.order(self.customer("Quotation"), 14, state="draft")
        invite = self.due()
        self.assertEqual((invite.order_id, invite.partner_id), (order, self.buyer))
        self.assertEqual((invite.state, invite.user_id.id), ("queued", False))
        self.assertFalse(self.due())

    def test_a_job_that_stood_still_for_some_days_makes_up_for_it(self):
        self.order(self.buyer, 20)
        self.assertTrue(self.due())

    def test_of_several_orders_the_newest_is_asked_about(self):
        self.order(self.buyer, 16)
        newest = self.order(self.buyer, 15)
        self.assertEqual(self.due().order_id, newest)

    def test_nobody_is_asked_again_before_the_pause_is_over(self):
        for ago in (120, 60, 14):
            self.order(self.buyer, ago)
        self.due(106).state = "answered"
        self.assertFalse(self.due(46))  # 60 days later
        self.assertTrue(self.due())  # 106 days later

    def test_a_colleague_at_the_same_customer_counts_too(self):
        contact = self.customer("Contact", is_company=False, parent_id=self.buyer.id)
        self.order(self.buyer, 16)
        self.order(contact, 15)
        self.assertEqual(self.due().partner_id, contact)
        self.order(self.buyer, 14)
        self.assertFalse(self.due())

    def test_who_could_not_be_asked_is_asked_about_the_next_order(self):
        self.order(self.buyer, 20)
        self.due(6).write({"state": "skipped", "problem": "no_email"})
        self.order(self.buyer, 14)
        self.assertTrue(self.due())

    def test_companies_ask_for_themselves(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.order(self.buyer, 14, company_id=other.id)
        self.assertFalse(self.due())
        self.assertFalse(other.loyalty_ask_questionnaire_id)

    def test_a_questionnaire_that_asks_nothing_is_sent_to_nobody(self):
        self.order(self.buyer, 14)
        lines = self.company.loyalty_ask_questionnaire_id.line_ids
        lines.aspect_id.active = False
        self.assertFalse(self.due())
        lines.aspect_id.active = True
        self.assertTrue(self.due())

    def test_days_are_some(self):
        for days in (-1, 10**9):  # of so many there is no calendar, and nobody would be asked
            with self.assertRaisesRegex(ValidationError, "0 to 3650 days"):
                self.company.loyalty_ask_days = days
        self.assertEqual(str(TODAY), "2026-06-30")
