from odoo.exceptions import AccessError

from .common import day
from .common_referral import RewardCase


class TestReward(RewardCase):
    """Who referred a customer is owed something when that customer first buys, and once."""

    def test_nothing_is_due_before_the_referred_one_buys(self):
        self.order(self.ben, 3, state="draft")
        self.changes()
        self.full_pass()
        self.assertFalse(self.rewards)

    def test_one_reward_is_due_however_much_is_bought_and_however_often_it_is_computed(self):
        self.anna.user_id = self.seller
        self.orders(self.ben, 5, 3, 1)
        self.changes()
        self.order(self.ben, 0)
        self.changes()
        self.full_pass()
        self.full_pass()
        reward = self.rewards
        self.assertEqual(
            (reward.partner_id, reward.referred_id, reward.day, reward.state, reward.level),
            (self.anna, self.ben, day(5), "due", 1),
        )
        self.assertEqual((reward.amount, reward.text), (25, "A voucher"))
        self.assertEqual(reward.activity_ids.user_id, self.seller)

    def test_who_had_bought_before_brings_no_reward(self):
        self.orders(self.ben, 5)
        self.refer(self.anna, self.ben, 4)
        self.changes()
        self.assertFalse(self.rewards)

    def test_what_was_given_is_not_due_again(self):
        self.orders(self.ben, 5)
        self.changes()
        self.rewards.with_user(self.manager).action_give()
        self.assertEqual(self.rewards.state, "given")
        self.assertTrue(self.rewards.given_on)
        self.orders(self.cora, 2)
        self.refer(self.cora, self.ben)
        self.changes()
        self.full_pass()
        self.assertEqual((self.rewards.state, self.rewards.partner_id), ("given", self.anna))

    def test_a_cancelled_purchase_makes_it_void_and_another_one_due_again(self):
        order = self.order(self.ben, 5)
        self.changes()
        order.state = "cancel"
        self.changes()
        self.assertEqual(self.rewards.state, "void")
        self.order(self.ben, 1)
        self.changes()
        self.assertEqual(self.rewards.state, "due")

    def test_another_referrer_takes_over_what_is_due(self):
        self.orders(self.ben, 5)
        self.changes()
        self.refer(self.cora, self.ben)
        self.changes()
        self.assertEqual((self.rewards.partner_id, self.rewards.state), (self.cora, "due"))

    def test_the_chain_is_rewarded_as_far_as_the_company_says(self):
        self.refer(self.ben, self.cora)
        dora = self.customer("Dora")
        self.refer(self.cora, dora)
        self.company.loyalty_referral_depth = 2
        self.orders(dora, 5)
        self.changes()
        self.assertEqual(
            [(r.partner_id, r.level) for r in self.rewards], [(self.cora, 1), (self.ben, 2)]
        )

    def test_nobody_is_owed_anything_where_the_company_rewards_no_link(self):
        self.company.loyalty_referral_depth = 0
        self.orders(self.ben, 5)
        self.changes()
        self.assertFalse(self.rewards)

    def test_who_objects_to_profiling_is_owed_nothing(self):
        self.anna.loyalty_opt_out = True
        self.orders(self.ben, 5)
        self.changes()
        self.assertFalse(self.rewards)

    def test_merged_customers_bring_one_reward_and_no_row_is_lost(self):
        self.refer(self.anna, self.cora)
        self.orders(self.ben, 5)
        self.orders(self.cora, 5)
        self.changes()
        self.assertEqual(self.rewards.mapped("state"), ["due", "due"])
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge([self.ben.id, self.cora.id], self.cora)
        self.changes()
        self.full_pass()
        self.assertEqual(self.rewards.mapped("state"), ["due", "void"])
        self.assertEqual(self.rewards.referred_id, self.cora)

    def test_a_salesperson_sees_it_where_both_customers_are_his(self):
        (self.anna | self.ben).user_id = self.seller
        self.orders(self.ben, 5)
        self.changes()
        seen = self.env["crm.loyalty.reward"].with_user(self.seller)
        self.assertTrue(seen.search([]))
        with self.assertRaises(AccessError):
            seen.search([]).action_give()
        self.ben.user_id = self.colleague
        self.changes()
        self.assertFalse(seen.search([]))
        self.assertFalse(self.rewards.with_user(self.seller)._filtered_access("read"))

    def test_a_salesperson_learns_numbers_but_no_amount_of_what_colleagues_sold(self):
        self.anna.user_id = self.seller
        self.ben.user_id = self.colleague
        self.order(self.ben, 5, 4321)
        self.changes()
        told = self.profile(self.anna).with_user(self.seller)
        self.assertEqual(told.referral_bought_count, 1)
        with self.assertRaises(AccessError):
            told.read(["referral_revenue_12m"])
        with self.assertRaises(AccessError):
            told.search([("referral_revenue_12m", ">", 0)])
        self.assertNotIn("321", str(told.valuation))
        self.assertNotIn("Ben", str(told.valuation))
