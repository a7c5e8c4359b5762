import time

from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tests import mute_logger, new_test_user
from odoo.tools import SQL

from ..engine.preview import _within_seconds
from .common import LoyaltyCase

# What an administrator of relationships could learn by asking who would move.
ORACLES = [
    "[('partner_id.sale_order_ids.amount_total', '>', 1000)]",
    "[('partner_id.sale_order_ids', 'any', [('amount_total', '>', 1000)])]",
    "[('partner_id.child_ids.sale_order_ids.amount_total', '>', 1000)]",
    "[('partner_id', 'any', [('child_ids', 'any', [('sale_order_ids.state', '=', 'sale')])])]",
    "[('partner_id', 'not any', [('sale_order_ids.state', '=', 'sale')])]",
    "['!', ('partner_id.invoice_ids.amount_total', '>', 1000)]",
    "['|', ('revenue', '>', 5), ('partner_id.opportunity_ids.expected_revenue', '>', 1000)]",
    "[('partner_id.opportunity_ids', 'ilike', 'secret')]",
    "[('partner_id.meeting_ids', '=', 'Secret Meeting')]",
    "[('partner_id.channel_ids.name', 'ilike', 'secret')]",
    "[('partner_id.signup_type', '=', 'reset')]",
    "[('partner_id.user_ids.login', 'ilike', 'a')]",
    "[('user_id.login', 'ilike', 'a')]",
    "[('user_id', 'ilike', 'a')]",
    "[('user_id.company_ids.name', 'ilike', 'a')]",
    "[('partner_id.company_id.name', 'ilike', 'a')]",
    "[('company_id.partner_id.sale_order_ids.amount_total', '>', 1)]",
    "[('partner_id.bank_ids.acc_number', '=like', '1%')]",
]
# What a rule may well ask, and an administrator would.
USEFUL = [
    "[('user_id', '=', 2)]",
    "[('user_id', 'in', [2, False])]",
    "[('user_id', '!=', False)]",
    "[('company_id', '=', 1)]",
    "[('partner_id.country_id.code', 'in', ['CN', 'DE'])]",
    "[('partner_id.category_id.name', '=', 'VIP')]",
    "[('partner_id.category_id', 'ilike', 'VIP')]",
    "[('partner_id.category_id', 'child_of', [1])]",
    "[('partner_id.market_role_ids', '!=', False)]",
    "[('partner_id.relationship_source', '=', 'end')]",
    "[('partner_id.name', 'ilike', 'a')]",
    "[('partner_id', 'ilike', 'a')]",
    "[('partner_id.child_ids', 'any', [('function', 'ilike', 'buyer')])]",
    "[('partner_id.user_id', '=', 2)]",
    "[('partner_id.lang', '=', 'zh_CN')]",
    "[('partner_id.create_date', '<', '2024-01-01')]",
    "[('partner_id', 'any', [('country_id.country_group_ids.name', '=', 'Europe')])]",
    "['&', '|', ('revenue_12m', '>', 500), ('purchase_count', '>', 9), ('trend', '<', 0.5)]",
    "[('first_purchase_date', '<', '2024-01-01'), ('recency_ratio', '>', 2)]",
    "['!', '&', ('region', '=', 'foreign'), ('rfm', '>=', 444)]",
]


class TestSecurityRules(LoyaltyCase):
    """A rule asks no more than everybody may know, runs as it was written, and ends soon."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        admin = new_test_user(cls.env, "rules", "crm_loyalty.group_loyalty_admin")
        cls.rule = cls.stage("status_lost").with_user(admin)
        for name in "ABC":
            cls.orders(cls.customer(name), 40, 10)
        cls.full_pass()

    def test_a_rule_is_no_oracle(self):
        kept = self.rule.domain
        for text in ORACLES:
            with self.subTest(text=text), self.assertRaises(ValidationError) as refused:
                self.rule.domain = text
            self.assertIn("Lost", str(refused.exception))
            self.env.invalidate_all()
            self.assertEqual(self.rule.domain, kept)

    def test_neither_is_its_preview(self):
        for text in ORACLES:
            unsaved = self.rule.new({"domain": text}, origin=self.rule)
            self.assertFalse(unsaved.preview["moves"], text)
            self.assertIn("cannot be used", unsaved.preview["error"], text)

    def test_a_useful_rule_is_saved_previewed_and_decides(self):
        for text in USEFUL:
            with self.subTest(text=text):
                begin = time.monotonic()
                self.rule.domain = text
                self.assertFalse(self.rule.preview["error"])
                run = self.full_pass()
                self.assertEqual((run.state, run.parked), ("done", 0))
                self.assertLess(time.monotonic() - begin, 5)

    def test_a_rule_does_not_depend_on_who_wrote_it(self):
        """Its author may see one company; it decides for the customers of all."""
        company = self.other_company("Elsewhere")
        buyer = self.customer("D")
        self.order(buyer, 10, company_id=company.id)
        self.rule.domain = "[('partner_id.name', '=', 'D')]"
        self.full_pass()
        self.assertEqual(self.profile(buyer, company).status_id.id, self.rule.id)

    def test_everybody_is_told_the_conditions_of_every_rule_that_may_be_saved(self):
        seller = new_test_user(self.env, "seller", "sales_team.group_sale_salesman")
        seller.company_ids = [Command.set(self.company.ids)]
        for text in USEFUL:
            self.rule.domain = text
            for profile in self.profiles.search([], limit=1).with_user(seller):
                self.env.invalidate_all()
                told = {row["reading"]: row for row in profile.explanation["readings"]}
                self.assertTrue(told["status"]["moves"] or told["status"]["conditions"], text)

    def test_a_rule_that_takes_too_long_is_stopped_and_said_to(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(UserError) as stopped:
            _within_seconds(self.env, SQL("SELECT pg_sleep(3)"), limit=0.2)
        self.assertIn("simpler", str(stopped.exception))
        self.assertEqual(self.env.execute_query(SQL("SELECT pg_sleep(0.3)::text")), [("",)])
