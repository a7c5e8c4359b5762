import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from unittest.mock import patch

from odoo import SUPERUSER_ID, api
from odoo.fields import Command
from odoo.modules.registry import Registry
from odoo.tests import mute_logger, tagged
from odoo.tests.common import BaseCase, get_db_name
from odoo.tools import SQL

from odoo.addons.crm_loyalty import transactions

AT_ONCE = 50
PLACES = 10  # a database takes so many connections at a time
POINTS = 30
QUIET = ("odoo.sql_db", "odoo.addons.crm_loyalty_sale_loyalty.models")


@tagged("post_install", "-at_install")
class RaceCase(BaseCase):
    """A customer with a card to come and fifty quotations, and transactions really committed."""

    def setUp(self):
        super().setUp()
        self.enterContext(mute_logger(*QUIET))
        self.enterContext(patch.object(transactions, "PAUSE", 0.01))
        self.registry = Registry(get_db_name())
        with self.env() as env:
            self.others = env["loyalty.program"].search([]).ids
            env["loyalty.program"].browse(self.others).active = False
            made = self.made(env)
            self.ids = {record._name: record.ids for record in made}
        self.addCleanup(self.clean)

    @contextmanager
    def env(self):
        """An environment in a transaction of its own, committed at the end."""
        with self.registry.cursor() as cr:
            yield api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True})

    def made(self, env):
        """A customer in a tier that enrols, and fifty quotations of 10 each."""
        partner = env["res.partner"].create({"name": "Racer", "is_company": True})
        rule = {"reward_point_mode": "money", "reward_point_amount": 1}
        program = env["loyalty.program"].create(
            {
                "name": "Race",
                "program_type": "loyalty",
                "applies_on": "both",
                "trigger": "auto",
                "rule_ids": [Command.create(rule)],
                "reward_ids": [Command.create({"required_points": 10_000, "discount": 1})],
            }
        )
        tier = env.ref("crm_loyalty.stage_tier_gold")
        benefit = env["crm.loyalty.benefit"].create(
            {
                "name": "Race",
                "kind": "program",
                "stage_id": tier.id,
                "program_id": program.id,
                "points": POINTS,
            }
        )
        product = env["product.product"].create({"name": "Race", "type": "service"})
        line = Command.create({"product_id": product.id, "price_unit": 10, "tax_ids": False})
        orders = env["sale.order"].create(
            [{"partner_id": partner.id, "order_line": [line]} for _i in range(AT_ONCE)]
        )
        query = SQL(
            "INSERT INTO crm_loyalty_profile (partner_id, company_id, tier_id) VALUES (%s, %s, %s)",
            *(partner.id, env.company.id, tier.id),
        )
        env.flush_all()
        env.cr.execute(query)
        self.partner_id, self.program_id = partner.id, program.id
        return orders, product, product.product_tmpl_id, benefit, program, partner

    def clean(self):
        ids = self.ids
        with self.env() as env:
            for table, column, model in (
                ("sale_order", "id", "sale.order"),
                ("loyalty_card", "partner_id", "res.partner"),
                ("crm_loyalty_grant", "partner_id", "res.partner"),
                ("crm_loyalty_history", "partner_id", "res.partner"),
                ("crm_loyalty_profile", "partner_id", "res.partner"),
                ("crm_loyalty_enrolment", "partner_number", "res.partner"),
                ("crm_loyalty_benefit", "id", "crm.loyalty.benefit"),
                ("loyalty_program", "id", "loyalty.program"),
                ("product_product", "id", "product.product"),
                ("product_template", "id", "product.template"),
                ("res_partner", "id", "res.partner"),
                ("crm_loyalty_dirty", "partner_id", "res.partner"),
            ):
                env.cr.execute(
                    SQL(
                        "DELETE FROM %s WHERE %s = ANY(%s)",
                        *(SQL.identifier(table), SQL.identifier(column), ids[model]),
                    )
                )
            env["loyalty.program"].browse(self.others).active = True

    def at_once(self, *works):
        """Have every work done in a thread and a transaction of its own, all at the same time.

        :return: how often one met another and was tried again
        """
        barrier = threading.Barrier(min(PLACES, len(works)))
        again = []

        def run(number):
            if number < PLACES:
                barrier.wait(30)
            while True:
                try:
                    with self.env() as env:
                        return works[number](env)
                except transactions.AT_WORK:
                    again.append(number)
                    time.sleep(0.02 * (number % 7))

        with ThreadPoolExecutor(PLACES) as pool:
            list(pool.map(run, range(len(works))))
        return len(again)

    def enrol(self, env):
        env["crm.loyalty.grant"]._settle(self.partner_id)

    def confirm(self, number, env):
        env["sale.order"].browse(self.ids["sale.order"][number]).action_confirm()

    def assertOneCard(self, points):
        with self.env() as env:
            ours = [("partner_id", "=", self.partner_id), ("program_id", "=", self.program_id)]
            card = env["loyalty.card"].with_context(active_test=False).search(ours)
            self.assertEqual(len(card), 1)
            self.assertEqual(card.points, points)
            lines = card.history_ids
            self.assertEqual(sum(lines.mapped("issued")) - sum(lines.mapped("used")), points)
            return len(lines)
