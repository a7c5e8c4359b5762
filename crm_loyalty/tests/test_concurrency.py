import threading
from concurrent.futures import ThreadPoolExecutor

from odoo.tests import mute_logger
from odoo.tools import SQL

from .committed import CHUNK, QUIET, CommittedCase
from .poison import poisoned


class TestConcurrency(CommittedCase):
    """Passes beside users, and beside other passes: transactions that really meet."""

    def setUp(self):
        super().setUp()
        self.enterContext(mute_logger(*QUIET))

    def profiles_rewritten(self, env):
        """What another pass would do, or a restore: rows of the second chunk change."""
        ids = self.partner_ids[CHUNK : 2 * CHUNK]
        query = "UPDATE crm_loyalty_profile SET revenue = 1 WHERE partner_id = ANY(%s)"
        env.cr.execute(SQL(query, ids))

    def test_a_conflict_costs_one_chunk_once(self):
        with self.env() as env:
            self._write(env, self.order_ids, "amount_untaxed = 200")
        patched, attempts = self.meeting(None, self.profiles_rewritten)
        with patched, self.env() as env:
            run = self.new_pass(env)
            self.carry_on(env, run)
            self.assertEqual((run.state, run.parked, run.updated), ("done", 0, 3 * CHUNK))
        self.assertEqual(len(attempts), 4)
        self.assertEqual(self.revenue(), [200] * 3 * CHUNK)

    def test_a_conflict_that_does_not_end_is_met_again_later(self):
        with self.env() as env:
            self._write(env, self.order_ids, "amount_untaxed = 200")
        patched, attempts = self.meeting(None, *[self.profiles_rewritten] * 5)
        with patched, self.env() as env:
            run = self.new_pass(env)
            self.carry_on(env, run)
            self.assertEqual((run.state, run.parked), ("running", 0))
            self.assertEqual(len(attempts), 6)
            self.carry_on(env, run)
            self.assertEqual(run.state, "done")
        self.assertEqual(self.revenue(), [200] * 3 * CHUNK)

    def test_edits_of_contacts_and_orders_are_no_conflict(self):
        with self.env() as env:
            self._write(env, self.order_ids, "amount_untaxed = 200")

        def users_edit(env):
            query = "UPDATE res_partner SET comment = 'Edited' WHERE id = ANY(%s)"
            env.cr.execute(SQL(query, self.partner_ids))
            self._write(env, self.order_ids, "client_order_ref = 'Edited'")

        patched, attempts = self.meeting(*[users_edit] * 3)
        with patched, self.env() as env:
            run = self.new_pass(env)
            self.carry_on(env, run)
            self.assertEqual(run.state, "done")
        self.assertEqual(len(attempts), 3)
        self.assertEqual(self.revenue(), [200] * 3 * CHUNK)

    def test_a_customer_that_is_deleted_meanwhile(self):
        with self.env() as env:
            gone = env["res.partner"].create({"name": "Gone"})
            order = env["sale.order"].create({"partner_id": gone.id})
            env.flush_all()
            self._write(env, order.ids, "state = 'sale', amount_untaxed = 100, currency_rate = 1")
            self.order_ids.append(order.id)

        def delete(env):
            env.cr.execute(SQL("DELETE FROM sale_order WHERE id = %s", order.id))
            env.cr.execute(SQL("DELETE FROM res_partner WHERE id = %s", gone.id))

        patched, attempts = self.meeting(None, None, None, delete)
        with patched, self.env() as env:
            run = self.new_pass(env)
            self.carry_on(env, run)
            self.assertEqual((run.state, run.parked), ("done", 0))
        self.assertEqual(len(attempts), 4)
        self.order_ids.remove(order.id)

    def test_one_computes_at_a_time(self):
        with self.env() as env:
            self._write(env, self.order_ids, "amount_untaxed = 200")
            run = self.new_pass(env)
        with self.env() as holder:
            self.assertTrue(holder["crm.loyalty.run"]._alone())
            with self.env() as env:
                self.carry_on(env, run.with_env(env))
                self.assertEqual(run.with_env(env).position, self.first)
            self.assertEqual(self.revenue(), [100] * 3 * CHUNK)
        with self.env() as env:
            self.carry_on(env, run.with_env(env))
        self.assertEqual(self.revenue(), [200] * 3 * CHUNK)

    def test_two_processes_at_one_pass(self):
        """They take turns; the result and the history are those of one."""
        with self.env() as env:
            cancelled = "state = 'cancel', amount_untaxed = 200"
            self._write(env, self.order_ids, cancelled)
            run_id = self.new_pass(env).id
            history = self._last(env, "crm_loyalty_history")
        start = threading.Barrier(2)

        def work():
            with self.env() as env:
                run = env["crm.loyalty.run"].browse(run_id)
                start.wait()
                for _try in range(50):
                    self.carry_on(env, run)
                    if run.state == "done":
                        return

        with ThreadPoolExecutor(2) as pool:
            for future in [pool.submit(work), pool.submit(work)]:
                future.result(timeout=30)
        with self.env() as env:
            run = env["crm.loyalty.run"].browse(run_id)
            self.assertEqual((run.state, run.parked, run.updated), ("done", 0, 3 * CHUNK))
            moves = env["crm.loyalty.history"].search([("id", ">", history)])
            self.assertEqual(
                len(moves), len(set(moves.mapped(lambda m: (m.partner_id, m.reading))))
            )
            self.assertEqual(len(moves.partner_id), 3 * CHUNK)
        with self.env() as env:
            self._write(env, self.order_ids, "state = 'sale'")

    def test_a_conflict_beside_a_poisonous_customer_parks_nobody_else(self):
        with self.env() as env:
            self._write(env, self.order_ids, "amount_untaxed = 200")
            poison = env["res.partner"].browse(self.partner_ids[CHUNK + 3])
        # The whole chunk fails, and then its first half meets another pass.
        patched, _attempts = self.meeting(None, None, self.profiles_rewritten)
        with patched, self.env() as env, poisoned(env, poison):
            run = self.new_pass(env)
            self.carry_on(env, run)
            self.assertEqual((run.state, run.parked), ("done", 1))
            parked = env["crm.loyalty.parked"].search([("run_id", "=", run.id)])
            self.assertEqual(parked.partner_id.ids, [poison.id])
        expected = [200] * 3 * CHUNK
        expected[CHUNK + 3] = 1  # as the other pass left it
        self.assertEqual(self.revenue(), expected)
