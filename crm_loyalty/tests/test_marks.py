from odoo.tests import mute_logger
from odoo.tools import SQL

from .committed import QUIET, CommittedCase


class TestMarks(CommittedCase):
    """A change is never lost, whichever transaction begins or ends first."""

    def setUp(self):
        super().setUp()
        self.enterContext(mute_logger(*QUIET))

    def test_a_mark_of_a_transaction_that_ends_late_is_not_lost(self):
        early, late = self.order_ids[0], self.order_ids[1]
        with self.registry.cursor() as slow:
            slow.execute(SQL("UPDATE sale_order SET amount_untaxed = 300 WHERE id = %s", early))
            with self.env() as quick:
                self._write(quick, [late], "amount_untaxed = 300")
            self.settle()
            self.assertEqual(self.revenue()[:3], [100, 300, 100])
            slow.commit()
        self.settle()
        self.assertEqual(self.revenue()[:3], [300, 300, 100])

    def test_a_mark_that_comes_between_taking_and_computing_is_not_lost(self):
        """Older than those taken, and committed before they are computed."""
        early, late = self.order_ids[0], self.order_ids[1]
        with self.registry.cursor() as slow, self.env() as env:
            slow.execute(SQL("UPDATE sale_order SET amount_untaxed = 300 WHERE id = %s", early))
            with self.env() as quick:
                self._write(quick, [late], "amount_untaxed = 300")
            marks = env["crm.loyalty.dirty"]._take()
            run = env["crm.loyalty.run"]._open_changes()
            slow.commit()
            self.assertTrue(run._guarded(lambda: run._settle(marks), None))
        self.assertEqual(self.revenue()[:3], [100, 300, 100])
        self.settle()
        self.assertEqual(self.revenue()[:3], [300, 300, 100])

    def test_a_change_while_its_customer_is_computed_is_not_lost(self):
        with self.env() as env:
            self._write(env, self.order_ids[:1], "amount_untaxed = 300")
        patched, _attempts = self.meeting(
            lambda env: self._write(env, self.order_ids[:1], "amount_untaxed = 400")
        )
        with patched:
            self.settle(rounds=1)
        self.assertEqual(self.revenue()[0], 300)
        self.settle()
        self.assertEqual(self.revenue()[0], 400)

    def test_a_change_while_a_full_pass_runs_is_not_lost(self):
        """Its customer was computed already; the mark outlives the pass."""
        patched, _attempts = self.meeting(
            None, lambda env: self._write(env, self.order_ids[:1], "amount_untaxed = 400")
        )
        with patched, self.env() as env:
            self.carry_on(env, self.new_pass(env))
        self.assertEqual(self.revenue()[0], 100)
        self.settle()
        self.assertEqual(self.revenue()[0], 400)

    def test_marks_that_two_processes_took(self):
        with self.env() as env:
            self._write(env, self.order_ids[:2], "amount_untaxed = 300")
        with self.env() as env:
            marks = env["crm.loyalty.dirty"]._take()
            run = env["crm.loyalty.run"]._open_changes()
            self.settle()
            self.assertTrue(run._guarded(lambda: run._settle(marks), None))
        self.assertEqual(self.revenue()[:3], [300, 300, 100])

    def test_a_pass_that_was_killed_does_not_stay_open(self):
        with self.env() as env:
            killed = env["crm.loyalty.run"]._open_changes().id
            self._write(env, self.order_ids[:1], "amount_untaxed = 300")
        self.settle()
        with self.env() as env:
            run = env["crm.loyalty.run"].browse(killed)
            self.assertEqual((run.state, run.seen), ("done", 0))

    def settle(self, rounds=9):
        """Compute what changed, as the scheduled action does."""
        with self.env() as env:
            dirty = env["crm.loyalty.dirty"]
            while (marks := dirty._take()) and rounds:
                run = env["crm.loyalty.run"]._open_changes()
                self.assertTrue(run._guarded(lambda run=run, marks=marks: run._settle(marks), None))
                run._finish()
                env.cr.commit()
                rounds -= 1
