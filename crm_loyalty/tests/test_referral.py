from datetime import timedelta

from odoo import fields
from odoo.exceptions import ValidationError
from odoo.tests import Form, new_test_user

from .common import day
from .common_referral import ReferralCase


class TestReferral(ReferralCase):
    """Who sent us whom, and what came of it."""

    def test_a_purchase_of_the_referred_counts_with_the_referrer(self):
        self.assertEqual(self.figures(self.anna), (0, 0, False), "unknown, not zero")
        self.refer(self.anna, self.ben)
        self.changes()
        self.assertEqual(self.figures(self.anna), (1, 0, 0))
        self.order(self.ben, 400, 1000)
        self.order(self.ben, 20, 70)
        self.changes()
        self.assertEqual(self.figures(self.anna), (1, 1, 70))
        self.assertFalse(self.drift())

    def test_what_a_contact_referred_and_what_a_contact_bought_counts_with_their_customers(self):
        friend = self.customer("Friend", is_company=False, parent_id=self.anna.id)
        buyer = self.customer("Buyer", is_company=False, parent_id=self.ben.id)
        self.refer(friend, self.ben)
        self.order(buyer, 5, 40)
        self.changes()
        self.assertEqual(self.figures(self.anna), (1, 1, 40))
        buyer.parent_id = self.cora
        self.changes()
        self.assertEqual(self.figures(self.anna), (1, 0, 0))

    def test_who_had_bought_before_was_a_customer_already(self):
        self.order(self.ben, 30, 50)
        self.order(self.ben, 3, 50)
        self.refer(self.anna, self.ben, 10)
        self.changes()
        self.assertEqual(self.figures(self.anna), (1, 0, 0))
        self.ben.referral_date = day(30)
        self.changes()
        self.assertEqual(self.figures(self.anna), (1, 1, 100))

    def test_a_referral_to_come_is_not_seen_from_an_earlier_day(self):
        self.refer(self.anna, self.ben, 10)
        self.order(self.ben, 5, 50)
        self.full_pass(day(11))
        self.assertEqual(self.figures(self.anna), (0, 0, False))
        self.full_pass(day(7))
        self.assertEqual(self.figures(self.anna), (1, 0, 0))
        self.full_pass()
        self.assertEqual(self.figures(self.anna), (1, 1, 50))

    def test_another_referrer_takes_the_figures_along(self):
        self.orders(self.cora, 3)
        self.refer(self.anna, self.ben)
        self.orders(self.ben, 2)
        self.changes()
        self.refer(self.cora, self.ben)
        self.changes()
        self.assertEqual(self.figures(self.anna), (0, 0, False))
        self.assertEqual(self.figures(self.cora), (1, 1, 100))
        self.ben.referred_by_id = False
        self.changes()
        self.assertEqual(self.figures(self.cora), (0, 0, False))

    def test_a_referred_customer_who_objects_to_profiling_is_not_counted(self):
        self.refer(self.anna, self.ben)
        self.orders(self.ben, 2)
        self.changes()
        self.ben.loyalty_opt_out = True
        self.changes()
        self.assertEqual(self.figures(self.anna), (0, 0, False))
        self.assertFalse(self.drift())

    def test_a_customer_of_another_company_is_not_counted(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.refer(self.anna, self.ben)
        self.ben.company_id = other
        self.changes()
        self.assertEqual(self.figures(self.anna), (0, 0, False))

    def test_a_circle_is_refused_whatever_its_length(self):
        self.refer(self.anna, self.ben)
        self.refer(self.ben, self.cora)
        for customer, referrer in ((self.anna, self.ben), (self.anna, self.cora)):
            with self.assertRaisesRegex(ValidationError, "a circle of referrals is not possible"):
                customer.referred_by_id = referrer

    def test_a_circle_by_way_of_a_contact_is_refused(self):
        friend = self.customer("Friend", is_company=False, parent_id=self.ben.id)
        self.refer(self.anna, self.ben)
        with self.assertRaisesRegex(ValidationError, "circle"):
            self.anna.referred_by_id = friend

    def test_nobody_refers_himself_nor_his_own_company(self):
        friend = self.customer("Friend", is_company=False, parent_id=self.ben.id)
        for referrer in (self.ben, friend):
            with self.assertRaisesRegex(ValidationError, "nobody refers himself"):
                self.ben.referred_by_id = referrer

    def test_the_form_counts_from_today_unless_somebody_says_otherwise(self):
        seller = new_test_user(
            self.env, "seller", "sales_team.group_sale_salesman,base.group_partner_manager"
        )
        with Form(self.ben.with_user(seller)) as form:
            form.referred_by_id = self.anna
        self.assertTrue(self.ben.referral_date)

    def test_nobody_was_referred_in_the_future(self):
        """But where the user is it may be tomorrow already."""
        today = fields.Date.today()
        self.ben.write({"referred_by_id": self.anna.id, "referral_date": today + timedelta(1)})
        with self.assertRaisesRegex(ValidationError, "in the future: correct"):
            self.ben.referral_date = today + timedelta(2)

    def test_who_referred_somebody_who_bought_is_an_advocate(self):
        self.assertEqual(self.profile(self.anna).formation_id, self.stage("formation_first_time"))
        self.refer(self.anna, self.ben)
        self.orders(self.ben, 2)
        self.changes()
        self.assertEqual(self.profile(self.anna).formation_id, self.stage("formation_advocate"))

    def test_the_component_of_value_names_what_it_rests_on(self):
        self.refer(self.anna, self.ben)
        self.order(self.ben, 2, 70)
        self.changes()
        manager = new_test_user(self.env, "manager", "crm_loyalty.group_loyalty_manager")
        told = self.profile(self.anna).with_user(manager).valuation["components"][2]
        self.assertEqual(told["value"], "$\xa070.00")
        self.assertIn("Referred: 1, of whom 1 bought since.", told["text"])
        self.assertIn("Ben ($\xa070.00 in 12 months)", told["text"])


class TestReferralMerged(ReferralCase):
    """Contacts are merged: who referred whom stays, and no circle comes of it."""

    def merge(self, into, *gone):
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge([into.id, *(partner.id for partner in gone)], into)
        self.changes()
        self.assertFalse(self.drift())

    def test_the_referrer_is_merged(self):
        self.refer(self.anna, self.ben)
        self.orders(self.ben, 3)
        self.orders(self.cora, 3)
        self.changes()
        self.merge(self.cora, self.anna)
        self.assertEqual(self.ben.referred_by_id, self.cora)
        self.assertEqual(self.figures(self.cora), (1, 1, 100))

    def test_the_referred_is_merged(self):
        self.refer(self.anna, self.ben, 9)
        self.orders(self.ben, 3)
        self.orders(self.cora, 2)
        self.merge(self.cora, self.ben)
        self.assertEqual((self.cora.referred_by_id, self.cora.referral_date), (self.anna, day(9)))
        self.assertEqual(self.figures(self.anna), (1, 1, 200))

    def test_referrer_and_referred_become_one(self):
        for into, gone in ((self.anna, self.ben),):
            self.refer(self.anna, self.ben)
            self.merge(into, gone)
            self.assertFalse(into.referred_by_id)

    def test_referred_and_referrer_become_one(self):
        self.refer(self.anna, self.ben)
        self.merge(self.ben, self.anna)
        self.assertFalse(self.ben.referred_by_id)

    def test_both_ends_of_a_chain_become_one(self):
        self.refer(self.anna, self.ben)
        self.refer(self.ben, self.cora)
        self.merge(self.anna, self.cora)
        self.assertEqual((self.ben.referred_by_id, self.anna.referred_by_id.ids), (self.anna, []))
