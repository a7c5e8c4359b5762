from odoo.exceptions import AccessError
from odoo.tests import new_test_user

from .common import SurveyCase


class TestResponses(SurveyCase):
    """What is filled in becomes one response of its customer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.before = cls.question("satisfaction_product", loyalty_side="expectation")
        cls.after = cls.question("satisfaction_product")
        cls.words = cls.question(None, "text_box", loyalty_comment=True)
        cls.answers = {cls.before: 4, cls.after: 3, cls.words: "Too late."}

    def test_one_survey_is_one_response_with_its_answers_and_its_comment(self):
        entry = self.fill_in(self.answers, self.ann)
        response = self.responses()
        self.assertRecordValues(
            response,
            [
                {
                    "channel": "survey",
                    "state": "counted",
                    "company_id": self.company.id,
                    "date": entry.end_datetime,
                    "comment": "Too late.",
                    "survey_input_id": entry.id,
                }
            ],
        )
        self.assertEqual(
            {answer.side: (answer.score, answer.told) for answer in response.answer_ids},
            {"expectation": (75, "4 (1–5)"), "experience": (50, "3 (1–5)")},
        )

    def test_who_answers_has_no_right_and_no_login(self):
        entry = self.survey._create_answer(partner=self.ann, check_attempts=False)
        entry = entry.with_user(self.env.ref("base.public_user")).sudo()  # as the web page does
        entry._save_lines(self.after, "5")
        entry._mark_done()
        self.assertEqual(self.responses().answer_ids.score, 100)

    def test_a_skipped_question_is_no_answer(self):
        entry = self.fill_in({self.before: "", self.after: 3}, self.ann)
        self.assertEqual(entry.loyalty_response_ids.answer_ids.side, "experience")

    def test_read_twice_it_counts_once(self):
        entry = self.fill_in(self.answers, self.ann)
        answers = self.responses().answer_ids
        entry._mark_done()
        entry._read_for_loyalty()
        self.assertEqual(self.responses().answer_ids, answers)

    def test_a_test_of_the_survey_does_not_count(self):
        user = new_test_user(self.env, "tester", "survey.group_survey_user")
        self.fill_in(self.answers, user.partner_id, test_entry=True)
        self.assertFalse(self.responses(user.partner_id))

    def test_a_survey_that_measures_nothing_leaves_nothing(self):
        self.survey.question_and_page_ids.loyalty_aspect_id = False
        entry = self.fill_in(self.answers, self.ann)
        self.assertFalse(entry.loyalty_outcome)
        self.assertFalse(self.responses())

    def test_the_contact_is_found_by_the_email_address_that_only_he_has(self):
        self.fill_in(self.answers, email="Ann <ANN@example.com>")
        self.assertEqual(len(self.responses()), 1)

    def test_answers_from_nobody_are_found_in_a_list(self):
        self.customer("Another Ann", email="ann@example.com")
        entries = self.fill_in(self.answers, email="ann@example.com")
        entries |= self.fill_in(self.answers, email="stranger@example.com")
        entries |= self.fill_in(self.answers)
        listed = self.env.ref("crm_loyalty_survey.action_nobody").domain
        nobody = self.env["survey.user_input"].search(
            [("loyalty_outcome", "=", "nobody"), ("survey_id", "=", self.survey.id)]
        )
        self.assertEqual(listed, "[('loyalty_outcome', '=', 'nobody')]")
        self.assertEqual(nobody, entries.sorted(reverse=True))
        self.assertEqual(self.survey.loyalty_nobody_count, 3)
        self.assertFalse(self.responses())

    def test_they_count_as_soon_as_somebody_says_who_it_was(self):
        entry = self.fill_in(self.answers, email="stranger@example.com")
        entry.partner_id = self.ann
        entry.action_read_for_loyalty()
        self.assertEqual(entry.loyalty_outcome, "counted")
        self.assertEqual(self.responses().survey_input_id, entry)

    def test_what_somebody_says_who_objects_to_profiling_is_not_taken_over(self):
        self.ann.loyalty_opt_out = True
        entry = self.fill_in(self.answers, self.ann)
        self.assertEqual(entry.loyalty_outcome, "objects")
        self.assertFalse(entry.loyalty_response_ids)

    def test_answers_count_for_the_company_that_asked(self):
        other = self.env["res.company"].create({"name": "Other"})
        entry = self.fill_in(self.answers, self.ann, loyalty_company_id=other.id)
        self.assertEqual(entry.loyalty_response_ids.company_id, other)
        self.survey.loyalty_company_id = self.company
        entry = self.fill_in(self.answers, self.ann, loyalty_company_id=other.id)
        self.assertEqual(entry.loyalty_response_ids.company_id, self.company)

    def test_what_was_answered_before_the_mapping_is_read_again_by_a_manager(self):
        self.survey.question_and_page_ids.write({"loyalty_aspect_id": False})
        self.fill_in(self.answers, self.ann)
        self.after.loyalty_aspect_id = self.aspect("satisfaction_product")
        groups = "survey.group_survey_user,crm_loyalty.group_loyalty_manager"
        manager = new_test_user(self.env, "manager", groups)
        self.survey.with_user(manager).action_read_answers_again()
        self.assertEqual(self.responses().answer_ids.mapped("score"), [50])

    def test_nobody_else_reads_answers_again(self):
        groups = "survey.group_survey_user,sales_team.group_sale_salesman_all_leads"
        salesperson = new_test_user(self.env, "salesperson", groups)
        with self.assertRaises(AccessError):
            self.survey.with_user(salesperson).action_read_answers_again()

    def test_a_salesperson_without_surveys_reads_the_response_of_his_customer(self):
        self.fill_in(self.answers, self.ann)
        salesperson = new_test_user(self.env, "seller", "sales_team.group_sale_salesman")
        self.ann.user_id = salesperson
        response = self.responses().with_user(salesperson)
        response.invalidate_recordset()
        self.assertEqual(response.comment, "Too late.")
        with self.assertRaises(AccessError):
            response.read(["survey_input_id"])
