from odoo.exceptions import UserError
from odoo.tests import new_test_user
from odoo.tools import SQL

from ..models import crm_loyalty_run
from .common import LoyaltyCase, day


class TestRules(LoyaltyCase):
    """Of the rules of a reading the first that matches decides, and everyone by the same ones."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        admin = new_test_user(cls.env, "rules", groups="crm_loyalty.group_loyalty_admin")
        cls.stages = cls.env["crm.loyalty.stage"].with_user(admin)
        cls.stages.search([("reading", "=", "status")]).active = False
        cls.buyer = cls.customer()
        cls.orders(cls.buyer, 40, 30)

    def rule(self, name, domain, order=10, **values):
        return self.stages.create(
            {
                "name": name,
                "reading": "status",
                "domain": str(domain),
                "decision_sequence": order,
            }
            | values
        )

    def status(self, partner=None, company=None):
        return self.profile(partner or self.buyer, company).status_id

    def test_of_two_rules_that_match_the_one_decided_first_wins(self):
        self.rule("Second", [("purchase_count", "=", 2)], 20)
        first = self.rule("First", [("purchase_count", ">", 0)], 10)
        self.full_pass()
        self.assertEqual(self.status(), first)

    def test_where_no_rule_matches_there_is_no_stage(self):
        self.rule("Never", [("purchase_count", "<", 0)])
        self.full_pass()
        self.assertTrue(self.profile(self.buyer))
        self.assertFalse(self.status())

    def test_a_rule_that_never_matches_leaves_everyone_to_the_next(self):
        self.rule("Never", [("region", "=", "no such region")], 10)
        later = self.rule("Later", [], 20)
        self.full_pass()
        self.assertEqual(self.status(), later)

    def test_a_stage_by_hand_has_no_rule(self):
        self.rule("By hand", [], by_hand=True)
        self.full_pass()
        self.assertFalse(self.status())

    def test_an_archived_stage_decides_nothing(self):
        rule = self.rule("Was", [])
        self.full_pass()
        self.assertEqual(self.status(), rule)
        rule.active = False
        self.full_pass()
        self.assertFalse(self.status())

    def test_the_rule_of_a_company_decides_for_no_other(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.env.user.company_ids += other
        self.order(self.buyer, 5, company_id=other.id)
        ours = self.rule("Ours", [], 10, company_id=self.company.id)
        everyones = self.rule("Everyone's", [], 20)
        self.full_pass()
        self.assertEqual(self.status(), ours)
        self.assertEqual(self.status(company=other), everyones)

    def test_what_is_not_known_matches_no_comparison(self):
        once = self.customer("Once")
        self.order(once, 10)
        self.rule("In rhythm", [("recency_ratio", "<", 99)], 10)
        self.rule("Out of rhythm", [("recency_ratio", ">=", -1)], 20)
        unknown = self.rule("Unknown", [("recency_ratio", "=", False)], 30)
        self.full_pass()
        self.assertEqual(self.status(once), unknown)

    def test_zero_is_known(self):
        self.order(self.buyer, 0)
        zero = self.rule("Zero", [("recency_days", "=", 0)], 10)
        self.rule("Unknown", [("recency_days", "=", False)], 20)
        self.full_pass()
        self.assertEqual(self.status(), zero)

    def test_a_rule_over_a_measure_that_is_gone_is_left_out_and_shown_as_broken(self):
        rule = self.rule("Needs a bridge", [], 10)
        later = self.rule("Later", [], 20)
        self.full_pass()
        self.assertEqual(self.status(), rule)
        gone = "[('gone', '=', 1)]"
        self.env.flush_all()
        self.env.execute_query(
            SQL(
                "UPDATE crm_loyalty_stage SET domain = %s WHERE id = %s RETURNING id", gone, rule.id
            )
        )
        self.env.invalidate_all()
        self.full_pass()
        self.assertEqual(self.status(), later)
        self.assertTrue(rule.is_broken)
        self.assertFalse(later.is_broken)

    def test_a_stage_that_customers_were_in_cannot_be_deleted(self):
        rule = self.rule("Was", [])
        self.full_pass()
        self.rule("Is", [], 5)
        self.full_pass()
        with self.assertRaisesRegex(UserError, "Archive it instead"):
            rule.unlink()

    # --- one version per pass ------------------------------------------------------------------

    def half_a_pass(self):
        """Begin a pass over six customers, and stop when the first is done and the last is not.

        :return: (the run, the customers)
        """
        self.patch(crm_loyalty_run, "CHUNK", 2)
        buyers = [self.customer(str(number)) for number in range(6)]
        for buyer in buyers:
            self.order(buyer, 10)
        self.env.flush_all()
        self.env["crm.loyalty.dirty"].search([]).unlink()
        run = self.runs.create({"kind": "full", "asked_day": day(0)})
        while not self.profile(buyers[0]):
            self.assertTrue(run._step())
        self.assertFalse(self.profile(buyers[-1]))
        return run, buyers

    def test_a_pass_uses_the_rules_with_which_it_began_and_another_follows(self):
        old = self.rule("Old", [])
        run, buyers = self.half_a_pass()
        old.domain = "[('purchase_count', '>', 1)]"
        new = self.rule("New", [], 20)
        while run._step():
            pass
        self.assertEqual({self.status(buyer) for buyer in buyers}, {old})
        self.changes()
        queued = self.runs.search([("state", "=", "queued")])
        self.assertEqual(queued.kind, "full")
        queued.asked_day = day(0)
        while queued._step():
            pass
        self.assertEqual({self.status(buyer) for buyer in buyers}, {new})

    def test_a_pass_counts_as_companies_counted_when_it_began_and_another_follows(self):
        run, buyers = self.half_a_pass()
        self.company.loyalty_basis = "invoiced"
        while run._step():
            pass
        self.assertEqual({self.profile(buyer).purchase_count for buyer in buyers}, {1})
        self.changes()
        self.assertEqual(self.runs.search([("state", "=", "queued")]).kind, "full")
