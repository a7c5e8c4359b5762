import os
import random
from contextlib import closing

from odoo.fields import Command
from odoo.tests import new_test_user

from .common import TODAY
from .common_invoicing import InvoicingCase
from .random_edits import RandomEdits
from .reference_tier import write_ladder

# Rounds of random edits; the number can be raised for a long run by hand.
SEEDS = int(os.environ.get("CRM_LOYALTY_EDIT_SEEDS", "200"))
# Rounds in a row. Each drags along every version of a row that its transaction has written before.
IN_A_ROW = 25


class TestIncremental(InvoicingCase):
    """What the dirty queue leads to is what a full rebuild gives, whatever people edit."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        write_ladder(cls)
        cls.runs.search([]).unlink()  # those that wait since the addon was installed
        other = cls.env["res.company"].create(
            {"name": "Other", "country_id": cls.env.ref("base.us").id}
        )
        cls.env.user.company_ids += other
        cls.companies = cls.company + other
        cls.lead_owner = new_test_user(
            cls.env,
            "owner",
            groups="sales_team.group_sale_salesman",
            company_ids=[Command.set(cls.companies.ids)],
        )
        categories = cls.env["product.category"].create([{"name": name} for name in "ABC"])
        for number in range(4):
            cls._product(f"Edited {number}", categories[number % 3])
        lead = cls.env["crm.lead"].create(
            {"name": "Owned", "partner_id": cls.partner.id, "user_id": cls.lead_owner.id}
        )
        lead.company_id = False
        cls.created(lead, 50)

    def test_changes_lead_to_what_a_full_rebuild_gives(self):
        first = RandomEdits(self, random.Random(-1))
        for _customer in range(10):
            first.edit_new_customer()
        for _order in range(30):
            first.edit_new_order()
        self.env["crm.loyalty.segment"].create(
            [
                {"name": "Big", "domain": "[('revenue', '>', 500)]"},
                {"name": "Lost", "domain": f"[('status_id', '=', {self.stage('status_lost').id})]"},
            ]
        )
        self.env.flush_all()
        self.full_pass()
        for begin in range(0, SEEDS, IN_A_ROW):
            with closing(self.env.cr.savepoint()):
                self.check_rounds(range(begin, min(begin + IN_A_ROW, SEEDS)))
            self.registry.clear_all_caches()

    def check_rounds(self, seeds):
        """Edit, have the queue worked off, and compare; round after round."""
        for seed in seeds:
            edits = RandomEdits(self, random.Random(seed))
            edits.some(edits.dice.randint(2, 6))
            self.settle()
            self.assertFalse(self.drift(), (seed, edits.done))

    def settle(self):
        """Compute what changed, and everyone if that concerns everyone."""
        self.changes()
        for run in self.runs.search([("state", "=", "queued")]):
            run.asked_day = TODAY
            while run._step():
                pass
        self.assertFalse(self.env["crm.loyalty.dirty"]._waiting())
