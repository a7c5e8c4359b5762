from odoo.fields import Command

from odoo.addons.crm_loyalty.tests.common import LoyaltyCase


class SurveyCase(LoyaltyCase):
    """Surveys with questions that measure something, and customers who fill them in."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ann = cls.customer("Ann", email="ann@example.com")
        cls.survey = cls.env["survey.survey"].create({"title": "How was it?"})

    @classmethod
    def aspect(cls, name):
        return cls.env.ref(f"crm_loyalty.aspect_{name}", raise_if_not_found=False) or cls.env.ref(
            f"crm_loyalty_survey.aspect_{name}"
        )

    @classmethod
    def question(cls, aspect=None, question_type="scale", choices=(), rows=(), **values):
        """A question of the survey; a scale goes from 1 to 5 if nothing else is said.

        :param choices: values of each choice
        :param rows: values of each row of a matrix
        """
        values = {
            "survey_id": cls.survey.id,
            "title": "How was it?",
            "question_type": question_type,
            "scale_min": 1,
            "scale_max": 5,
            "loyalty_aspect_id": aspect and cls.aspect(aspect).id,
            "suggested_answer_ids": [Command.create(choice) for choice in choices],
            "matrix_row_ids": [Command.create(row) for row in rows],
        } | values
        return cls.env["survey.question"].create(values)

    @classmethod
    def fill_in(cls, answers, partner=None, email=False, **values):
        """Fill the survey in, as its web page does, and send it.

        :param answers: {question: answer}
        :return: what was filled in
        """
        entry = cls.survey._create_answer(
            partner=partner, email=email, check_attempts=False, **values
        )
        for question, answer in answers.items():
            entry._save_lines(question, answer)
        entry._mark_done()
        return entry

    def responses(self, partner=None):
        return self.env["crm.loyalty.response"].search(
            [("partner_id", "=", (partner or self.ann).id)]
        )

    def score(self, question, answer):
        """The score of an answer to a question, given by Ann just now."""
        return self.fill_in({question: answer}, self.ann).loyalty_response_ids.answer_ids.score
