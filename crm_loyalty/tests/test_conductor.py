from datetime import timedelta

from odoo import fields

from .common import LoyaltyCase, day


class TestConductor(LoyaltyCase):
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

    def test_the_weekly_check_finds_what_was_tampered_with_and_has_it_computed(self):
        customer = self.customer()
        self.order(customer, 10)
        self.full_pass()
        self.profile(customer).revenue = 1
        check = self.runs.create({"kind": "check", "asked_day": day(0)})
        while check._step():
            pass
        self.assertEqual((check.drift_count, check.drifted), (1, [customer.id]))
        self.changes()
        self.assertEqual(self.profile(customer).revenue, 100)

    def test_a_pass_over_changes_that_moved_nobody_is_forgotten_in_time(self):
        self.full_pass()
        run = self.changes()
        run.finished_at = fields.Datetime.now() - timedelta(days=100)
        self.env.flush_all()
        self.runs._gc_passes()
        self.assertFalse(run.exists())
