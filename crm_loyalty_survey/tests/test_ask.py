from odoo.exceptions import UserError
from odoo.tests import Form, new_test_user

from .common import SurveyCase


class TestAsk(SurveyCase):
    """Customers are invited from their list, but for those who want no email."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ben = cls.customer("Ben", email="ben@example.com")
        cls.no_email = cls.customer("Carl")
        for customer in (cls.ann, cls.ben, cls.no_email):
            cls.order(customer, 10)
        cls.full_pass()
        cls.env["mail.blacklist"]._add("ben@example.com")
        groups = "survey.group_survey_user,sales_team.group_sale_salesman_all_leads"
        cls.user = new_test_user(cls.env, "asker", groups, email="asker@example.com")

    def ask(self, *customers):
        """The invitation, as it opens for customers chosen in their list."""
        profiles = self.profiles.browse([self.profile(customer).id for customer in customers])
        action = profiles.with_user(self.user).action_ask_by_survey()
        invite = self.env["survey.invite"].with_user(self.user)
        return Form(invite.with_context(**action["context"])).save()

    def test_who_wants_no_email_and_who_has_none_is_left_out_and_named(self):
        invite = self.ask(self.ann, self.ben, self.no_email)
        self.assertEqual(invite.partner_ids, self.ann)
        self.assertIn("Ben: Blacklisted", invite.loyalty_left_out)
        self.assertIn("Carl: no email address", invite.loyalty_left_out)

    def test_the_survey_after_a_purchase_is_offered_first(self):
        survey = self.env.ref("crm_loyalty_survey.survey_purchase")
        self.assertEqual(self.ask(self.ann).survey_id, survey)

    def test_of_a_company_its_people_are_asked(self):
        people = self.env["res.partner"].create(
            [
                {"name": "Dora", "parent_id": self.ann.id, "email": "dora@example.com"},
                {"name": "Store", "parent_id": self.ann.id, "email": "a@b.c", "type": "delivery"},
            ]
        )
        self.assertEqual(self.ask(self.ann).partner_ids, people[0])

    def test_if_nobody_is_left_it_says_why(self):
        with self.assertRaisesRegex(UserError, "Ben: Blacklisted"):
            self.ask(self.ben)

    def test_who_is_blacklisted_gets_no_mail_though_he_is_added_by_hand(self):
        invite = self.ask(self.ann)
        invite.partner_ids |= self.ben
        invite.emails = "BEN@example.com"
        invite.action_invite()
        mails = self.env["mail.mail"].search([("author_id", "=", self.user.partner_id.id)])
        self.assertEqual(mails.recipient_ids, self.ann)
        self.assertFalse(mails.filtered("email_to"))

    def test_if_only_blacklisted_people_are_left_nothing_is_sent(self):
        invite = self.ask(self.ann)
        invite.partner_ids = self.ben
        with self.assertRaisesRegex(UserError, "nobody is invited"):
            invite.action_invite()

    def test_who_objects_to_profiling_is_not_asked(self):
        invite = self.ask(self.ann)
        self.ann.loyalty_opt_out = True
        with self.assertRaisesRegex(UserError, "nobody is invited"):
            invite.action_invite()

    def test_answers_count_for_the_company_of_the_customer_who_was_asked(self):
        invite = self.ask(self.ann)
        invite.action_invite()
        entry = invite.survey_id.user_input_ids.filtered(lambda e: e.partner_id == self.ann)
        self.assertEqual(entry.loyalty_company_id, self.company)

    def test_other_surveys_go_to_whom_they_went_before(self):
        survey = self.env["survey.survey"].create({"title": "About our fair"})
        invite = self.env["survey.invite"].create(
            {"survey_id": survey.id, "subject": "Hello", "body": "Hello"}
        )
        self.assertEqual(invite._prepare_answers(self.ben, []).partner_id, self.ben)
