from odoo import fields
from odoo.tests import HttpCase, new_test_user, tagged

from .common import LoyaltyCase

CHINESE = "zh_CN"


@tagged("post_install", "-at_install")
class TestTourManager(HttpCase, LoyaltyCase):
    """A manager builds a scorecard and a tier from nothing, in Chinese, and has them computed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.runs.search([]).unlink()  # those that wait since the addon was installed
        cls.env["res.lang"]._activate_lang(CHINESE)
        cls.env["ir.module.module"].search([("name", "=", "crm_loyalty")])._update_translations(
            [CHINESE]
        )
        groups = "base.group_user,crm_loyalty.group_loyalty_manager"
        new_test_user(cls.env, "loyalty_manager", groups=groups, lang=CHINESE)
        # The screens look from today: what they show must not depend on the calendar.
        today = fields.Date.today()
        cls.buyers = [cls.customer(f"Buyer {number}") for number in range(1, 9)]
        for number, buyer in enumerate(cls.buyers, 1):
            for order in cls.orders(buyer, *range(number)):
                order.date_order = fields.Date.subtract(today, days=30 * number)
        cls.full_pass(at=today)

    def compute(self):
        while run := self.runs._unfinished("full"):
            run._step()

    def test_a_new_scorecard_is_previewed_saved_and_computed(self):
        self.env["crm.loyalty.scorecard"].search([]).active = False
        self.start_tour(
            "/odoo/loyalty-scorecards/new", "crm_loyalty_new_scorecard", login="loyalty_manager"
        )
        self.compute()
        self.assertEqual(
            self.profiles.search([("partner_id", "in", [b.id for b in self.buyers])])
            .sorted("purchase_count")
            .mapped("loyalty_index"),
            [10, 20, 30, 40, 50, 60, 70, 80],
        )

    def test_a_new_tier_is_previewed_saved_and_computed(self):
        self.start_tour("/odoo/tiers/new", "crm_loyalty_new_tier", login="loyalty_manager")
        self.runs._queue("full")
        self.compute()
        tier = self.env["crm.loyalty.stage"].search([("name", "=", "钻石级")])
        # Whose purchases are five.
        found = self.profiles.search([("tier_id", "=", tier.id)])
        self.assertEqual(found.partner_id, self.buyers[4])
