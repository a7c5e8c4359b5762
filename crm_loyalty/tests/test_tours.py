from odoo import fields
from odoo.tests import HttpCase, new_test_user, tagged

from .common import LoyaltyCase


@tagged("post_install", "-at_install")
class TestTours(HttpCase, LoyaltyCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.seller = new_test_user(
            cls.env,
            "loyalty_seller",
            groups="base.group_user,sales_team.group_sale_salesman,base.group_partner_manager",
        )
        # The customer's page looks from today: what it shows must not depend on the calendar.
        today = fields.Date.today()
        customer = cls.customer("Regular Buyer", user_id=cls.seller.id)
        for ago in (20, 120, 220, 320, 420):
            cls.order(customer).date_order = fields.Date.subtract(today, days=ago)
        cls.full_pass(at=today)

    def test_a_salesperson_reads_a_relationship_and_pins_its_level(self):
        self.start_tour("/odoo/relationships", "crm_loyalty_salesperson", login="loyalty_seller")
        pin = self.env["crm.loyalty.pin"].search([("reason", "=", "Asked not to be called")])
        self.assertEqual(pin.stage_id, self.stage("level_basic"))

    def test_an_administrator_sees_who_would_move_before_saving(self):
        administrator = new_test_user(
            self.env,
            "loyalty_administrator",
            groups="base.group_user,crm_loyalty.group_loyalty_admin",
        )
        self.assertFalse(administrator.has_group("base.group_system"))
        self.start_tour(
            "/odoo/action-crm_loyalty.action_crm_loyalty_stage",
            "crm_loyalty_administrator",
            login="loyalty_administrator",
        )
        self.assertFalse(self.stage("status_current").by_hand)
