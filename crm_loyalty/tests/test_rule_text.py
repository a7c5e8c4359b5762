import time

from odoo.exceptions import ValidationError
from odoo.tests import new_test_user

from .common import LoyaltyCase

LEAF = "('purchase_count', '>', 1)"

REJECTED = [
    # programs
    "__import__('os').system('id')",
    "[].__class__",
    "().__class__.__base__.__subclasses__()",
    "lambda: 0",
    "(lambda: [])()",
    "[('purchase_count', '=', (lambda: 1)())]",
    "[('purchase_count', '>', 10**10**10)]",
    "[x for x in range(10**9)]",
    "[0] * 10**9",
    "open('/etc/passwd').read()",
    "env['res.users'].search([])",
    "[('user_id', '=', uid)]",
    "[];import os",
    "[('revenue', '>', f'{1}')]",
    # no domain
    "   ",
    "[",
    "None",
    "...",
    "b'x'",
    "{'a': 1}",
    LEAF,
    "'purchase_count'",
    "[None]",
    "[[]]",
    "[{}]",
    "['']",
    "[(1, '=', 2)]",
    "['&', " + LEAF + "]",
    "['!']",
    "['and', " + LEAF + ", " + LEAF + "]",
    "[('purchase_count', '=')]",
    # too much of it
    "[" * 1000 + "]" * 1000,
    "-" * 5000 + "1",
    "(" * 300 + "1" + ")" * 300,
    "[" + "'|', " * 100 + ", ".join([LEAF] * 101) + "]",
    # fields that are none, or none of ours, or nobody's business
    "[('no_such_field', '=', 1)]",
    "[('purchase_count.x', '=', 1)]",
    "[('user_id', 'any', [('no_such_field', '=', 1)])]",
    "[('partner_id.user_ids.password', 'like', 'a')]",
    "[('partner_id.user_ids.totp_secret', '!=', False)]",
    "[('partner_id.user_ids.api_key_ids.key', '!=', False)]",
    "[('partner_id.contact_address', '=', 'x')]",
    "[('status_id', '!=', False)]",
    "[('suggested_level_id', '!=', False)]",
    "[('run_id', '!=', False)]",
    "[('write_date', '>', '2020-01-01')]",
    "[('message_ids.body', 'like', 'x')]",
    "[('partner_id.relationship_status_id', '!=', False)]",
    "[('partner_id.loyalty_profile_ids', 'any', [('revenue', '>', 0)])]",
    # values that no database can compare, or that move with the calendar
    "[('purchase_count', 'no_such_operator', 1)]",
    "[('purchase_count', '>', 'abc')]",
    "[('revenue', '>', 'abc')]",
    "[('purchase_count', '>', [1, 2])]",
    "[('purchase_count', 'in', {1, 2})]",
    "[('partner_id', '=', {'a': 1})]",
    "[('revenue', '<', 1e999)]",
    "[('revenue', '<', 1j)]",
    "[('region', '=', b'x')]",
    "[('region', '=', 'a\\x00b')]",
    "[('region', '=', '\\ud800')]",
    "[('last_purchase_date', '>', 'today -30d')]",
    "[('last_purchase_date', 'in', ['today'])]",
    "[('last_purchase_date', '>', '2024-13-45')]",
    "[('last_purchase_date', '>', 5)]",
]

ACCEPTED = [
    "",
    "[]",
    "[(1, '=', 1)]",
    "# a comment\n[" + LEAF + "]",
    "[('purchase_count', '>', 1" + "0" * 60 + ")]",
    "[" + "'|', " * 99 + ", ".join([LEAF] * 100) + "]",
    "[" + "'!', " * 100 + LEAF + "]",
    "[('region', 'like', '%s; DROP TABLE res_partner; --')]",
    "[('region', '=', \"it's\")]",
    "[('recency_ratio', '=', False)]",
    "[('last_purchase_date', '>', '2024-02-29')]",
    "[('last_purchase_date', 'in', ['2024-02-29', False])]",
    "[('last_purchase_date.month_number', '=', 2)]",
    "[('partner_id.category_id.name', '=', 'VIP')]",
    "[('partner_id.child_ids', 'any', [('name', '=', 'Ann')])]",
    "[('user_id', 'not any', [])]",
    "[('base_size', 'in', [])]",
]


class TestRuleText(LoyaltyCase):
    """Whatever text a rule holds: it is refused when it is saved, or no pass stumbles over it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        admin = new_test_user(cls.env, "rules", groups="crm_loyalty.group_loyalty_admin")
        cls.rule = cls.stage("status_lost").with_user(admin)
        cls.buyer = cls.customer()
        cls.orders(cls.buyer, 40, 30)
        cls.env.flush_all()

    def test_what_cannot_be_decided_is_refused_with_a_reason_when_it_is_saved(self):
        before = self.rule.domain
        for text in REJECTED:
            with self.subTest(text=text[:60]):
                with self.assertRaises(ValidationError) as refused:
                    self.rule.domain = text
                self.assertRegex(str(refused.exception), "The rule of “Lost” cannot be used: .+")
                with self.assertRaises(ValidationError):
                    self.rule.create({"name": "New", "reading": "status", "domain": text})
        self.env.invalidate_all(flush=False)
        self.assertEqual(self.rule.domain, before)

    def test_a_number_that_is_none_is_named(self):
        for field in ("purchase_count", "revenue", "value_percentile"):
            with (
                self.subTest(field=field),
                self.assertRaisesRegex(ValidationError, "“x” is not a n"),
            ):
                self.rule.domain = f"[('{field}', '>', 'x')]"

    def test_the_preview_of_a_refused_rule_says_why_instead_of_failing(self):
        for text in REJECTED:
            edited = self.rule.new({"domain": text}, origin=self.rule)
            with self.subTest(text=text[:60]):
                self.assertIn("cannot be used", edited.preview["error"])

    def test_what_is_saved_is_decided_within_seconds(self):
        for text in ACCEPTED:
            with self.subTest(text=text[:60]):
                self.rule.domain = text
                start = time.monotonic()
                self.full_pass()
                self.assertLess(time.monotonic() - start, 5)
                self.assertTrue(self.profile(self.buyer).status_id)

    def test_an_empty_rule_matches_everyone(self):
        self.rule.domain = "[]"
        self.full_pass()
        self.assertEqual(self.profile(self.buyer).status_id, self.stage("status_lost"))
