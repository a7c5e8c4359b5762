from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import new_test_user
from odoo.tools import SQL

from .common import LoyaltyCase, day


class TestConductor(LoyaltyCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # What waits since the installation, and since the set-up, is none of these tests.
        cls.runs.search([("state", "!=", "done")]).unlink()
        cls.env.flush_all()
        cls.env["crm.loyalty.dirty"]._drop_all()

    def test_the_nightly_action_computes_everyone(self):
        customer = self.customer()
        self.order(customer, 10)
        with self.enter_registry_test_mode():
            self.env.ref("crm_loyalty.ir_cron_full").method_direct_trigger()
        self.assertEqual(self.profile(customer).purchase_count, 1)
        self.assertEqual(self.runs.search([], limit=1).state, "done")

    def test_the_first_pass_looks_back_so_that_movements_can_be_seen(self):
        customer = self.customer()
        today = fields.Date.today()
        order = self.order(customer)
        order.date_order = fields.Datetime.now() - timedelta(days=100)
        self.env["crm.loyalty.history"].search([]).unlink()
        self.runs._queue_first_pass()
        with self.enter_registry_test_mode():
            self.env.ref("crm_loyalty.ir_cron_full").method_direct_trigger()
        history = self.env["crm.loyalty.history"].search(
            [("partner_id", "=", customer.id), ("reading", "=", "status")]
        )
        self.assertEqual(history.to_id, self.stage("status_current"))
        self.assertGreater(history.day, today - timedelta(days=101))
        self.assertLess(history.day, today - timedelta(days=60))

    def test_a_change_is_computed_within_minutes(self):
        customer = self.customer()
        self.full_pass(None)
        self.order(customer, 10)
        with self.enter_registry_test_mode():
            self.env.ref("crm_loyalty.ir_cron_changes").method_direct_trigger()
        self.assertEqual(self.profile(customer).purchase_count, 1)
        self.assertFalse(self.env["crm.loyalty.dirty"].search_count([]))

    def test_a_full_pass_settles_the_changes_that_came_before_it(self):
        customer = self.customer()
        self.order(customer, 10)
        self.env.flush_all()
        self.assertTrue(self.env["crm.loyalty.dirty"].search_count([]))
        self.full_pass(None)
        self.assertFalse(self.env["crm.loyalty.dirty"].search_count([]))
        self.assertEqual(self.profile(customer).purchase_count, 1)

    def test_a_changed_rule_calls_for_a_full_pass(self):
        self.full_pass(None)
        self.changes(None)
        self.stage("status_lost").domain = "[('recency_days', '>', 5)]"
        self.env.flush_all()
        with self.enter_registry_test_mode():
            self.env.ref("crm_loyalty.ir_cron_changes").method_direct_trigger()
        self.assertEqual(self.runs._unfinished("full").state, "queued")

    def test_a_changed_setting_calls_for_a_full_pass(self):
        changed = {
            "loyalty_horizon": 7,
            "loyalty_discount_rate": 0.02,
            "loyalty_retention": 0.5,
            "loyalty_margin_rate": 0.4,
            "loyalty_clv_by": "baseline",
            "loyalty_value_by": "margin",
            "loyalty_steady": 5,
            "loyalty_upkeep": "time",
            "loyalty_upkeep_amount": 3,
            "loyalty_hour_cost": 20,
            "loyalty_activity_minutes": 7,
        }
        for name, value in changed.items():
            with self.subTest(setting=name):
                self.full_pass(None)
                self.company[name] = value
                self.changes(None)
                waiting = self.runs._unfinished("full")
                self.assertEqual(waiting.state, "queued")
                waiting.unlink()

    def test_a_changed_cost_of_a_level_calls_for_a_full_pass(self):
        self.full_pass(None)
        self.stage("level_basic").upkeep_amount = 12
        self.changes(None)
        self.assertEqual(self.runs._unfinished("full").state, "queued")

    def test_the_weekly_check_finds_what_was_tampered_with_and_has_it_computed(self):
        customer = self.customer()
        self.order(customer, 10)
        self.full_pass()
        self.changes()
        self.profile(customer).revenue = 1
        check = self.runs.create({"kind": "check", "asked_day": day(0)})
        while check._step():
            pass
        self.assertEqual((check.drift_count, check.drifted), (1, [customer.id]))
        self.changes()
        self.assertEqual(self.profile(customer).revenue, 100)

    def test_the_weekly_action_checks_with_what_the_last_full_pass_was_given(self):
        tampered, changed, waiting = (self.customer(name) for name in "ABC")
        for customer in (tampered, changed, waiting):
            self.order(customer, 10)
        self.env.flush_all()
        self.full_pass(day(1))
        self.env["crm.loyalty.dirty"]._drop_all()
        self.order(changed, 5)
        self.changes(day(0))
        self.order(waiting, 5)
        self.profile(tampered).revenue = 1
        self.env.flush_all()
        with self.enter_registry_test_mode():
            self.env.ref("crm_loyalty.ir_cron_check").method_direct_trigger()
        check = self.runs.search([("kind", "=", "check")], limit=1)
        self.assertEqual((check.day, check.drifted), (day(1), [tampered.id]))

    def test_a_rule_over_a_figure_that_is_gone_is_left_out_and_shown(self):
        lost = self.stage("status_lost")
        self.env.flush_all()
        gone = "UPDATE crm_loyalty_stage SET domain = %s WHERE id = %s RETURNING id"
        self.env.execute_query(SQL(gone, "[('gone_measure', '>', 1)]", lost.id))
        lost.invalidate_recordset()
        customer = self.customer()
        self.order(customer, 900)
        with self.assertLogs("odoo.addons.crm_loyalty", "WARNING"):
            self.full_pass()
        profile = self.profile(customer)
        self.assertTrue(lost.is_broken)
        self.assertEqual(profile.status_id, self.stage("status_current"))
        with self.assertLogs("odoo.addons.crm_loyalty", "WARNING"):
            self.assertEqual(profile.explanation["readings"][0]["stage"], "Current")

    def test_a_manager_may_have_everyone_computed_now_and_a_salesperson_may_not(self):
        manager = new_test_user(self.env, "manager", "crm_loyalty.group_loyalty_manager")
        seller = new_test_user(self.env, "seller", "sales_team.group_sale_salesman")
        self.runs.with_user(manager).action_full_pass()
        self.assertEqual(self.runs._unfinished("full").state, "queued")
        with self.assertRaises(AccessError):
            self.runs.with_user(seller).action_full_pass()

    def test_a_pass_over_changes_that_moved_nobody_is_forgotten_in_time(self):
        self.full_pass()
        run = self.changes()
        run.finished_at = fields.Datetime.now() - timedelta(days=100)
        self.env.flush_all()
        self.runs._gc_passes()
        self.assertFalse(run.exists())
