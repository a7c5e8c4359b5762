from odoo.exceptions import ValidationError

from .common_opinion import OpinionCase


class TestOpinion(OpinionCase):
    """What customers say becomes figures by formulas that can be worked by hand."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.full_pass()

    def test_the_index_is_experience_plus_half_of_the_gap(self):
        # Experience (80 + 60 + 40) / 3 = 60; gaps 80 - 60 = 20 and 60 - 70 = -10, mean 5.
        self.say(
            self.buyer,
            satisfaction_product=80,
            satisfaction_service=60,
            satisfaction_price=40,
            expected={"satisfaction_product": 60, "satisfaction_service": 70},
        )
        profile = self.told()
        self.assertEqual(profile.experience_score, 60)
        self.assertEqual(profile.expectation_score, 65)
        self.assertEqual(profile.satisfaction_gap, 5)
        self.assertEqual(profile.satisfaction_index, 62.5)

    def test_the_index_stays_on_its_scale(self):
        self.say(self.buyer, satisfaction_product=95, expected={"satisfaction_product": 10})
        self.assertEqual(self.told().satisfaction_index, 100)

    def test_without_an_expectation_experience_alone_is_the_index(self):
        self.say(self.buyer, satisfaction_product=70, expected={"satisfaction_price": 90})
        profile = self.told()
        self.assertIs(profile.satisfaction_gap, False)
        self.assertEqual(profile.satisfaction_index, 70)

    def test_a_gap_that_weighs_nothing_leaves_the_experience(self):
        self.say(self.buyer, satisfaction_product=70, expected={"satisfaction_product": 90})
        for weight in (0, False):
            self.company.loyalty_gap_weight = weight
            self.full_pass()
            self.assertEqual(self.told().satisfaction_index, 70)

    def test_an_answer_weighs_half_after_a_half_life(self):
        # One of today weighs 1, one of a year ago 1/2: (90 + 60 / 2) / 1.5 = 80.
        self.company.loyalty_half_life = 365
        self.say(self.buyer, satisfaction_product=90)
        self.say(self.contact, 365, satisfaction_product=60)
        self.assertEqual(self.told().experience_score, 80)

    def test_an_answer_of_a_hundred_years_ago_does_not_stop_a_pass(self):
        self.company.loyalty_half_life = 1
        self.say(self.buyer, 36500, satisfaction_product=90)
        self.say(self.buyer, 0, satisfaction_service=50)
        self.assertEqual(self.told().experience_score, 70)

    def test_delivered_value_is_the_mean_benefit_less_the_mean_cost(self):
        # (80 + 60) / 2 - (30 + 50) / 2 = 30, from four components of eight.
        self.say(self.buyer, benefit_product=80, benefit_image=60, cost_money=30, cost_time=50)
        profile = self.told()
        self.assertEqual(profile.delivered_value, 30)
        self.assertEqual(profile.delivered_coverage, 0.5)

    def test_benefits_alone_are_no_delivered_value(self):
        self.say(self.buyer, benefit_product=80)
        profile = self.told()
        self.assertIs(profile.delivered_value, False)
        self.assertEqual(profile.delivered_coverage, 0.125)

    def test_reputation_is_the_share_of_positive_answers(self):
        for score in (60, 90, 59):
            self.say(self.buyer, reputation=score)
        self.assertAlmostEqual(self.told().reputation_score, 66.67)

    def test_nps_takes_the_latest_answer_of_each_contact(self):
        self.say(self.buyer, 300, nps=20)
        self.say(self.buyer, 3, nps=90)
        self.say(self.contact, 5, nps=60)
        profile = self.told()
        self.assertEqual(profile.nps_score, 7.5)
        counts = profile.nps_count, profile.nps_promoters, profile.nps_detractors
        self.assertEqual(counts, (2, 1, 1))

    def test_who_was_never_asked_is_unknown_not_zero(self):
        profile = self.told()
        for name in (
            "answer_date experience_score expectation_score satisfaction_gap satisfaction_index"
            " nps_score reputation_score nomination_score repurchase_score price_score"
            " delivered_value delivered_coverage cognitive_score affective_score conative_score"
        ).split():
            self.assertIs(profile[name], False, name)
        self.assertEqual((profile.answer_count, profile.nps_count), (0, 0))

    def test_an_answer_of_nothing_at_all_is_zero_not_unknown(self):
        self.say(self.buyer, nomination=0)
        self.assertEqual(self.told().nomination_score, 0)
        self.assertIsNot(self.told().nomination_score, False)

    def test_each_opinion_says_from_how_many_answers_and_how_old(self):
        self.say(self.buyer, 10, satisfaction_product=80)
        self.say(self.buyer, 10, satisfaction_product=60, expected={"satisfaction_product": 50})
        told = self.told().opinions[str(self.aspect("satisfaction_product").id)]
        self.assertEqual(told["experience"], [70, 2, "2026-06-20"])
        self.assertEqual(told["expectation"], [50, 1, "2026-06-20"])

    def test_what_does_not_count_is_not_counted(self):
        for state in ("later", "suspect", "withdrawn"):
            self.say(self.buyer, satisfaction_product=10).state = state
        self.say(self.buyer, -1, satisfaction_product=10)  # tomorrow's
        self.assertEqual(self.told().answer_count, 0)

    def test_an_archived_aspect_is_not_read_any_more(self):
        self.say(self.buyer, satisfaction_product=10, satisfaction_service=90)
        self.aspect("satisfaction_product").active = False
        self.assertEqual(self.told().experience_score, 90)

    def test_an_answer_alone_makes_nobody_a_customer(self):
        visitor = self.customer("Visitor", user_id=self.seller.id)
        self.say(visitor, satisfaction_product=90)
        self.assertFalse(self.told(visitor))

    def test_another_companys_answers_are_its_own(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.say(self.buyer, satisfaction_product=90).company_id = other
        self.say(self.buyer, satisfaction_product=50)
        self.assertEqual(self.told().experience_score, 50)

    def test_answers_follow_a_merged_contact_and_count_once_for_nps(self):
        twin = self.customer("Contact Again", is_company=False, parent_id=self.buyer.id)
        self.say(self.contact, 9, nps=100)
        self.say(twin, 5, nps=30, satisfaction_product=80)
        merge = self.env["base.partner.merge.automatic.wizard"].create({})
        merge._merge((self.contact + twin).ids, self.contact)
        profile = self.told()
        self.assertEqual((profile.nps_count, profile.nps_score), (1, 3))
        self.assertEqual(profile.experience_score, 80)

    def test_nothing_moves_from_one_night_to_the_next(self):
        self.say(self.buyer, 3, satisfaction_product=61.7, nps=90, benefit_image=33.3)
        self.say(self.contact, 47, satisfaction_product=12.9, expected={"satisfaction_product": 1})
        names = ["satisfaction_index", "opinions", "nps_score", "reputation_score"]
        self.full_pass()
        before = self.profile(self.buyer).read(names)
        self.full_pass("2026-09-30")
        self.assertEqual(self.profile(self.buyer).read(names), before)

    def test_who_bought_again_within_a_year_came_back(self):
        quick, slow, young, once = (self.customer(name) for name in "ABCD")
        self.orders(quick, 800, 700)
        self.orders(slow, 800, 400)
        self.orders(young, 300)
        self.orders(once, 400)
        self.full_pass()
        found = [self.profile(partner).came_back for partner in (quick, slow, young, once)]
        self.assertEqual(found, [1, 0, False, 0])
        self.assertIs(found[2], False, "it still has time")

    def test_settings_that_make_no_sense_are_refused(self):
        for values in ({"loyalty_gap_weight": -0.1}, {"loyalty_half_life": 0}):
            with self.assertRaises(ValidationError):
                self.company.write(values)
