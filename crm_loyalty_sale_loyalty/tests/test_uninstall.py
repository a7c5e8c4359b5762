from odoo.tools import SQL

from ..engine.source import WATCHES
from ..hooks import RULE, post_init_hook, uninstall_hook
from .common import CardCase


class TestUninstall(CardCase):
    """What others have of ours goes with the addon."""

    def test_members_are_made_by_hand_again_and_marks_of_change_go(self):
        member = self.stage("formation_member")
        self.assertEqual((member.by_hand, member.domain), (False, RULE))
        uninstall_hook(self.env)
        self.assertEqual((member.by_hand, member.domain), (True, "[]"))
        query = SQL("SELECT tgname FROM pg_trigger WHERE tgname LIKE %s", "crm_loyalty_watch_%")
        left = " ".join(name for [name] in self.env.execute_query(query))
        self.assertFalse([name for name in WATCHES if f"watch_{name}_" in left])
        self.assertIn("watch_res_partner_", left)

    def test_a_rule_that_somebody_wrote_for_members_stays(self):
        member = self.stage("formation_member")
        member.domain = "[('purchase_count', '>', 9)]"
        post_init_hook(self.env)
        self.assertEqual(member.domain, "[('purchase_count', '>', 9)]")
