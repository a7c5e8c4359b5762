from odoo.exceptions import ValidationError
from odoo.tests import new_test_user

from .common import TODAY
from .common_referral import ReferralCase


class TestReferralSaid(ReferralCase):
    """Where it is said who referred a customer, and where it goes from there."""

    def test_a_confirmed_order_keeps_its_referrer_with_the_customer(self):
        order = self.order(self.ben, 3, state="draft", referred_by_id=self.anna.id)
        self.assertFalse(self.ben.referred_by_id)
        order.action_confirm()
        self.assertEqual(self.ben.referred_by_id, self.anna)
        self.changes(TODAY.replace(year=TODAY.year + 5))
        self.assertEqual(self.profile(self.anna).referral_bought_count, 1)

    def test_a_customer_keeps_the_referrer_that_is_known(self):
        self.refer(self.cora, self.ben)
        order = self.order(self.ben, 3, state="draft")
        self.assertEqual(order.referred_by_id, self.cora)
        order.referred_by_id = self.anna
        order.action_confirm()
        self.assertEqual(self.ben.referred_by_id, self.cora)

    def test_a_customer_who_confirms_needs_no_right(self):
        order = self.order(self.ben, 3, state="sent", referred_by_id=self.anna.id)
        portal = new_test_user(self.env, "portal_buyer", "base.group_portal")
        order.with_user(portal).sudo()._action_confirm()
        self.assertEqual(self.ben.referred_by_id, self.anna)

    def test_a_won_lead_keeps_its_referrer_with_the_customer(self):
        lead = self.env["crm.lead"].create(
            {"name": "Lead", "type": "opportunity", "referred_by_id": self.anna.id}
        )
        lead.partner_id = self.ben
        self.assertEqual(lead.referred_by_id, self.anna)
        self.assertFalse(self.ben.referred_by_id)
        context = lead._prepare_opportunity_quotation_context()
        self.assertEqual(context["default_referred_by_id"], self.anna.id)
        lead.action_set_won()
        self.assertEqual(self.ben.referred_by_id, self.anna)

    def test_an_order_refuses_a_circle_when_it_is_saved(self):
        self.refer(self.anna, self.ben)
        with self.assertRaisesRegex(ValidationError, "circle"):
            self.order(self.anna, 3, state="draft", referred_by_id=self.ben.id)

    def test_a_sale_goes_on_where_the_referrer_became_impossible(self):
        order = self.order(self.anna, 3, state="draft", referred_by_id=self.ben.id)
        self.refer(self.anna, self.ben)
        order.action_confirm()
        self.assertEqual(order.state, "sale")
        self.assertFalse(self.anna.referred_by_id)
