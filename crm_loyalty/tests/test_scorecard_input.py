from psycopg2.errors import UniqueViolation

from odoo.exceptions import ValidationError
from odoo.fields import Command
from odoo.tests import mute_logger

from .common_scorecard import ScorecardCase

SECRET = "referral_revenue_12m"  # not for every salesperson


class TestScorecardInput(ScorecardCase):
    """What cannot be scored is refused when it is saved, with a sentence that says why."""

    def refused(self, message, *lines, **values):
        with self.assertRaisesRegex(ValidationError, message), self.env.cr.savepoint():
            self.card(*lines, **values)

    def test_a_scale_has_two_ends(self):
        self.refused("are not the same", ("behavioural", "purchase_count", 3, 3))

    def test_less_may_be_better(self):
        self.assertTrue(self.card(("behavioural", "recency_ratio", 4, 1)))

    def test_a_line_weighs_more_than_zero(self):
        self.refused("weighs more than zero", ("behavioural", "purchase_count", 0, 3, 0))
        self.refused("weighs more than zero", ("behavioural", "purchase_count", 0, 3, -1))

    def test_the_dimensions_do_not_all_weigh_zero_and_none_weighs_less(self):
        nothing = dict.fromkeys(
            ("cognitive_weight", "affective_weight", "conative_weight", "behavioural_weight"), 0
        )
        line = ("behavioural", "purchase_count", 0, 3)
        self.refused("no dimension weighs less", line, **nothing)
        self.refused("no dimension weighs less", line, cognitive_weight=-1)

    def test_the_weights_of_what_is_measured_do_not_add_up_to_zero(self):
        behaviour = ("behavioural", "purchase_count", 0, 3)
        self.refused("nobody would have an index", behaviour, behavioural_weight=0)
        card = self.card(behaviour, ("affective", "trend", 0, 1), behavioural_weight=0)
        affective = card.line_ids.filtered(lambda line: line.dimension == "affective")
        with self.assertRaisesRegex(ValidationError, "nobody would have an index"):
            card.line_ids = [Command.delete(affective.id)]

    def test_a_scorecard_measures_something(self):
        self.refused("measures nothing yet")
        card = self.card(("behavioural", "purchase_count", 0, 3))
        with self.assertRaisesRegex(ValidationError, "measures nothing yet"):
            card.line_ids = [Command.clear()]

    def test_a_measure_is_a_number_or_a_yes_and_no_of_the_customer(self):
        for measure in (
            "no_such_thing",
            "region",
            "user_id",
            "loyalty_index",
            "clv",
            "name",
            SECRET,
        ):
            self.refused("is not a measure", ("behavioural", measure, 0, 3))

    @mute_logger("odoo.sql_db")
    def test_one_scorecard_is_in_force_for_a_company(self):
        line = ("behavioural", "purchase_count", 0, 3)
        self.card(line)
        with self.assertRaises(UniqueViolation), self.env.cr.savepoint():
            self.card(line)
            self.env.flush_all()
        self.assertTrue(self.card(line, active=False))
        self.assertTrue(self.card(line, company_id=self.company.id))

    def test_a_copy_waits_in_the_archive(self):
        card = self.card(("behavioural", "purchase_count", 0, 3))
        twin = card.copy()
        self.assertFalse(twin.active)
        self.assertEqual(twin.line_ids.measure, "purchase_count")
