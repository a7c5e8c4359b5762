from .common_tiers import TierCase


class TestTiers(TierCase):
    """A tier is climbed at once, guaranteed for a time, and lost only after days of grace."""

    def test_two_years_of_a_customer_month_by_month(self):
        # What was bought in the 12 months before each month end is worked out by hand.
        self.buys("2024-06-10", 600)
        self.buys("2024-08-15", 500)
        self.buys("2025-07-20", 350)
        self.buys("2026-02-10", 700)
        silver = ("Silver", "2024-06-30", "2025-06-29", "", "2025-06-30")
        gold = ("Gold", "2024-08-31", "2025-08-30", "", "2025-08-31")
        again = ("Silver", "2025-09-30", "2026-09-29", "", "2026-09-30")
        best = ("Gold", "2026-02-28", "2027-02-27", "", "2027-02-28")
        self.assertState("2024-06-30", *silver)  # 600
        self.assertState("2024-07-31", *silver)
        for month in ("08-31", "09-30", "10-31", "11-30", "12-31"):
            self.assertState(f"2024-{month}", *gold)  # 1100
        for month in ("01-31", "02-28", "03-31", "04-30", "05-31"):
            self.assertState(f"2025-{month}", *gold)
        # 500 are less than the 600 to stay; guaranteed until the end of August.
        self.assertState("2025-06-30", *gold[:3], "2025-06-30", "2025-08-31")
        self.assertState("2025-07-31", *gold)  # 850: enough again
        # 350, and no longer guaranteed: 30 days of grace.
        self.assertState("2025-08-31", *gold[:3], "2025-08-31", "2025-09-30")
        # 350 are enough to stay Silver, though not to enter it.
        self.assertState("2025-09-30", *again)
        for on in ("2025-10-31", "2025-11-30", "2025-12-31", "2026-01-31"):
            self.assertState(on, *again)
        for month in ("02-28", "03-31", "04-30", "05-31", "06-30"):
            self.assertState(f"2026-{month}", *best)  # 1050
        moves = self.env["crm.loyalty.history"].search(
            [("reading", "=", "tier"), ("partner_id", "=", self.buyer.id)], order="day"
        )
        self.assertEqual(
            [(str(move.day), move.from_id.name, move.to_id.name) for move in moves],
            [
                ("2024-08-31", "Silver", "Gold"),
                ("2025-09-30", "Gold", "Silver"),
                ("2026-02-28", "Silver", "Gold"),
            ],
        )

    def test_the_last_guaranteed_day_and_the_last_day_of_grace_are_still_of_the_tier(self):
        self.buys("2025-01-10", 600)
        self.assertState("2025-01-10", "Silver", "2025-01-10", "2026-01-09", "", "2026-01-10")
        below = ("Silver", "2025-01-10", "2026-01-09", "2026-01-10", "2026-02-09")
        self.assertState("2026-01-10", *below)
        self.assertState("2026-02-08", *below)
        self.assertState("2026-02-09", None, "", "", "", "")

    def test_a_pass_done_twice_on_a_day_writes_nothing_the_second_time(self):
        self.buys("2025-01-10", 600)
        for on in ("2025-01-10", "2026-01-10", "2026-02-09"):
            self.look(on)
            self.assertEqual(self.look(on).updated, 0, on)

    def test_the_check_finds_nothing_on_any_day_of_a_fall(self):
        self.buys("2025-01-10", 600)
        self.buys("2025-11-10", 150)
        for on in ("2025-01-10", "2026-01-10", "2026-02-09"):
            run = self.look(on)
            self.assertFalse(self.drift(run.day), on)
        self.assertEqual(self.state()[0], "Bronze")

    def test_a_climb_is_seen_when_it_happens_not_at_night(self):
        self.buys("2026-06-01", 300)
        self.look("2026-06-30")
        self.assertEqual(self.state()[0], "Bronze")
        self.buys("2026-06-30", 300)
        self.changes()
        self.assertEqual(self.state()[:3], ("Silver", "2026-06-30", "2027-06-29"))
        self.assertFalse(self.drift())

    def test_without_guarantee_and_grace_a_tier_is_lost_at_once(self):
        self.tier("silver").write({"kept_months": 0, "grace_days": 0})
        self.buys("2025-01-10", 600)
        self.assertState("2025-01-10", "Silver", "2025-01-10", "", "", "")
        self.assertState("2026-01-10", None, "", "", "", "")

    def test_without_a_rule_to_stay_the_rule_to_enter_has_to_be_met(self):
        self.tier("silver").write({"kept_months": 0, "keep_domain": False})
        self.buys("2025-01-10", 100)
        self.buys("2025-02-10", 450)
        self.look("2025-02-10")
        self.assertState("2026-01-10", "Silver", "2025-02-10", "", "2026-01-10", "2026-02-09")

    def test_what_is_unknown_meets_neither_rule(self):
        self.tier("gold").write({"domain": "[('trend', '>', -9)]", "keep_domain": False})
        self.buys("2026-06-01", 250)
        self.look("2026-06-30")
        self.assertEqual(self.state()[0], "Bronze")

    def test_who_held_an_archived_tier_begins_anew(self):
        self.buys("2026-06-01", 600)
        self.look("2026-06-29")
        self.tier("silver").active = False
        self.assertState("2026-06-30", "Bronze", "2026-06-30", "2027-06-29", "", "2027-06-30")

    def test_an_earlier_day_begins_anew(self):
        self.buys("2026-06-01", 600)
        self.look("2026-06-30")
        self.assertState("2026-06-15", "Silver", "2026-06-15", "2027-06-14", "", "2027-06-15")

    def test_a_pin_leaves_what_the_figures_have_earned(self):
        self.buys("2025-01-10", 600)
        self.look("2025-01-10")
        self.env["crm.loyalty.pin"].create(
            {
                "partner_id": self.buyer.id,
                "stage_id": self.tier("gold").id,
                "reason": "Fair",
                "date_from": "2025-02-01",
                "date_to": "2025-02-28",
            }
        )
        earned = ("2025-01-10", "2026-01-09", "", "2026-01-10")
        self.assertState("2025-02-10", "Gold", *earned)
        self.assertEqual(self.profile(self.buyer).suggested_tier_id, self.tier("silver"))
        self.assertState("2025-03-01", "Silver", *earned)

    def test_a_company_has_its_own_tiers_beside_those_for_all(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.env.user.company_ids += other
        self.tier("silver").company_id = other
        self.buys("2026-06-01", 600)
        self.buys("2026-06-01", 600, company_id=other.id)
        self.look("2026-06-30")
        self.assertEqual(self.profile(self.buyer).tier_id, self.tier("bronze"))
        self.assertEqual(self.profile(self.buyer, other).tier_id, self.tier("silver"))

    def test_a_merge_keeps_the_best_tier_that_was_promised(self):
        other = self.customer("Other")
        self.buys("2025-07-10", 600, partner=other)
        self.buys("2026-06-20", 10)
        self.look("2025-07-10")
        self.look("2026-06-30")
        self.env["sale.order"].search([("partner_id", "=", other.id)]).state = "cancel"
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge([self.buyer.id, other.id], self.buyer)
        self.changes()
        self.assertEqual(
            self.state(), ("Silver", "2025-07-10", "2026-07-09", "2026-06-30", "2026-07-30")
        )
        self.assertFalse(self.drift())
