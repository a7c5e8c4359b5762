import doctest

from odoo.exceptions import ValidationError
from odoo.tests import new_test_user

from ..engine import thresholds
from .common import TODAY
from .common_tiers import TierCase


class TestTierRules(TierCase):
    """An administrator builds a ladder, is warned of thresholds in the wrong order, previews."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin = new_test_user(cls.env, "rules", groups="crm_loyalty.group_loyalty_admin")
        cls.tiers = cls.env["crm.loyalty.stage"].with_user(cls.admin)

    def test_doctests(self):
        result = doctest.testmod(thresholds)
        self.assertTrue(result.attempted)
        self.assertFalse(result.failed)

    def rule(self, limit):
        return f"[('revenue_12m', '>=', {limit})]"

    def test_the_higher_its_place_the_earlier_a_tier_is_decided(self):
        platinum = self.tiers.create({"name": "Platinum", "reading": "tier", "sequence": 40})
        self.assertEqual(
            self.tiers._tiers(self.company).mapped("name"), ["Platinum", "Gold", "Silver", "Bronze"]
        )
        platinum.decision_sequence = self.tier("bronze").decision_sequence + 5
        self.assertEqual(self.tiers._tiers(self.company)[-1], platinum)
        self.assertLess(platinum.sequence, self.tier("bronze").sequence)

    def test_a_new_tier_is_above_the_others(self):
        tier = self.tiers.with_context(loyalty_reading="tier").create({"name": "New"})
        self.assertEqual((tier.reading, tier.sequence), ("tier", 40))

    def test_other_readings_are_decided_as_before(self):
        stage = self.tiers.create({"name": "New", "reading": "status"})
        self.assertEqual(stage.decision_sequence, 100)
        stage.sequence = 7
        self.assertEqual(stage.decision_sequence, 100)

    def test_a_rule_to_stay_that_asks_more_than_to_enter_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "asks more for staying"):
            self.tiers.browse(self.tier("gold").id).keep_domain = self.rule(1001)

    def test_a_rule_to_stay_that_is_no_rule_is_refused(self):
        gold = self.tiers.browse(self.tier("gold").id)
        for text in ("nonsense", "[('name', '=', 1)]", "[('tier_id', '=', 1)]"):
            with self.assertRaisesRegex(ValidationError, "cannot be used"):
                gold.keep_domain = text

    def test_periods_below_zero_are_refused(self):
        for name in ("kept_months", "grace_days"):
            with self.assertRaisesRegex(Exception, "below zero|tier_periods"):
                with self.env.cr.savepoint():
                    self.tier("gold").write({name: -1})
                    self.env.flush_all()

    def test_the_preview_warns_of_who_would_enter_and_not_stay(self):
        self.buys("2026-06-01", 1200)
        self.look("2026-06-30")
        gold = self.tiers.new(
            {"keep_domain": "[('purchase_count', '>', 1)]"}, origin=self.tier("gold")
        )
        self.assertIn("but not the rule to stay: 1", gold.preview["warnings"][0])

    def test_the_preview_warns_of_a_tier_that_nobody_can_be_in(self):
        silver = self.tiers.new(
            {"domain": self.rule(1500), "keep_domain": False}, origin=self.tier("silver")
        )
        self.assertIn("Nobody would be in “Silver”", silver.preview["warnings"][0])
        gold = self.tiers.browse(self.tier("gold").id)
        self.assertFalse(gold.preview["warnings"])

    def preview(self, **values):
        """The preview of an edited Silver, in which one customer is."""
        self.buys(str(TODAY), 600)
        self.full_pass(TODAY)
        silver = self.tiers.browse(self.tier("silver").id)
        return self.tiers.new(values, origin=silver).preview

    def test_the_preview_knows_that_a_tier_is_guaranteed(self):
        harder = self.rule(5000)
        self.assertFalse(self.preview(domain=harder, keep_domain=harder)["moves"])

    def test_the_preview_tells_where_customers_of_a_tier_given_up_go(self):
        [move] = self.preview(active=False)["moves"]
        self.assertEqual((move["from"], move["to"], move["count"]), ("Silver", "Bronze", 1))
