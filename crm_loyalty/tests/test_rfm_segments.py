from odoo.exceptions import ValidationError
from odoo.tests import new_test_user

from ..engine.coverage import decided_scores
from .common import TODAY, LoyaltyCase, day

# Of five classes, by hand: a row for each recency from 5 to 1, a column for each frequency from 1
# to 5; where the amount decides, it is that of a monetary score up to 3 / from 4.
GRID = """
new_customers   potential_loyalists  potential_loyalists  loyal/champions      loyal/champions
promising       potential_loyalists  potential_loyalists  loyal/champions      loyal/champions
about_to_sleep  about_to_sleep       need_attention       loyal                loyal
hibernating     hibernating          at_risk              at_risk/cannot_lose  at_risk/cannot_lose
lost            lost                 at_risk              at_risk/cannot_lose  at_risk/cannot_lose
"""


class TestRfmSegments(LoyaltyCase):
    """Every combination of scores has one RFM segment, whatever the number of classes."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        admin = new_test_user(cls.env, "rfm", groups="crm_loyalty.group_loyalty_admin")
        cls.stages = cls.env["crm.loyalty.stage"].with_user(admin)

    @classmethod
    def segment(cls, name):
        return cls.stage(f"rfm_segment_{name}").with_env(cls.stages.env)

    def decided(self, classes):
        """{scores: name of the data record} by the rules as they are."""
        rules = [
            rule for rule in self.stages._rules(self.company) if rule["reading"] == "rfm_segment"
        ]
        names = {
            stage_id: xmlid.removeprefix("crm_loyalty.stage_rfm_segment_")
            for stage_id, xmlid in self.stages.browse(r["id"] for r in rules)
            .get_external_id()
            .items()
        }
        found = decided_scores(self.env, rules, self.company.id, classes)
        return {scores: names.get(stage_id) for scores, stage_id in found.items()}

    def rule(self, name, domain, order=10, **values):
        return self.stages.create(self.values(name, domain, order) | values)

    def values(self, name, domain, order):
        text = {"name": name, "domain": str(domain)}
        return text | {"reading": "rfm_segment", "decision_sequence": order}

    def instead(self, *domains):
        """Have these rules instead of those that are there."""
        self.stages.search([("reading", "=", "rfm_segment")]).active = False
        self.stages.create([self.values(f"Rule {n}", rule, n) for n, rule in enumerate(domains)])

    def test_five_classes_are_named_as_in_the_grid(self):
        expected = {(None, None, None): None}
        for row, line in enumerate(GRID.strip().splitlines()):
            for column, cell in enumerate(line.split()):
                low, _slash, high = cell.partition("/")
                for monetary in range(1, 6):
                    name = high if high and monetary >= 4 else low
                    expected[5 - row, column + 1, monetary] = name
        self.assertEqual(self.decided(5), expected)

    def test_every_combination_of_any_number_of_classes_has_a_segment(self):
        for classes in range(2, 11):
            with self.subTest(classes=classes):
                self.company.loyalty_rfm_classes = classes  # nothing is refused
                found = self.decided(classes)
                self.assertIsNone(found.pop((None, None, None)))
                self.assertEqual(len(found), classes**3)
                self.assertTrue(all(found.values()))
                self.assertEqual(found[(classes,) * 3], "champions")
                self.assertEqual(found[1, 1, classes], "lost")
                if classes >= 5:
                    self.assertEqual(len({*found.values()}), 11)

    def test_customers_who_bought_are_in_one_and_others_in_none(self):
        self.company.loyalty_rfm_method = "fixed"
        best, lost, asked = (self.customer(name) for name in ("Best", "Lost", "Asked"))
        self.orders(best, *range(5, 55, 5), amount=2000)  # 5 days ago, 10 times, 20000: 555
        self.order(lost, 500, 50)  # 111
        self.order(asked, 5, state="sent")
        self.full_pass(day(300))
        self.full_pass()
        self.assertEqual(self.profile(best).rfm, 555)
        self.assertEqual(self.profile(best).rfm_segment_id, self.segment("champions"))
        self.assertEqual(self.profile(lost).rfm_segment_id, self.segment("lost"))
        self.assertTrue(self.profile(asked))
        self.assertFalse(self.profile(asked).rfm_segment_id)
        # 200 days after a single purchase of 50: recency 2, frequency 1.
        moves = self.env["crm.loyalty.history"].search(
            [("partner_id", "=", lost.id), ("reading", "=", "rfm_segment")]
        )
        self.assertEqual(
            [(move.day, move.from_id, move.to_id) for move in moves],
            [(TODAY, self.segment("hibernating"), self.segment("lost"))],
        )
        [told] = [
            reading
            for reading in self.profile(best).explanation["readings"]
            if reading["reading"] == "rfm_segment"
        ]
        self.assertEqual((told["label"], told["stage"]), ("RFM Segment", "Champions"))

    def test_rules_that_leave_a_combination_out_are_refused_with_three_of_them(self):
        message = "With 5 RFM classes .* R1 F1 M1, R1 F1 M2, R1 F1 M3. Widen the rule"
        with self.assertRaisesRegex(ValidationError, message):
            self.segment("lost").domain = "[('recency_rank', '>', 0)]"
        with self.assertRaisesRegex(ValidationError, message):
            self.segment("lost").active = False

    def test_a_segment_that_is_needed_is_not_deleted(self):
        with self.assertRaisesRegex(ValidationError, "R1 F1 M1"):
            self.segment("lost").unlink()

    def test_a_rule_that_nothing_reaches_is_refused(self):
        for order, domain in [
            (200, [("recency_score", "=", 5)]),  # after all the others
            (1, [("recency_score", "=", 6)]),  # there is no such score
        ]:
            message = "No combination of scores reaches “Idle”"
            with self.assertRaisesRegex(ValidationError, message):
                self.rule("Idle", domain, order)
        with self.assertRaisesRegex(ValidationError, "“Champions”"):
            self.rule("Everybody", [("recency_rank", ">=", 0)], 1)

    def test_a_rule_for_who_never_bought_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "for customers who bought"):
            self.segment("lost").domain = "[]"

    def test_a_rule_over_anything_but_scores_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "is not a measure"):
            self.rule("Big", [("revenue", ">", 1000)], 5)

    def test_another_number_of_classes_must_not_leave_customers_out(self):
        self.instead([("recency_score", ">", 3)], [("recency_score", "in", [1, 2, 3])])
        self.company.loyalty_rfm_classes = 4
        self.instead([("recency_score", "=", 4)], [("recency_score", "in", [1, 2, 3])])
        with self.assertRaisesRegex(ValidationError, "With 6 RFM classes .* R5 F1 M1"):
            self.company.loyalty_rfm_classes = 6

    def test_a_company_may_have_rules_of_its_own(self):
        self.company.loyalty_rfm_classes = 10
        gold = self.rule("Ten", [("recency_score", "=", 10)], 1, company_id=self.company.id)
        decided = self.decided(10)
        self.assertEqual((decided[10, 1, 1], decided[9, 1, 1]), ("", "new_customers"))
        with self.assertRaisesRegex(ValidationError, "No combination"):
            gold.domain = "[('recency_score', '=', 11)]"
