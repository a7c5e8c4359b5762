from odoo.exceptions import ValidationError
from odoo.tests import new_test_user

from .common import TODAY, LoyaltyCase, day

LEVELS = {
    "low_low": "basic",
    "low_high": "accountable",
    "high_low": "proactive",
    "high_high": "partnership",
}


class TestMatrixLevel(LoyaltyCase):
    """The relationship level that a class of the value matrix suggests, beside its strategy."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.buyer = cls.customer("Buyer")
        cls.order(cls.buyer, 10, 300)
        cls.keep = cls.stage("matrix_high_low")
        cls.env["crm.loyalty.pin"].create(
            {
                "partner_id": cls.buyer.id,
                "stage_id": cls.keep.id,
                "reason": "Agreed",
                "date_from": day(1),
                "date_to": day(-300),
            }
        )
        cls.full_pass()

    def told(self):
        """What the customer's page says of the level that its class suggests."""
        readings = self.profile(self.buyer).explanation["readings"]
        return next(r for r in readings if r["reading"] == "matrix").get("notes")

    def test_each_class_that_comes_with_the_addon_suggests_one(self):
        for name, level in LEVELS.items():
            self.assertEqual(self.stage(f"matrix_{name}").level_id, self.stage(f"level_{level}"))

    def test_the_page_of_the_matrix_shows_it_beside_the_strategy(self):
        classes = self.profiles.class_shares("matrix")["classes"]
        found = {row["name"]: row["level"] and row["level"]["name"] for row in classes}
        self.assertEqual(found["High Value, Low Potential"], "Proactive")
        self.keep.level_id = False
        classes = self.profiles.class_shares("matrix")["classes"]
        self.assertIsNone(next(row for row in classes if row["id"] == self.keep.id)["level"])

    def test_the_customer_s_page_holds_it_against_the_level_that_the_customer_has(self):
        self.assertEqual(self.profile(self.buyer).level_id.name, "Reactive")
        [note] = self.told()
        self.assertEqual(
            note, "This class suggests the level “Proactive”; the customer's is “Reactive”."
        )
        self.keep.level_id = self.profile(self.buyer).level_id
        self.env.invalidate_all()
        self.assertEqual(self.told(), ["This class suggests the level “Reactive”."])

    def test_a_class_without_one_tells_nothing(self):
        self.keep.level_id = False
        self.assertFalse(self.told())

    def test_it_decides_nothing(self):
        """What a customer is promised is decided by the rules of the levels, and by pins."""
        before = self.profile(self.buyer).level_id
        self.keep.level_id = self.stage("level_partnership")
        self.full_pass(TODAY)
        self.assertEqual(self.profile(self.buyer).level_id, before)

    def test_a_class_suggests_a_level_and_nothing_but_a_class_does(self):
        with self.assertRaisesRegex(ValidationError, "is not a relationship level"):
            self.keep.level_id = self.stage("status_current")
        with self.assertRaisesRegex(ValidationError, "Only a class of the value matrix"):
            self.stage("pyramid_vip").level_id = self.stage("level_basic")

    def test_a_class_of_every_company_suggests_no_level_of_one(self):
        ours = self.stage("level_basic").copy({"company_id": self.company.id})
        with self.assertRaisesRegex(ValidationError, "of another company"):
            self.keep.level_id = ours

    def test_an_administrator_of_the_rules_chooses_it(self):
        keeper = new_test_user(self.env, "keeper", "crm_loyalty.group_loyalty_admin")
        self.keep.with_user(keeper).level_id = self.stage("level_basic")
        self.assertEqual(self.keep.level_id, self.stage("level_basic"))
