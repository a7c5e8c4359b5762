from odoo.fields import Command
from odoo.tests import new_test_user

from .common_referral import RewardCase


class TestRewardResponsible(RewardCase):
    """A reward has a responsible who may see both customers, if anybody may."""

    def team(self, member, leader):
        """A sales team of one, and who leads it."""
        values = {"name": member.name, "user_id": leader.id}
        self.env["crm.team"].create(values | {"member_ids": [Command.set(member.ids)]})

    def of_colleagues(self):
        """Two customers of two salespeople: one referred the other, who bought."""
        self.anna.user_id, self.ben.user_id = self.seller, self.colleague
        self.orders(self.ben, 5)
        self.changes()

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
