from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import new_test_user

from .common import day
from .common_referral import ReferralCase


class TestReward(ReferralCase):
    """Who referred a customer is owed something when that customer first buys, and once."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.write({"loyalty_referral_amount": 25, "loyalty_referral_text": "A voucher"})
        cls.seller = new_test_user(cls.env, "seller", "sales_team.group_sale_salesman")
        cls.manager = new_test_user(cls.env, "manager", "crm_loyalty.group_loyalty_manager")
        cls.colleague, cls.leader = (
            new_test_user(cls.env, login, f"sales_team.group_sale_{right}")
            for login, right in (("colleague", "salesman"), ("leader", "salesman_all_leads"))
        )
        cls.refer(cls.anna, cls.ben)

    def team(self, member, leader):
        """A sales team of one, and who leads it."""
        values = {"name": member.name, "user_id": leader.id}
        self.env["crm.team"].create(values | {"member_ids": [Command.set(member.ids)]})

    def of_colleagues(self):
        """Two customers of two salespeople: one referred the other, who bought."""
        self.anna.user_id, self.ben.user_id = self.seller, self.colleague
        self.orders(self.ben, 5)
        self.changes()

    @property
    def rewards(self):
        return self.env["crm.loyalty.reward"].search([], order="id")

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

    def test_the_salesperson_of_the_referred_is_responsible_where_the_referrer_has_none(self):
        self.ben.user_id = self.seller
        self.orders(self.ben, 5)
        self.changes()
        self.assertEqual(self.rewards.user_id, self.seller)
        self.assertEqual(self.rewards.activity_ids.user_id, self.seller)
        self.assertTrue(self.rewards.with_user(self.seller)._filtered_access("read"))

    def test_nobody_is_made_responsible_for_what_he_may_not_see(self):
        self.of_colleagues()
        self.assertFalse(self.rewards.user_id)
        nobodys = [("user_id", "=", False), ("state", "=", "due")]
        self.assertEqual(self.rewards.with_user(self.manager).search_count(nobodys), 1)

    def test_the_leader_of_the_referrers_team_sees_to_what_two_colleagues_may_not_see(self):
        self.team(self.seller, self.leader)
        self.of_colleagues()
        self.assertEqual(self.rewards.user_id, self.leader)
        self.assertTrue(self.rewards.with_user(self.leader)._filtered_access("read"))
        self.assertEqual(self.rewards.activity_ids.user_id, self.leader)

    def test_a_leader_who_sees_own_documents_only_is_passed_over_for_the_other_team(self):
        blind = new_test_user(self.env, "blind", "sales_team.group_sale_salesman")
        self.team(self.seller, blind)
        self.team(self.colleague, self.leader)
        self.of_colleagues()
        self.assertEqual(self.rewards.user_id, self.leader)

    def test_a_salesperson_who_may_see_all_comes_before_every_leader(self):
        self.colleague.group_ids += self.env.ref("sales_team.group_sale_salesman_all_leads")
        self.team(self.seller, self.leader)
        self.of_colleagues()
        self.assertEqual(self.rewards.user_id, self.colleague)

    def test_a_leader_who_does_not_work_in_the_company_is_not_made_responsible(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.leader.write({"company_ids": [Command.set(other.ids)], "company_id": other.id})
        self.team(self.seller, self.leader)
        self.of_colleagues()
        self.assertFalse(self.rewards.user_id)

    def test_the_responsible_reads_of_it_in_his_own_language(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.seller.lang = "zh_CN"
        self.anna.user_id = self.seller
        self.orders(self.ben, 5)
        self.changes()
        self.assertEqual(self.rewards.activity_ids.summary, "推荐奖励")

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
