from psycopg2.errors import UniqueViolation

from odoo.exceptions import ValidationError
from odoo.tests import mute_logger, new_test_user
from odoo.tools import SQL

from .common import LoyaltyCase

MARKS = ("regular", "broad", "recommends", "resists", "tolerates")


class TestLoyaltyMarks(LoyaltyCase):
    """Each mark of a loyal customer is yes, no or unknown, by definitions that managers edit."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        manager = new_test_user(cls.env, "marks", groups="crm_loyalty.group_loyalty_manager")
        cls.definitions = cls.env["crm.loyalty.mark"].with_user(manager)
        cls.buyer = cls.customer()

    def marks(self, partner=None):
        """The marks of a customer, after a pass."""
        self.full_pass()
        profile = self.profile(partner or self.buyer)
        return {name: profile[f"mark_{name}"] for name in MARKS if profile[f"mark_{name}"]}

    def test_of_who_bought_once_little_is_known(self):
        self.order(self.buyer, 10)
        self.assertEqual(self.marks(), {"broad": "no"})

    def test_in_rhythm_at_full_price_from_two_categories(self):
        self.orders(self.buyer, 40, 30, 20)
        other = self.env["product.category"].create({"name": "Other"})
        self.order(self.buyer, 10, product=self._product("Else", other))
        self.assertEqual(self.marks(), {"regular": "yes", "broad": "yes", "resists": "yes"})

    def test_out_of_rhythm_and_at_a_discount(self):
        for ago in (50, 40, 30):
            self.order(self.buyer, ago, discount=50)
        self.assertEqual(self.marks(), {"regular": "no", "broad": "no", "resists": "no"})

    def test_who_gives_nine_or_ten_recommends(self):
        self.order(self.buyer, 10)
        self.answer(self.buyer, "nps", 90, 10)
        self.assertEqual(self.marks()["recommends"], "yes")
        self.answer(self.buyer, "nps", 80, 9)
        self.assertEqual(self.marks()["recommends"], "no")

    def test_a_company_has_its_own_definition_or_else_the_common_one(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.env.user.company_ids += other
        self.order(self.buyer, 10)
        self.order(self.buyer, 10, company_id=other.id)
        own = self.definitions.create(
            {
                "name": "Ours",
                "code": "broad",
                "company_id": self.company.id,
                "domain": "[('purchase_count', '=', 1)]",
            }
        )
        self.assertEqual(self.marks(), {"broad": "yes"})
        self.assertEqual(self.profile(self.buyer, other).mark_broad, "no")
        own.active = False
        self.assertEqual(self.marks(), {"broad": "no"})

    def test_a_rule_of_a_stage_may_ask_for_a_mark(self):
        stage = self.stage("status_target")
        stage.write({"domain": "[('mark_broad', '=', 'no')]", "decision_sequence": -1})
        self.order(self.buyer, 10)
        self.marks()
        self.assertEqual(self.profile(self.buyer).status_id, stage)

    def test_a_definition_over_what_is_no_measure_is_refused(self):
        broad = self.definitions.search([("code", "=", "broad")])
        for name in ("domain", "known_domain"):
            for text in ("[('mark_regular', '=', 'yes')]", "[('clv', '>', 1)]", "yes", "[('x',)]"):
                with self.assertRaises(ValidationError), self.env.cr.savepoint():
                    broad[name] = text
                    broad.flush_recordset()
                broad.invalidate_recordset()

    @mute_logger("odoo.sql_db")
    def test_a_mark_is_defined_once_for_a_company(self):
        with self.assertRaises(UniqueViolation), self.env.cr.savepoint():
            self.definitions.create({"name": "Again", "code": "broad"})

    def test_a_definition_over_a_measure_that_is_gone_leaves_the_mark_unknown(self):
        self.env.flush_all()
        self.env.execute_query(
            SQL(
                "UPDATE crm_loyalty_mark SET known_domain = %s WHERE code = 'broad' RETURNING id",
                "[('gone', '=', 1)]",
            )
        )
        self.env.invalidate_all()
        self.order(self.buyer, 10)
        with mute_logger("odoo.addons.crm_loyalty.models.crm_loyalty_rule"):
            self.assertEqual(self.marks(), {})
        self.assertTrue(self.definitions.search([("code", "=", "broad")]).is_broken)
