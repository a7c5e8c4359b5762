from unittest.mock import patch

from odoo.tools import SQL

from ..engine import planning
from .committed import CommittedCase


class TestPlanning(CommittedCase):
    """A pass right after a load is planned for the tables as they are now."""

    def looked_at(self, env):
        query = "SELECT analyze_count FROM pg_stat_user_tables WHERE relname = 'sale_order'"
        return env.execute_query(SQL(query))[0][0]

    def test_a_table_that_a_load_has_filled_is_looked_at_once(self):
        with self.env() as env:
            # A load: as many changes as rows, and their count told to the others at once.
            query = "UPDATE sale_order SET write_date = write_date"
            env.cr.execute(query)
            env.cr.execute("SELECT pg_stat_force_next_flush()")
        with patch.object(planning, "FEW", 1):
            for more in (1, 0):
                with self.env() as env:
                    before = self.looked_at(env)
                    planning.learn_sizes(env)
                    env.cr.execute("SELECT pg_stat_force_next_flush()")
                with self.env() as env:
                    self.assertEqual(self.looked_at(env), before + more)

    def test_a_few_changes_are_no_reason(self):
        with self.env() as env:
            self._write(env, self.order_ids[:2], "client_order_ref = 'x'")
            env.cr.execute("SELECT pg_stat_force_next_flush()")
        with self.env() as env:
            before = self.looked_at(env)
            planning.learn_sizes(env)
        with self.env() as env:
            self.assertEqual(self.looked_at(env), before)
