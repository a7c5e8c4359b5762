from odoo.exceptions import ValidationError
from odoo.tests import new_test_user

from .common import LoyaltyCase, day


class TestPins(LoyaltyCase):
    """A person's decision wins over the rule until its day, and is shown as such."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.seller = new_test_user(cls.env, "seller", groups="sales_team.group_sale_salesman")
        cls.buyer = cls.customer(user_id=cls.seller.id)
        cls.orders(cls.buyer, 40, 30)
        cls.full_pass()

    def pin(self, stage="level_proactive", first=0, last=-10, **values):
        """A pin by the customer's salesperson, from and until so many days ago."""
        return (
            self.env["crm.loyalty.pin"]
            .with_user(self.seller)
            .create(
                {
                    "partner_id": self.buyer.id,
                    "stage_id": self.stage(stage).id,
                    "reason": "Met at the fair",
                    "date_from": day(first),
                    "date_to": day(last),
                }
                | values
            )
        )

    def level(self):
        return self.profile(self.buyer).level_id

    def test_a_pin_wins_over_the_rule_which_is_still_told(self):
        suggested = self.level()
        self.assertNotEqual(suggested, self.stage("level_proactive"))
        self.pin()
        self.changes()
        profile = self.profile(self.buyer)
        self.assertEqual(profile.level_id, self.stage("level_proactive"))
        self.assertEqual(profile.suggested_level_id, suggested)
        self.assertEqual(profile.pin_count, 1)
        [move] = self.env["crm.loyalty.history"].search([("reading", "=", "level")])
        self.assertTrue(move.pinned)
        self.assertEqual((move.from_id, move.to_id), (suggested, self.stage("level_proactive")))

    def test_a_pin_holds_on_its_last_day_and_no_longer(self):
        suggested = self.level()
        self.pin(last=-1)
        self.full_pass(day(0))
        self.assertEqual(self.level(), self.stage("level_proactive"))
        self.full_pass(day(-1))
        self.assertEqual(self.level(), self.stage("level_proactive"))
        self.full_pass(day(-2))
        self.assertEqual(self.level(), suggested)
        self.assertEqual(self.profile(self.buyer).pin_count, 0)

    def test_a_pin_does_not_hold_before_its_first_day(self):
        suggested = self.level()
        self.pin(first=-1)
        self.changes()
        self.assertEqual(self.level(), suggested)

    def test_of_several_pins_the_latest_made_wins(self):
        self.pin("level_partnership", last=-5)
        self.pin("level_basic", last=-1)
        self.changes()
        self.assertEqual(self.level(), self.stage("level_basic"))
        self.full_pass(day(-2))
        self.assertEqual(self.level(), self.stage("level_partnership"))

    def test_a_floor_lifts_who_is_below_it_and_leaves_who_is_above(self):
        suggested = self.level()
        self.pin("level_partnership", mode="floor")
        self.changes()
        self.assertEqual(self.level(), self.stage("level_partnership"))
        self.pin("level_basic", mode="floor")
        self.changes()
        self.assertEqual(self.level(), suggested)

    def test_a_ceiling_holds_down_who_is_above_it_and_leaves_who_is_below(self):
        suggested = self.level()
        self.pin("level_basic", mode="ceiling")
        self.changes()
        self.assertEqual(self.level(), self.stage("level_basic"))
        self.pin("level_partnership", mode="ceiling")
        self.changes()
        self.assertEqual(self.level(), suggested)

    def test_a_ceiling_gives_nothing_to_who_has_no_stage_and_a_floor_does(self):
        prospect = self.customer("Prospect", user_id=self.seller.id)
        self.order(prospect, 5, state="draft")
        self.pin("level_reactive", mode="ceiling", partner_id=prospect.id)
        self.changes()
        self.assertTrue(self.profile(prospect))
        self.assertFalse(self.profile(prospect).level_id)
        self.pin("level_reactive", mode="floor", partner_id=prospect.id)
        self.changes()
        self.assertEqual(self.profile(prospect).level_id, self.stage("level_reactive"))

    def test_a_floor_that_binds_nobody_is_not_told_as_a_decision_by_hand(self):
        self.pin("level_basic", mode="floor")
        for amount in (50, 5000):
            self.order(self.buyer, 0, amount)
        self.changes()
        moves = self.env["crm.loyalty.history"].search([("reading", "=", "level")])
        self.assertFalse(any(moves.mapped("pinned")))

    def test_only_readings_with_an_order_have_floors_and_ceilings(self):
        for mode in ("floor", "ceiling"):
            with self.assertRaisesRegex(ValidationError, "pinned exactly"):
                self.pin("formation_advocate", mode=mode)

    def test_pins_of_different_readings_do_not_disturb_each_other(self):
        self.pin("level_partnership")
        self.pin("formation_advocate")
        self.changes()
        profile = self.profile(self.buyer)
        self.assertEqual(profile.level_id, self.stage("level_partnership"))
        self.assertEqual(profile.formation_id, self.stage("formation_advocate"))
        self.assertEqual(profile.status_id, self.stage("status_current"))

    def test_a_pin_taken_back_gives_way_to_the_rule(self):
        suggested = self.level()
        pin = self.pin()
        self.changes()
        pin.active = False
        self.changes()
        self.assertEqual(self.level(), suggested)

    def test_a_pin_alone_makes_a_relationship(self):
        stranger = self.customer("Stranger", user_id=self.seller.id)
        self.pin("formation_partner", partner_id=stranger.id)
        self.changes()
        profile = self.profile(stranger)
        self.assertEqual(profile.formation_id, self.stage("formation_partner"))
        self.assertEqual(profile.status_id, self.stage("status_non_customer"))

    def test_a_pin_cannot_end_before_it_begins(self):
        with self.assertRaisesRegex(ValidationError, "cannot end"):
            self.pin(first=0, last=1)

    def test_a_stage_of_another_company_cannot_be_pinned(self):
        other = self.env["res.company"].create({"name": "Other"})
        stage = self.stage("level_basic").copy({"company_id": other.id})
        with self.assertRaisesRegex(ValidationError, "another company"):
            self.pin(stage_id=stage.id)

    def test_a_pin_in_one_company_does_not_hold_in_another(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.env.user.company_ids += other
        self.order(self.buyer, 5, company_id=other.id)
        self.pin("formation_partner")
        self.changes()
        self.assertEqual(self.profile(self.buyer).formation_id, self.stage("formation_partner"))
        self.assertEqual(
            self.profile(self.buyer, other).formation_id, self.stage("formation_first_time")
        )
