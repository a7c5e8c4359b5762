from odoo.tests import new_test_user

from .common import CardCase


class TestRewards(CardCase):
    """A reward for a referral may be points: given once, with the reward."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.write(
            {"loyalty_referral_program_id": cls.program.id, "loyalty_referral_points": 25}
        )
        friend = cls.customer("Friend", referred_by_id=cls.buyer.id)
        cls.reward = cls.env["crm.loyalty.reward"].create(
            {
                "partner_id": cls.buyer.id,
                "referred_id": friend.id,
                "referred_number": friend.id,
                "level": 1,
                "company_id": cls.company.id,
            }
        )

    def test_a_manager_who_gives_it_gives_the_points_once(self):
        groups = "crm_loyalty.group_loyalty_manager"
        manager = new_test_user(self.env, "points_manager", groups=groups)
        reward = self.reward.with_user(manager)
        reward.action_give()
        reward.action_give()
        self.assertEqual((self.reward.state, self.card().points), ("given", 25))
        self.assertAddsUp(self.card())

    def test_what_is_refused_gives_no_points(self):
        self.reward.action_refuse()
        self.reward.action_give()
        self.assertFalse(self.card())

    def test_without_a_programme_a_reward_is_what_people_make_of_it(self):
        self.company.loyalty_referral_program_id = False
        self.reward.action_give()
        self.assertEqual(self.reward.state, "given")
        self.assertFalse(self.card())
