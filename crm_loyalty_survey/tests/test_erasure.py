from odoo.addons.crm_loyalty.tests.common_erasure import SECRETS, ErasureCase

from .common import SurveyCase


class TestErasure(ErasureCase, SurveyCase):
    """Who asks to be forgotten is found in no survey any more."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.score = cls.question("satisfaction_overall")
        cls.words = cls.question(question_type="text_box", loyalty_comment=True)
        cls.line = cls.question(question_type="char_box", comments_allowed=True)
        said = " ".join(SECRETS)
        told = {cls.score: 4, cls.words: said, cls.line: said}
        cls.counted = cls.fill_in(told, cls.person)
        cls.hers = cls.fill_in(told, cls.contact)
        cls.nobody = cls.fill_in(told, email='"Zacharias" <ZACH@example.com>', nickname="Zacharias")
        cls.theirs = cls.fill_in({cls.score: 2, cls.words: "Fine"}, cls.other)

    def test_nothing_is_found_by_name_mail_or_text(self):
        entry = self.survey._create_answer(partner=self.contact)
        waiting = self.env["mail.mail"].create(
            {
                "loyalty_survey_input_id": entry.id,
                "body_html": " ".join(SECRETS),
                "recipient_ids": self.contact.ids,
            }
        )
        for text in SECRETS:
            self.assertIn("survey_user_input_line", self.anywhere(text))
            self.assertIn("mail_mail", self.anywhere(text))
        self.erase()
        self.changes()
        self.full_pass()
        for text in SECRETS:
            self.assertFalse(self.anywhere(text), text)
        gone = self.counted | self.hers | self.nobody | entry
        self.assertFalse(gone.exists() or waiting.exists())

    def test_others_keep_what_they_said(self):
        self.erase()
        self.assertEqual(self.survey.user_input_ids, self.theirs)
        self.assertEqual(self.responses(self.other).filtered("survey_id").comment, "Fine")

    def test_of_a_contact_only_what_it_filled_in_goes(self):
        self.erase(self.contact)
        self.assertFalse(self.hers.exists())
        self.assertTrue(self.counted.exists() and self.nobody.exists())

    def test_it_is_noted_how_many_they_were(self):
        self.erase()
        entry = self.env["crm.loyalty.erasure"].search([], limit=1)
        self.assertEqual(entry.counts["survey.user_input"], 3)

    def test_who_filled_in_with_an_address_of_two_contacts_is_unknown_and_stays(self):
        self.customer("Twin", email="zach@example.com")
        self.erase()
        self.assertTrue(self.nobody.exists())
        self.assertFalse(self.counted.exists())

    def test_other_surveys_go_too_and_certificates_stay(self):
        for certificate in (False, True):
            survey = self.env["survey.survey"].create(
                {
                    "title": "Else",
                    "certification": certificate,
                    "scoring_type": "scoring_with_answers",
                }
            )
            entry = survey._create_answer(partner=self.person, check_attempts=False)
            self.erase()
            self.assertEqual(bool(entry.exists()), certificate)

    def test_what_another_company_asked_is_theirs(self):
        elsewhere = self.env["res.company"].create({"name": "Elsewhere"})
        self.hers.loyalty_company_id = elsewhere
        self.erase()
        self.assertTrue(self.hers.exists())
        self.assertFalse(self.counted.exists())
