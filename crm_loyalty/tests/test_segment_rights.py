from odoo.exceptions import AccessError, ValidationError
from odoo.tests import new_test_user

from .common import TODAY
from .common_segment import SegmentCase


class TestSegmentRights(SegmentCase):
    """Whoever may see a relationship may see its segments; managers say what a segment is."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        group = "sales_team.group_sale_salesman"
        cls.seller = new_test_user(cls.env, "own", groups=group)
        cls.colleague = new_test_user(cls.env, "colleague", groups=group)
        cls.mine = cls.customer("Mine", user_id=cls.seller.id)
        cls.theirs = cls.customer("Theirs", user_id=cls.colleague.id)
        for partner in (cls.mine, cls.theirs):
            cls.order(partner, 5)
        cls.everyone = cls.segment("Everyone", [])
        cls.full_pass()

    def test_a_salesperson_sees_the_members_that_are_own_customers(self):
        members = self.members.with_user(self.seller).search([])
        self.assertEqual(members.partner_id & (self.mine + self.theirs), self.mine)
        crossing = self.env["crm.loyalty.segment.crossing"].with_user(self.seller).search([])
        self.assertNotIn(self.theirs, crossing.partner_id)
        partners = self.env["res.partner"].with_user(self.seller)
        found = partners.search([("relationship_segment_ids", "in", self.everyone.ids)])
        self.assertIn(self.mine, found)
        self.assertNotIn(self.theirs, found)
        self.assertFalse(self.theirs.with_user(self.seller).relationship_segment_ids)

    def test_only_the_engine_writes_who_is_in_a_segment(self):
        member = self.members.search([], limit=1)
        for user in (self.seller, self.manager):
            with self.assertRaises(AccessError):
                member.with_user(user).date_to = TODAY
            with self.assertRaises(AccessError):
                member.with_user(user).unlink()

    def test_a_salesperson_says_no_segment(self):
        with self.assertRaises(AccessError):
            self.everyone.with_user(self.seller).name = "Mine"

    def test_a_rule_looks_no_further_than_everybody_may(self):
        with self.assertRaisesRegex(ValidationError, "not everybody may see"):
            self.segment("Oracle", [("partner_id.sale_order_ids.amount_total", ">", 4000)])
