from datetime import timedelta

from odoo import fields
from odoo.tests import freeze_time, mute_logger

from .common import LoyaltyCase
from .poison import poisoned

ENGINE = "odoo.addons.crm_loyalty.models"


class TestParking(LoyaltyCase):
    """A customer that cannot be computed is put aside with its reason; the others go on."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.runs.search([]).unlink()
        cls.customers = cls.env["res.partner"].union(*(cls.customer(name) for name in "ABCDEFG"))
        for customer in cls.customers:
            cls.order(customer, 10)
        cls.poison = cls.customers[3]
        cls.others = cls.customers - cls.poison
        cls.parked = cls.env["crm.loyalty.parked"]

    def setUp(self):
        super().setUp()
        self.enterContext(mute_logger("odoo.sql_db", ENGINE))

    def run_cron(self, name):
        """Run a scheduled action as the scheduler does, and see that it does not fail."""
        cron = self.env.ref(f"crm_loyalty.ir_cron_{name}")
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.assertEqual((cron.failure_count, cron.active), (0, True))

    def computed(self):
        return self.profiles.search([("partner_id", "in", self.customers.ids)]).partner_id

    def test_the_first_pass_parks_it_and_computes_the_others(self):
        with poisoned(self.env, self.poison):
            self.run_cron("full")
        self.assertEqual(self.computed(), self.others)
        parked = self.parked.search([])
        self.assertEqual((parked.partner_id, parked.tries), (self.poison, 1))
        self.assertIn("division by zero", parked.reason)
        run = self.runs.search([("kind", "=", "full")], limit=1)
        self.assertEqual((run.state, run.parked), ("done", 1))

    def test_changes_park_it_and_compute_the_others(self):
        self.full_pass(None)
        self.orders(self.poison, 5)
        self.orders(self.others[0], 5)
        with poisoned(self.env, self.poison):
            self.run_cron("changes")
        self.assertEqual(self.profile(self.others[0]).purchase_count, 2)
        self.assertEqual(self.profile(self.poison).purchase_count, 1)
        self.assertEqual(self.parked.search([]).partner_id, self.poison)
        self.assertFalse(self.env["crm.loyalty.dirty"].search_count([]))

    def test_two_of_them(self):
        poison = self.customers[0] | self.customers[6]
        with poisoned(self.env, *poison):
            self.run_cron("full")
        self.assertEqual(self.computed(), self.customers - poison)
        self.assertEqual(self.parked.search([]).partner_id, poison)

    def test_a_changed_rule_is_not_forgotten_over_it(self):
        self.full_pass(None)
        self.orders(self.poison, 5)
        self.stage("status_lost").domain = "[('recency_days', '>', 5)]"
        with poisoned(self.env, self.poison):
            self.run_cron("changes")
        self.assertEqual(self.parked.search([]).partner_id, self.poison)
        self.assertEqual(self.runs._unfinished("full").state, "queued")

    def test_it_is_tried_again_ever_later_and_five_times_at_most(self):
        waits = []
        self.full_pass(None)
        self.orders(self.poison, 5)
        now = fields.Datetime.now()
        with poisoned(self.env, self.poison):
            for tries in range(1, 6):
                with freeze_time(now):
                    self.run_cron("changes")
                    parked = self.parked.search([])
                    self.assertEqual(parked.tries, tries)
                    self.run_cron("changes")  # nothing is due yet
                    self.assertEqual(parked.tries, tries)
                if parked.retry_at:
                    waits.append(parked.retry_at - now)
                    now = parked.retry_at + timedelta(seconds=1)
            with freeze_time(now + timedelta(days=30)):
                self.run_cron("changes")
        self.assertEqual(parked.tries, 5)
        self.assertFalse(parked.retry_at)
        self.assertEqual(waits, sorted(set(waits)))
        self.assertEqual(len(waits), 4)

    def test_it_comes_back_once_it_can_be_computed(self):
        with poisoned(self.env, self.poison):
            self.run_cron("full")
        with freeze_time(self.parked.search([]).retry_at + timedelta(seconds=1)):
            self.run_cron("changes")
        self.assertFalse(self.parked.search([]))
        self.assertEqual(self.computed(), self.customers)

    def test_who_sees_it_may_have_it_tried_at_once(self):
        with poisoned(self.env, self.poison):
            self.run_cron("full")
        self.parked.search([]).action_retry()
        self.run_cron("changes")
        self.assertFalse(self.parked.search([]))
        self.assertEqual(self.computed(), self.customers)
