from odoo.tools import SQL

from odoo.addons.crm_loyalty.tests.common import LoyaltyCase

from ..engine.source import WATCHES
from ..hooks import uninstall_hook


class TestUninstall(LoyaltyCase):
    """What the database alone knows of goes with the addon."""

    def watched(self):
        """The tables whose changes are marked, with the names of the marks."""
        query = SQL(
            "SELECT tgname, tgrelid::regclass::text FROM pg_trigger"
            " WHERE tgname LIKE %s ORDER BY 1",
            "crm_loyalty_watch_%",
        )
        return dict(self.env.execute_query(query))

    def test_the_marks_of_change_go_and_those_of_others_stay(self):
        before = self.watched()
        ours = {f"crm_loyalty_watch_{name}_update" for name in WATCHES}
        self.assertLessEqual(ours, before.keys())
        uninstall_hook(self.env)
        self.assertEqual(before.keys() - self.watched().keys(), ours)
        self.assertIn("sale_order", self.watched().values())
