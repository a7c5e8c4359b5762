import re
from contextlib import contextmanager
from unittest.mock import patch

from odoo.sql_db import Cursor
from odoo.tests import new_test_user
from odoo.tools import SQL

from .common import LoyaltyCase

WRITING = re.compile(r'\b(UPDATE|INSERT INTO|DELETE FROM)\s+(ONLY\s+)?"?(\w+)', re.IGNORECASE)


class TestFootprint(LoyaltyCase):
    """What a pass and a confirmation do to the tables of others: all their SQL is looked at."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customers = [cls.customer(name) for name in "ABC"]
        for customer in cls.customers:
            cls.orders(customer, 40, 10)
        cls.full_pass()
        cls.seller = new_test_user(cls.env, "seller", "sales_team.group_sale_salesman_all_leads")

    @contextmanager
    def recorded(self):
        """The statements that are run meanwhile."""
        self.env.flush_all()
        execute, statements = Cursor.execute, []

        def recording(cursor, query, *args, **kwargs):
            statements.append(query.code if isinstance(query, SQL) else str(query))
            return execute(cursor, query, *args, **kwargs)

        with patch.object(Cursor, "execute", recording):
            yield statements
            self.env.flush_all()

    def _rows(self):
        """Where each row of the tables of others lies: a row that is written lies elsewhere."""
        return self.env.execute_query(
            SQL(
                "SELECT 'partner', id, ctid::text FROM res_partner"
                " UNION ALL SELECT 'order', id, ctid::text FROM sale_order"
                " UNION ALL SELECT 'line', id, ctid::text FROM sale_order_line ORDER BY 1, 2"
            )
        )

    def test_a_pass_writes_tables_of_its_own_alone(self):
        self.profiles.search([]).status_id = self.stage("status_lost")
        self.profiles.search([("partner_id", "=", self.customers[0].id)]).unlink()
        self.env.flush_all()
        before = self._rows()
        with self.recorded() as statements:
            run = self.full_pass()
            self.changes()
        self.assertGreater(run.created + run.updated + run.moved, 3)
        written = {found[2] for text in statements for found in WRITING.findall(text)}
        self.assertTrue({"crm_loyalty_profile", "crm_loyalty_history"} <= written)
        facts = {
            table for table in self.env["crm.loyalty.source"]._watched() if "loyalty" not in table
        }
        self.assertTrue({"res_partner", "sale_order"} <= facts)
        self.assertFalse(written & facts)
        self.assertEqual(self._rows(), before)

    def test_a_confirmation_costs_one_query_and_no_write_to_the_contact(self):
        counts, written = {}, {}
        sale_order = type(self.env["sale.order"])
        # The first of each warms the caches of the process.
        for kept in (True, False, True, False):
            order = self.order(self.customers[0], 0, state="draft", user_id=self.seller.id)
            keep = sale_order._keep_relationship if kept else lambda orders: None
            with patch.object(sale_order, "_keep_relationship", keep):
                self.env.flush_all()
                self.env.invalidate_all()
                with self.recorded() as statements:
                    order.with_user(self.seller).action_confirm()
            counts[kept] = len(statements)
            written[kept] = {found[2] for text in statements for found in WRITING.findall(text)}
            self.assertEqual(bool(order.confirmed_lifecycle_id), kept)
        self.assertLessEqual(counts[True], counts[False] + 1)
        self.assertEqual(written[True], written[False])

    def test_a_confirmation_writes_no_contact(self):
        order = self.order(self.customers[0], 0, state="draft")
        self.env.flush_all()
        before = [row for row in self._rows() if row[0] == "partner"]
        order.with_user(self.seller).action_confirm()
        self.env.flush_all()
        self.assertEqual([row for row in self._rows() if row[0] == "partner"], before)

    def test_a_hundred_confirmations_at_once_cost_one_query(self):
        orders = self.env["sale.order"].concat(
            *(self.order(customer, 0, state="draft") for customer in self.customers * 4)
        )
        orders.state = "sale"
        self.env.flush_all()
        orders.partner_id.mapped("commercial_partner_id")
        with self.recorded() as statements:
            orders._keep_relationship()
        reads = [text for text in statements if text.lstrip().startswith("SELECT")]
        self.assertEqual(len([text for text in reads if "crm_loyalty_profile" in text]), 1)
        self.assertTrue(all(orders.mapped("confirmed_lifecycle_id")))
