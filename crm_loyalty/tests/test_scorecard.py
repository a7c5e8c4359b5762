from odoo.tests import mute_logger
from odoo.tools import SQL

from ..models import crm_loyalty_run
from .common import day
from .common_scorecard import ScorecardCase

SECRET = "referral_revenue_12m"  # not for every salesperson
ALL = ("cognitive", "affective", "conative", "behavioural", "attitude", "index", "coverage")


class TestScorecard(ScorecardCase):
    """A scorecard turns measures into points, dimensions, an index and its coverage."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.buyer = cls.customer()
        # Three purchases, every 10 days, the last 25 days ago: recency ratio 2.5.
        cls.orders(cls.buyer, 45, 35, 25)

    def test_a_hand_worked_example(self):
        """Two of three dimensions known, one line of four unknown.

        behavioural: ratio 2.5 between 4 (0) and 1 (100) is 50 points, weight 3; 3 purchases
        between 0 and 4 are 75 points, weight 1: (3·50 + 75) / 4 = 56.25
        cognitive: no discount, between 0.5 (0) and 0 (100), is 100 points
        affective: the trend is unknown
        index: (2·56.25 + 1·100) / 3 = 70.8333; attitude: 100
        coverage: of weight 4 the affective 1 is unknown: 0.75
        """
        self.card(
            ("behavioural", "recency_ratio", 4, 1, 3),
            ("behavioural", "purchase_count", 0, 4, 1),
            ("cognitive", "discount_share", 0.5, 0),
            ("affective", "trend", -1, 1),
            behavioural_weight=2,
            conative_weight=0,
        )
        self.full_pass()
        self.assertEqual(
            self.figures(self.buyer, *ALL), (100, False, False, 56.25, 100, 70.83, 0.75)
        )

    def test_beyond_the_ends_of_the_scale_there_are_no_points_and_100(self):
        self.card(
            ("behavioural", "purchase_count", 4, 10),
            ("conative", "purchase_count", 0, 2),
            ("cognitive", "purchase_count", 2, 0),
        )
        self.full_pass()
        names = ("behavioural", "conative", "cognitive")
        self.assertEqual(self.figures(self.buyer, *names), (0, 100, 0))

    def test_zero_is_known_unless_the_line_says_that_it_says_nothing(self):
        self.card(
            ("conative", "quotation_count", 0, 1),
            ("affective", "quotation_count", 0, 1, 1, True),
        )
        self.full_pass()
        self.assertEqual(self.figures(self.buyer, "conative", "affective"), (0, False))

    def test_yes_and_no_are_one_and_zero(self):
        self.card(("conative", "qualified", 0, 1), ("cognitive", "active", 0, 1))
        self.full_pass()
        self.assertEqual(self.figures(self.buyer, "conative", "cognitive"), (0, 100))

    def test_where_nothing_is_known_there_is_no_index_and_a_coverage_of_zero(self):
        self.card(("affective", "trend", 0, 1))
        self.full_pass()
        self.assertEqual(self.figures(self.buyer, "index", "coverage"), (False, 0))
        self.assertIsNot(self.figures(self.buyer, "coverage")[0], False)

    def test_without_a_scorecard_nothing_is_known_not_even_the_coverage(self):
        self.full_pass()
        self.assertEqual(self.figures(self.buyer, *ALL), (False,) * 7)
        self.assertFalse(self.profile(self.buyer).attitude_id)

    def test_a_dimension_of_no_weight_is_scored_and_does_not_count(self):
        self.card(
            ("behavioural", "purchase_count", 0, 6),
            ("conative", "purchase_count", 0, 3),
            conative_weight=0,
        )
        self.full_pass()
        names = ("conative", "behavioural", "index")
        self.assertEqual(self.figures(self.buyer, *names), (100, 50, 50))

    def test_a_company_has_its_own_scorecard_or_else_the_common_one(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.env.user.company_ids += other
        self.order(self.buyer, 5, company_id=other.id)
        self.card(("behavioural", "purchase_count", 0, 4))
        own = self.card(("behavioural", "purchase_count", 0, 3), company_id=self.company.id)
        self.full_pass()
        others = self.profile(self.buyer, other)
        self.assertEqual(self.figures(self.buyer, "behavioural"), (100,))
        self.assertEqual(others.loyalty_behavioural, 25)
        own.active = False
        self.full_pass()
        self.assertEqual(self.figures(self.buyer, "behavioural"), (75,))

    def test_rules_of_stages_and_segments_ask_for_the_figures_of_the_same_pass(self):
        self.card(("behavioural", "purchase_count", 0, 3), ("cognitive", "purchase_count", 0, 100))
        self.answer(self.buyer, "price", 50)
        segment = self.env["crm.loyalty.segment"].create(
            {"name": "Loyal", "domain": "[('loyalty_index', '>', 40)]"}
        )
        self.full_pass()
        self.assertEqual(self.profile(self.buyer).attitude_id, self.stage("attitude_spurious"))
        self.assertEqual(self.profile(self.buyer).segment_ids, segment)

    def test_the_four_quadrants_of_attitude_and_behaviour(self):
        """Dick and Basu 1994: loyal, latent, spurious, none; cut at 50, equal is above."""
        self.card(("cognitive", "cognitive_score", 0, 100), ("behavioural", "purchase_count", 0, 4))
        expected = {(2, 2): "loyal", (2, 1): "latent", (1, 2): "spurious", (1, 1): "none"}
        partners = {case: self.customer(str(case)) for case in expected}
        for (preference, purchases), partner in partners.items():
            self.orders(partner, *range(purchases))
            self.answer(partner, "cognitive_first", 25 * preference)
        self.full_pass()
        found = {case: self.profile(partner).attitude_id for case, partner in partners.items()}
        self.assertEqual(found, {c: self.stage(f"attitude_{name}") for c, name in expected.items()})

    def test_the_page_of_quadrants_has_a_point_for_each_who_is_in_one(self):
        self.card(("cognitive", "cognitive_score", 0, 100), ("behavioural", "purchase_count", 0, 4))
        self.answer(self.buyer, "cognitive_first", 60)
        self.orders(self.customer("Never asked"), 10, 5)
        self.full_pass()
        [point] = self.profiles.attitude_points()
        self.assertEqual((point["x"], point["y"]), (75, 60))
        counts = {
            c["name"]: c["customers"] for c in self.profiles.class_shares("attitude")["classes"]
        }
        self.assertEqual(
            counts, {"Loyal": 1, "Latent Loyalty": 0, "Spurious Loyalty": 0, "No Loyalty": 0}
        )

    def test_without_an_attitude_or_without_behaviour_there_is_no_quadrant(self):
        self.answer(self.buyer, "price", 50)
        for dimension in ("behavioural", "cognitive"):
            card = self.card((dimension, "purchase_count", 0, 4))
            self.full_pass()
            self.assertFalse(self.profile(self.buyer).attitude_id)
            card.active = False
            self.env.flush_all()

    def test_who_was_never_asked_has_no_quadrant_whatever_his_behaviour_suggests(self):
        self.card(("cognitive", "discount_share", 1, 0), ("behavioural", "purchase_count", 0, 4))
        self.full_pass()
        self.assertEqual(self.figures(self.buyer, "attitude", "behavioural"), (100, 75))
        self.assertFalse(self.profile(self.buyer).attitude_id)

    # --- one version per pass ------------------------------------------------------------------

    def test_a_pass_keeps_to_the_scorecard_with_which_it_began_and_another_follows(self):
        self.patch(crm_loyalty_run, "CHUNK", 2)
        card = self.card(("behavioural", "purchase_count", 0, 4))
        late = self.customer("Late")
        self.orders(late, 45, 35, 25)
        self.env.flush_all()
        self.env["crm.loyalty.dirty"].search([]).unlink()
        run = self.runs.create({"kind": "full", "asked_day": day(0)})
        while not self.profile(self.buyer):
            run._step()
        card.line_ids.best = 3
        while run._step():
            pass
        self.assertEqual(self.figures(late, "index"), (75,))
        self.changes()
        queued = self.runs.search([("state", "=", "queued")])
        queued.asked_day = day(0)
        while queued._step():
            pass
        self.assertEqual(self.figures(late, "index"), (100,))

    def test_a_second_pass_changes_nobody(self):
        self.card(("behavioural", "interval_mean", 7, 3), ("cognitive", "discount_share", 1, 0))
        self.full_pass()
        self.assertEqual(self.full_pass().updated, 0)

    def test_a_line_over_a_measure_that_is_gone_is_left_out_and_shown_as_unusable(self):
        card = self.card(("behavioural", "purchase_count", 0, 4), ("behavioural", "trend", 0, 1))
        line = card.line_ids.filtered(lambda line: line.measure == "trend")
        self.env.flush_all()
        self.env.execute_query(
            SQL(
                "UPDATE crm_loyalty_scorecard_line SET measure = 'gone' WHERE id = %s RETURNING id",
                line.id,
            )
        )
        self.env.invalidate_all()
        with mute_logger("odoo.addons.crm_loyalty.models.crm_loyalty_scorecard_line"):
            self.full_pass()
        self.assertEqual(self.figures(self.buyer, "index", "coverage"), (75, 0.25))
        self.assertTrue(line.is_broken and card.is_broken)
        with mute_logger("odoo.addons.crm_loyalty.models.crm_loyalty_scorecard_line"):
            self.assertFalse(card.preview["error"])

    def test_a_measure_that_goes_in_the_middle_of_a_pass_stops_nobody(self):
        self.card(("behavioural", "purchase_count", 0, 4), ("affective", "trend", 0, 1))
        run = self.runs.create({"kind": "full", "asked_day": day(0)})
        run._step()
        cards = run.scorecards  # a copy
        cards[0]["lines"][1]["measure"] = "gone"
        run.scorecards = cards
        while run._step():
            pass
        self.assertEqual(self.figures(self.buyer, "index", "coverage"), (75, 0.25))
