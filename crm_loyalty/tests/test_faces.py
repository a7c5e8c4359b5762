from odoo.tests import new_test_user

from .common import LoyaltyCase

SELLER = "base.group_user,sales_team.group_sale_salesman"


class TestFaces(LoyaltyCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.seller = new_test_user(cls.env, "seller", SELLER)

    def seen(self, partner):
        """The relationship as its salesperson sees it."""
        return self.profile(partner).with_user(self.seller)

    def gaps(self, partner):
        """What is unknown of a customer: {label: why}."""
        told = self.seen(partner).gaps
        return {label: r["why"] for r in told["reasons"] for label in r["labels"].split(", ")}

    def test_what_one_purchase_cannot_tell_is_said_to_be_unknown(self):
        customer = self.customer(user_id=self.seller.id, email="a@example.com", phone="1")
        self.order(customer, 5)
        self.full_pass()
        gaps = self.gaps(customer)
        self.assertEqual(gaps["Usual Interval"], "It needs purchases on two different days.")
        self.assertIn("Trend", gaps)
        self.assertNotIn("Email", gaps)
        self.assertNotIn("Average Order", gaps)

    def test_what_the_contact_does_not_say_is_unknown_and_zero_is_known(self):
        customer = self.customer(user_id=self.seller.id)
        self.order(customer, 5, 0.0)
        self.full_pass()
        gaps = self.gaps(customer)
        self.assertEqual(gaps["Email"], "The contact does not say it.")
        self.assertNotIn("Revenue", gaps)

    def test_known_and_unknown_add_up(self):
        customer = self.customer(user_id=self.seller.id)
        self.orders(customer, 30, 5)
        self.full_pass()
        told = self.seen(customer).gaps
        self.assertEqual(told["known"] + len(self.gaps(customer)), told["all"])

    def test_the_board_has_a_column_for_every_active_stage(self):
        customer = self.customer(user_id=self.seller.id)
        self.order(customer, 5)
        self.full_pass()
        self.stage("lifecycle_decline").active = False
        board = self.env["crm.loyalty.profile"].with_user(self.seller)
        board = board.with_context(read_group_expand=True)
        groups = board.web_read_group([], ["lifecycle_id"], [])["groups"]
        names = [group["lifecycle_id"][1] for group in groups if group["lifecycle_id"]]
        self.assertEqual(names, ["Exploration", "Formation", "Stability", "Lost"])

    def test_a_stage_is_named_with_its_reading_where_readings_meet(self):
        lost = self.stage("lifecycle_lost").with_user(self.seller)
        self.assertEqual(lost.display_name, "Lost")
        named = lost.with_context(loyalty_with_reading=True)
        self.assertEqual(named.display_name, "Lifecycle: Lost")

    def test_the_orders_of_a_relationship_are_those_of_its_contacts_with_its_company(self):
        customer = self.customer(user_id=self.seller.id)
        contact = self.customer("Contact", is_company=False, parent_id=customer.id)
        order = self.order(contact, 5, user_id=self.seller.id)
        other = self.other_company()
        self.order(customer, 5, user_id=self.seller.id, company_id=other.id)
        self.full_pass()
        domain = self.seen(customer).action_open_orders()["domain"]
        self.assertEqual(self.env["sale.order"].search(domain), order)

    def test_an_activity_on_a_relationship_can_be_planned_for_another_and_done(self):
        customer = self.customer(user_id=self.seller.id)
        self.order(customer, 5)
        self.full_pass()
        colleague = new_test_user(self.env, "colleague", SELLER)
        activity = self.seen(customer).activity_schedule(summary="Call", user_id=colleague.id)
        activity.action_feedback("They will order in May")
        self.assertFalse(activity.exists().active)
