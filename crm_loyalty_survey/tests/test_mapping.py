from odoo.exceptions import ValidationError
from odoo.tests import Form

from .common import SurveyCase

CHOICES = [{"value": "Bad"}, {"value": "Fair"}, {"value": "Good"}]
SCORED = [
    {"value": "Bad", "loyalty_score": 0},
    {"value": "Good", "loyalty_score": 80},
    {"value": "I do not know"},
]
KANO = [{"value": f"Answer {number}", "loyalty_choice": str(number)} for number in range(1, 6)]


class TestMapping(SurveyCase):
    """Whatever its scale, an answer is a score from 0 to 100."""

    def test_the_lowest_answer_of_a_scale_scores_0_the_highest_100(self):
        question = self.question("satisfaction_product")
        self.assertEqual([self.score(question, n) for n in (1, 2, 5)], [0, 25, 100])

    def test_zero_on_a_scale_from_0_is_an_answer(self):
        question = self.question("nps", scale_min=0, scale_max=10)
        self.assertEqual([self.score(question, "0"), self.score(question, "7")], [0, 70])

    def test_where_a_high_answer_is_bad_the_score_is_turned_round(self):
        question = self.question("affective", loyalty_reverse=True)
        self.assertEqual([self.score(question, n) for n in (1, 4, 5)], [100, 25, 0])

    def test_a_number_scores_between_its_limits(self):
        limits = {"validation_min_float_value": 20, "validation_max_float_value": 60}
        question = self.question("repurchase", "numerical_box", validation_required=True, **limits)
        self.assertEqual(self.score(question, "30"), 25)

    def test_a_choice_has_a_score_of_its_own(self):
        question = self.question("satisfaction_service", "simple_choice", SCORED)
        self.assertEqual(self.score(question, question.suggested_answer_ids[1].id), 80)

    def test_who_has_no_opinion_gives_no_answer(self):
        question = self.question("satisfaction_service", "simple_choice", SCORED)
        entry = self.fill_in({question: question.suggested_answer_ids[2].id}, self.ann)
        self.assertEqual(entry.loyalty_outcome, "nothing")
        self.assertFalse(self.responses())

    def test_each_row_of_a_matrix_measures_something_of_its_own(self):
        rows = [
            {"value": "Fast", "loyalty_aspect_id": self.aspect("satisfaction_delivery").id},
            {
                "value": "Expensive",
                "loyalty_aspect_id": self.aspect("satisfaction_price").id,
                "loyalty_reverse": True,
            },
            {"value": "Blue"},
        ]
        question = self.question(None, "matrix", SCORED, rows)
        good = question.suggested_answer_ids[1].id
        entry = self.fill_in(
            {question: {row.id: [good] for row in question.matrix_row_ids}}, self.ann
        )
        found = entry.loyalty_response_ids.answer_ids
        self.assertEqual(
            {answer.aspect_id.name: answer.score for answer in found},
            {"Delivery": 80, "Value for Money": 20},
        )

    def test_the_choices_of_a_feature_are_those_of_kano(self):
        question = self.question("kano_day", "simple_choice", KANO, loyalty_side="dysfunctional")
        entry = self.fill_in({question: question.suggested_answer_ids[4].id}, self.ann)
        answer = entry.loyalty_response_ids.answer_ids
        self.assertEqual(
            (answer.choice, answer.score, answer.side, answer.told),
            ("5", False, "dysfunctional", "Answer 5"),
        )

    def test_choices_are_scored_by_their_order_in_the_form(self):
        question = self.question(None, "simple_choice", CHOICES)
        with Form(question) as form:
            form.loyalty_aspect_id = self.aspect("satisfaction_service")
            form.loyalty_best = "last"
        self.assertEqual(question.suggested_answer_ids.mapped("loyalty_score"), [0, 50, 100])

    def test_a_question_that_becomes_a_text_measures_nothing(self):
        with Form(self.question("satisfaction_product")) as form:
            form.question_type = "text_box"
        self.assertFalse(form.record.loyalty_aspect_id)


class TestRefusal(SurveyCase):
    """What cannot be measured is refused when it is saved, with what to do about it."""

    def refused(self, words, *args, **values):
        with self.assertRaises(ValidationError) as caught:
            self.question(*args, **values)
        self.assertIn(words, str(caught.exception))

    def test_a_type_without_a_scale_is_refused(self):
        for question_type in ("text_box", "char_box", "date", "datetime", "multiple_choice"):
            self.refused("change the type", "satisfaction_product", question_type)

    def test_recommendation_wants_a_scale_from_0_to_10(self):
        self.refused("from 0 to 10", "nps")
        self.refused("from 0 to 10", "nps", scale_min=0, scale_max=10, loyalty_reverse=True)
        self.refused("from 0 to 10", "nps", "simple_choice", SCORED)

    def test_the_scale_of_recommendation_cannot_be_changed_afterwards(self):
        question = self.question("nps", scale_min=0, scale_max=10)
        with self.assertRaisesRegex(ValidationError, "from 0 to 10"):
            question.scale_max = 9

    def test_a_scale_from_0_to_10_is_not_recommendation_by_itself(self):
        question = self.question("satisfaction_overall", scale_min=0, scale_max=10)
        self.assertEqual(self.score(question, "10"), 100)

    def test_a_number_without_limits_is_refused(self):
        self.refused("minimum below the maximum", "repurchase", "numerical_box")

    def test_choices_without_any_score_are_refused(self):
        self.refused("no choice has a score", "repurchase", "simple_choice", CHOICES)

    def test_a_score_above_100_is_refused(self):
        high = [{"value": "Good", "loyalty_score": 101}]
        self.refused("from 0 to 100", "repurchase", "simple_choice", high)

    def test_a_matrix_is_mapped_by_row_and_allows_one_choice(self):
        row = {"value": "Fast", "loyalty_aspect_id": self.aspect("satisfaction_delivery").id}
        self.refused("map its rows", "repurchase", "matrix", SCORED)
        self.refused("one choice per row", None, "matrix", SCORED, [row], matrix_subtype="multiple")

    def test_a_feature_wants_its_side_and_five_choices(self):
        self.refused("if it is there or if it is missing", "kano_day", "simple_choice", KANO)
        self.refused("as choices", "kano_day", loyalty_side="functional")
        self.refused(
            "which of the five", "kano_day", "simple_choice", CHOICES, loyalty_side="functional"
        )

    def test_nothing_else_has_the_sides_of_a_feature_or_an_expectation(self):
        self.refused("no feature", "repurchase", loyalty_side="functional")
        self.refused("nobody is asked what he expects", "repurchase", loyalty_side="expectation")

    def test_only_a_text_is_a_comment(self):
        self.refused("make it a text box", None, loyalty_comment=True)
