from psycopg2.errors import UniqueViolation

from odoo.exceptions import UserError
from odoo.tools import mute_logger

from .common import SurveyCase
from .test_mapping import SCORED


class TestOdd(SurveyCase):
    """Questions change, contacts merge and go: what was said stays as it was said."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.product = cls.question("satisfaction_product")
        cls.service = cls.question("satisfaction_service")
        cls.entry = cls.fill_in({cls.product: 4, cls.service: 2}, cls.ann)
        cls.response = cls.entry.loyalty_response_ids

    def scores(self):
        return {answer.aspect_id.name: answer.score for answer in self.response.answer_ids}

    def read_again(self):
        self.env.flush_all()
        self.env.invalidate_all()
        self.survey.action_read_answers_again()

    def test_the_answer_to_a_question_that_was_deleted_stays(self):
        self.product.unlink()
        self.read_again()
        self.assertEqual(self.scores(), {"Product": 75, "Service": 25})

    def test_the_answer_to_a_question_of_another_type_stays_and_the_reason_is_told(self):
        self.product.write({"question_type": "simple_choice"})
        self.read_again()
        self.assertEqual(self.scores(), {"Product": 75, "Service": 25})
        self.assertIn("of another type", self.entry.loyalty_note)

    def test_what_measures_something_else_now_counts_there_once_it_is_read_again(self):
        self.product.loyalty_aspect_id = self.aspect("satisfaction_delivery")
        self.assertEqual(self.scores(), {"Product": 75, "Service": 25})
        self.read_again()
        self.assertEqual(self.scores(), {"Delivery": 75, "Service": 25})

    def test_what_measures_nothing_now_counts_no_more_once_it_is_read_again(self):
        self.product.loyalty_aspect_id = False
        self.read_again()
        self.assertEqual(self.scores(), {"Service": 25})

    def test_a_choice_that_was_deleted_is_still_counted(self):
        question = self.question("satisfaction_overall", "simple_choice", SCORED)
        choice = question.suggested_answer_ids[1]
        self.response = self.fill_in({question: choice.id}, self.ann).loyalty_response_ids
        choice.unlink()
        self.read_again()
        self.assertEqual(self.scores(), {"Overall": 80})

    def test_an_answer_outside_the_scale_is_left_out_with_its_reason_and_others_count(self):
        entry = self.survey._create_answer(partner=self.ann, check_attempts=False)
        entry._save_lines(self.product, "7")
        entry._save_lines(self.service, "5")
        entry._mark_done()
        self.assertEqual(entry.loyalty_response_ids.answer_ids.aspect_id.name, "Service")
        self.assertIn("7 is not on the scale from 1 to 5", entry.loyalty_note)
        self.assertEqual(entry.loyalty_outcome, "counted")

    def test_what_another_company_measures_is_left_out(self):
        other = self.env["res.company"].create({"name": "Other"})
        aspect = self.aspect("satisfaction_service").copy({"company_id": other.id})
        self.service.loyalty_aspect_id = aspect
        entry = self.fill_in({self.product: 5, self.service: 5}, self.ann)
        self.assertEqual(entry.loyalty_response_ids.answer_ids.aspect_id.name, "Product")
        self.assertIn("by another company", entry.loyalty_note)

    def test_what_became_a_feature_of_a_kano_study_is_left_out(self):
        delivery = self.question("satisfaction_delivery")
        self.aspect("satisfaction_delivery").kind = "kano"
        entry = self.fill_in({self.product: 5, delivery: 5}, self.ann)
        self.assertEqual(entry.loyalty_response_ids.answer_ids.aspect_id.name, "Product")
        self.assertIn("if it is there or if it is missing", entry.loyalty_note)

    def test_a_customer_can_send_his_answers_whatever_is_wrong_on_our_side(self):
        why = "Not today."

        def refuse(*args):
            raise UserError(why)

        self.patch(self.registry["survey.user_input"], "_loyalty_values", refuse)
        entry = self.fill_in({self.product: 5}, self.ann)
        self.assertEqual((entry.state, entry.loyalty_note), ("done", why))

    def test_nothing_but_answers_outside_the_scale_make_no_response(self):
        entry = self.fill_in({self.product: 9}, self.ann)
        self.assertEqual(entry.loyalty_outcome, "nothing")
        self.assertFalse(entry.loyalty_response_ids)

    def test_the_response_outlives_what_was_filled_in_and_the_survey(self):
        self.entry.unlink()
        self.assertEqual(self.scores(), {"Product": 75, "Service": 25})
        self.survey.unlink()
        self.response.invalidate_recordset()
        self.assertEqual(self.scores(), {"Product": 75, "Service": 25})

    def test_a_merged_customer_takes_the_response_along(self):
        ben = self.customer("Ben", email="ben@example.com")
        self.env["base.partner.merge.automatic.wizard"].create({})._merge((self.ann | ben).ids, ben)
        self.assertEqual(self.response.partner_id, ben)
        self.read_again()
        self.assertEqual(self.responses(ben), self.response)

    def test_what_an_erased_customer_said_does_not_come_back(self):
        self.ann.unlink()
        self.assertFalse(self.response.exists())
        self.read_again()
        self.assertFalse(
            self.env["crm.loyalty.response"].search([("survey_id", "=", self.survey.id)])
        )

    def test_a_withdrawn_response_stays_withdrawn(self):
        self.response.state = "withdrawn"
        self.read_again()
        self.assertEqual(self.response.state, "withdrawn")

    def test_the_database_keeps_it_at_one_response(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(UniqueViolation), self.cr.savepoint():
            self.response.copy({"survey_input_id": self.entry.id})
            self.env.flush_all()
