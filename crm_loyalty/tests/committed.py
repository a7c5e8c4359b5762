from contextlib import contextmanager
from unittest.mock import patch

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.tests.common import BaseCase, get_db_name, tagged
from odoo.tools import SQL

from .. import transactions
from ..models import crm_loyalty_run

CHUNK = 10
QUIET = ("odoo.sql_db", "odoo.addons.crm_loyalty.models")
# Ours first: the tables of others refer to none of them.
TABLES = ("history", "profile", "parked", "dirty", "run")


@tagged("post_install", "-at_install")
class CommittedCase(BaseCase):
    """Thirty customers with an order each, really committed: three chunks of a pass.

    Each test opens the transactions that it wants to meet; what all of them leave is deleted.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.registry = Registry(get_db_name())
        cls.startClassPatcher(patch.object(crm_loyalty_run, "CHUNK", CHUNK))
        cls.startClassPatcher(patch.object(transactions, "PAUSE", 0.02))
        cls.addClassCleanup(cls._clean)
        with cls.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True})
            cls.before = {table: cls._last(env, f"crm_loyalty_{table}") for table in TABLES}
            cls.first = cls._last(env, "res_partner")
            partners = env["res.partner"].create([{"name": f"C{i}"} for i in range(3 * CHUNK)])
            orders = env["sale.order"].create([{"partner_id": partner.id} for partner in partners])
            env.flush_all()
            cls.partner_ids, cls.order_ids = partners.ids, orders.ids
            cls._write(env, orders.ids, "state = 'sale', amount_untaxed = 100, currency_rate = 1")

    @classmethod
    def _last(cls, env, table):
        query = SQL("SELECT COALESCE(max(id), 0) FROM %s", SQL.identifier(table))
        return env.execute_query(query)[0][0]

    @classmethod
    def _write(cls, env, order_ids, assignments):
        query = SQL("UPDATE sale_order SET %s WHERE id = ANY(%s)", SQL(assignments), order_ids)
        env.cr.execute(query)

    @classmethod
    def _clean(cls):
        with cls.registry.cursor() as cr:
            for table in TABLES:
                name = SQL.identifier(f"crm_loyalty_{table}")
                cr.execute(SQL("DELETE FROM %s WHERE id > %s", name, cls.before[table]))
            for table, ids in (("sale_order", cls.order_ids), ("res_partner", cls.partner_ids)):
                cr.execute(SQL("DELETE FROM %s WHERE id = ANY(%s)", SQL.identifier(table), ids))
            cr.execute(SQL("DELETE FROM crm_loyalty_dirty WHERE id > %s", cls.before["dirty"]))

    def setUp(self):
        super().setUp()
        with self.env() as env:
            env["crm.loyalty.run"].search([("id", ">", self.before["run"])]).unlink()
            self.assertFalse(env["crm.loyalty.run"]._unfinished("full", "check").position)
            self._write(env, self.order_ids, "amount_untaxed = 100")
            self.computed(env)

    @contextmanager
    def env(self):
        """An environment in a transaction of its own, committed at the end."""
        with self.registry.cursor() as cr:
            yield api.Environment(cr, SUPERUSER_ID, {})

    def new_pass(self, env, kind="full"):
        """A pass that has our customers before it, and nobody else."""
        run = env["crm.loyalty.run"].create({"kind": kind})
        run._start()
        run.position = self.first
        return run

    def computed(self, env):
        """Compute our customers from the facts that are there, and forget the marks."""
        env["crm.loyalty.dirty"]._drop_all()
        run = self.new_pass(env)
        while run._step():
            pass
        return run

    def carry_on(self, env, run):
        """Carry a pass on, as the conductor does."""
        while not run.state == "done" and run._guarded(run._step, run._step_apart):
            env.cr.commit()

    def revenue(self):
        """What the profiles of our customers say, as others see it now."""
        with self.env() as env:
            profiles = env["crm.loyalty.profile"].search([("partner_id", "in", self.partner_ids)])
            found = {profile.partner_id.id: profile.revenue for profile in profiles}
        return [found.get(partner_id) for partner_id in self.partner_ids]

    def meeting(self, *meetings):
        """Have something happen in a chunk, after its snapshot and before it writes.

        :param meetings: per attempt at a chunk, in order, what happens (or None)
        :return: a patch that collects the attempts
        """
        attempts, refresh, left = [], crm_loyalty_run.refresh, list(meetings)

        def meet(*args):
            attempts.append(args)
            happens = left.pop(0) if left else None
            if happens:
                with self.env() as other:
                    happens(other)
            return refresh(*args)

        return patch.object(crm_loyalty_run, "refresh", meet), attempts
