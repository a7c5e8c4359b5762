from datetime import datetime, time

from odoo.exceptions import ValidationError
from odoo.fields import Command

from .common import LoyaltyCase, day


class TestValue(LoyaltyCase):
    """What a customer is worth, worked out by hand."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.write(
            {
                "loyalty_margin_rate": 0.4,
                "loyalty_retention": 0.8,
                "loyalty_discount_rate": 0.1,
                "loyalty_horizon": 36,
                "loyalty_upkeep_amount": 10,
            }
        )
        cls.buyer = cls.customer()
        cls.orders(cls.buyer, 10, 200)

    def valued(self, **settings):
        self.company.write(settings)
        self.full_pass()
        return self.profile(self.buyer)

    def test_by_retention(self):
        """80 a year: 80 · (0.8/1.1 + 0.8²/1.1² + 0.8³/1.1³) − 10 · (1/1.1 + 1/1.1² + 1/1.1³)."""
        self.assertEqual(self.valued().clv_retention, 106.40)

    def test_by_average(self):
        """2 orders of 100 a year, 40 % earned, less 10, over (1 − 0.8³) / −ln 0.8 years."""
        self.assertEqual(self.valued().clv_baseline, 153.09)

    def test_the_chosen_one_counts(self):
        profile = self.valued(loyalty_clv_by="retention")
        self.assertEqual(profile.clv, profile.clv_retention)
        profile = self.valued(loyalty_clv_by="baseline")
        self.assertEqual(profile.clv, profile.clv_baseline)

    def test_without_any_prediction_its_value_is_unknown(self):
        profile = self.valued()
        self.assertIs(profile.clv_predicted, False)
        self.assertIs(profile.clv, False)
        self.assertIs(profile.alive, False)

    def test_without_any_margin_value_is_unknown(self):
        profile = self.valued(loyalty_margin_rate=False)
        self.assertEqual(profile.revenue_12m, 200)
        for name in ("margin_rate", "earned_12m", "clv_retention", "clv_baseline"):
            self.assertIs(profile[name], False, name)

    def test_without_any_retention_its_value_is_unknown(self):
        profile = self.valued(loyalty_retention=False)
        self.assertIs(profile.clv_retention, False)
        self.assertEqual(profile.earned_12m, 80)

    def test_a_retention_of_nothing_is_known(self):
        """Nobody stays: nothing is earned any more, and 10 · 2.486852 is spent."""
        profile = self.valued(loyalty_retention=0)
        self.assertEqual((profile.clv_retention, profile.clv_baseline), (-24.87, 0))
        way = profile.valuation["ways"][1]
        self.assertIn("0.0 % stay", way["text"])

    def test_a_margin_below_zero_makes_a_value_below_zero(self):
        """−40 a year: −40 · 1.640872 − 10 · 2.486852."""
        self.assertEqual(self.valued(loyalty_margin_rate=-0.2).clv_retention, -90.50)

    def test_money_that_is_worth_the_same_later(self):
        """80 · (0.8 + 0.64 + 0.512) − 3 · 10."""
        self.assertEqual(self.valued(loyalty_discount_rate=0).clv_retention, 126.16)

    def test_a_horizon_of_half_a_year(self):
        """Half of the first year: ½ · (80 · 0.8 − 10) / 1.1."""
        self.assertEqual(self.valued(loyalty_horizon=6).clv_retention, 24.55)

    def test_a_fiscal_year_that_is_not_the_calendars(self):
        """From July to June: 60 % of the 365 days of April to March would be another matter."""
        profile = self.valued(fiscalyear_last_month="3", fiscalyear_last_day=31)
        # April 1 to June 30 are 91 days; the order of 200 days ago fell into the year before.
        self.assertEqual(profile.relationship_value, round(40 - 10 * 91 / 365, 2))
        self.assertEqual(profile.relationship_value_last_fy, 30)

    def test_a_customer_who_was_none_has_no_value_of_last_year(self):
        new = self.customer("New")
        self.order(new, 3)
        self.full_pass()
        self.assertIs(self.profile(new).relationship_value_last_fy, False)

    def test_rates_that_cannot_be(self):
        for name, value in (
            ("loyalty_discount_rate", 1.2),
            ("loyalty_retention", 1),
            ("loyalty_retention", -0.1),
            ("loyalty_margin_rate", 1.5),
            ("loyalty_horizon", 0),
            ("loyalty_upkeep_amount", -1),
            ("loyalty_steady", 50),
        ):
            with self.assertRaises(ValidationError), self.env.cr.savepoint():
                self.company[name] = value

    def test_settings_count_from_the_next_full_pass(self):
        self.valued()
        self.company.loyalty_upkeep_amount = 0
        self.order(self.buyer, 1)
        self.changes()
        self.assertEqual(self.profile(self.buyer).keeping_cost, 10)
        self.full_pass()
        self.assertEqual(self.profile(self.buyer).keeping_cost, 0)


class TestCostOfKeeping(LoyaltyCase):
    """What it costs to keep a customer, as the company counts it."""

    def test_by_level(self):
        level = self.stage("level_basic")
        level.write({"domain": "[]", "decision_sequence": 0, "upkeep_amount": 70})
        self.company.loyalty_upkeep = "level"
        buyer = self.customer()
        self.order(buyer, 5)
        self.full_pass()
        self.assertEqual(self.profile(buyer).keeping_cost, 70)
        self.assertFalse(self.drift())

    def test_of_a_level_without_an_amount(self):
        self.company.write({"loyalty_upkeep": "level", "loyalty_upkeep_amount": 5})
        buyer = self.customer()
        self.order(buyer, 5)
        self.full_pass()
        self.assertEqual(self.profile(buyer).keeping_cost, 5)

    def test_by_time(self):
        """A meeting of two hours with two of a customer, and a quarter's activity; 40 an hour."""
        self.company.write({"loyalty_upkeep": "time", "loyalty_hour_cost": 40})
        buyer, colleague = self.customer(), self.env.user.partner_id
        contact = self.customer("Contact", is_company=False, parent_id=buyer.id)
        self.order(buyer, 5)
        for ago in (20, 500):  # one within the 12 months
            self.env["calendar.event"].create(
                {
                    "name": "Meeting",
                    "start": datetime.combine(day(ago), time(9)),
                    "stop": datetime.combine(day(ago), time(11)),
                    "partner_ids": [Command.set((buyer | contact | colleague).ids)],
                }
            )
        activity = buyer.activity_schedule("mail.mail_activity_data_call")
        message = activity._action_done()[0]
        message.date = datetime.combine(day(3), time(9))
        self.full_pass()
        self.assertEqual(self.profile(buyer).care_hours, 2.25)
        self.assertEqual(self.profile(buyer).keeping_cost, 90)
        self.assertFalse(self.profile(colleague), "a colleague in a meeting is no customer")

    def test_a_level_is_not_decided_by_what_it_costs(self):
        with self.assertRaises(ValidationError):
            self.stage("level_basic").domain = "[('clv', '>', 100)]"
