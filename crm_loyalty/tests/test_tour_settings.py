from odoo import fields
from odoo.tests import HttpCase, new_test_user, tagged

from .common import LoyaltyCase

GROUPS = ("base.group_user", "base.group_system", "crm_loyalty.group_loyalty_admin")


@tagged("post_install", "-at_install")
class TestTourSettings(HttpCase, LoyaltyCase):
    """An administrator changes settings and rules by hand; after the next pass they are seen."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.runs.search([]).unlink()  # those that wait since the addon was installed
        cls.company.write(
            {
                "loyalty_clv_by": "retention",
                "loyalty_retention": 0.5,
                "loyalty_margin_rate": 0.5,
                "loyalty_horizon": 36,
                "loyalty_discount_rate": 0.1,
            }
        )
        new_test_user(cls.env, "loyalty_settings", groups=",".join(GROUPS))
        # The screens look from today: what they show must not depend on the calendar.
        today = fields.Date.today()
        cls.buyers = [cls.customer(f"Buyer {number:02}") for number in range(1, 21)]
        for number, buyer in enumerate(cls.buyers, 1):
            order = cls.order(buyer, amount=1000.0 * number)
            order.date_order = fields.Date.subtract(today, days=30)
        cls.segment = cls.env["crm.loyalty.segment"].create(
            {"name": "Big Buyers", "domain": "[('revenue_12m', '>=', 15000)]"}
        )
        # The first ranks nobody: cut points are drawn from what is stored.
        cls.full_pass(at=today)
        cls.full_pass(at=today)

    def high(self):
        """The numbers of the buyers of high value."""
        stage = self.stage("matrix_high_low")
        found = self.profiles.search([("matrix_id", "=", stage.id)]).partner_id
        return [number for number, buyer in enumerate(self.buyers, 1) if buyer in found]

    def test_what_an_administrator_changes_is_seen_after_the_next_pass(self):
        # Of 20 who all differ, the one of rank r stands above r - 1, which are 5 (r - 1) %.
        self.assertEqual(self.high(), [16, 17, 18, 19, 20])
        self.assertEqual(self.segment.member_count, 6)
        action = "/odoo/action-crm_loyalty.action_crm_loyalty_settings"
        self.start_tour(action, "crm_loyalty_settings", login="loyalty_settings")
        self.assertEqual(self.company.loyalty_horizon, 12)
        self.assertEqual(self.high(), [16, 17, 18, 19, 20])
        while run := self.runs._unfinished("full"):
            run._step()
        self.assertEqual(self.high(), [13, 14, 15, 16, 17, 18, 19, 20])
        self.start_tour("/odoo/relationships", "crm_loyalty_settled", login="loyalty_settings")
