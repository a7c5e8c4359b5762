from odoo.tests import Form, new_test_user

from odoo.addons.mail.tests.common import MailCase

from .common import SurveyCase


class TestConsent(SurveyCase, MailCase):
    """An invitation waits in the queue of mails: who must not get it when it leaves gets none."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._init_mail_gateway()
        cls.survey.access_mode = "token"
        cls.question("satisfaction_overall")
        groups = "survey.group_survey_user,sales_team.group_sale_salesman_all_leads"
        cls.user = new_test_user(cls.env, "asker", groups, email="asker@example.com")

    def invite(self, *partners, emails=False):
        """Invite as a user does; the mails wait."""
        invite = self.env["survey.invite"].with_user(self.user)
        context = self.survey.with_user(self.user).action_send_survey()["context"]
        with self.mocked():
            with Form(invite.with_context(**context)) as form:
                for partner in partners:
                    form.partner_ids.add(partner)
                form.emails = emails
            form.save().action_invite()
        return self._new_mails

    def mocked(self):
        return self.mock_mail_gateway(mail_unlink_sent=True)

    def leave(self):
        """Have the queue send what waits.

        :return: the addresses that got a mail
        """
        self.env.flush_all()
        self.env.invalidate_all()
        with self.mocked():
            self.env["mail.mail"].process_email_queue()
        return {address for mail in self._mails for address in mail["email_to"]}

    def told(self, partner):
        """What is noted where the participation of a contact is kept."""
        entry = self.survey.user_input_ids.filtered(lambda entry: entry.partner_id == partner)
        return " ".join(entry.message_ids.mapped("body"))

    def test_who_still_wants_it_gets_it_once(self):
        mail = self.invite(self.ann)
        self.assertEqual(self.leave(), {'"Ann" <ann@example.com>'})
        self.assertFalse(mail.exists() or self.leave())

    def test_consent_withdrawn_after_queueing_holds(self):
        changes = {
            "Archived": lambda partner: partner.write({"active": False}),
            "Blacklisted": lambda partner: self.env["mail.blacklist"]._add(partner.email),
            "Last Mail Came Back": lambda partner: partner.write({"message_bounce": 1}),
            "Opted Out of Profiling": lambda partner: partner.write({"loyalty_opt_out": True}),
            "No Email Address": lambda partner: partner.write({"email": False}),
        }
        partners = {name: self.customer(name, email=f"{len(name)}@x.example") for name in changes}
        mails = self.invite(self.ann, *partners.values())
        self.assertEqual(len(mails), 6)
        for name, change in changes.items():
            change(partners[name])
        self.assertEqual(self.leave(), {'"Ann" <ann@example.com>'})
        self.assertFalse(mails.exists())
        for name, partner in partners.items():
            self.assertIn(name, self.told(partner))

    def test_an_address_without_a_contact_can_be_blacklisted_too(self):
        self.invite(emails="new@example.com")
        self.env["mail.blacklist"]._add("new@example.com")
        self.assertFalse(self.leave())

    def test_who_was_merged_into_one_who_objects_gets_none(self):
        ben = self.customer("Ben", email="ben@example.com", loyalty_opt_out=True)
        self.invite(self.ann)
        self.env["base.partner.merge.automatic.wizard"].create({})._merge((self.ann | ben).ids, ben)
        self.assertFalse(self.leave())

    def test_of_a_participation_that_was_deleted_nothing_is_sent(self):
        self.invite(self.ann)
        self.survey.user_input_ids.unlink()
        self.assertFalse(self.leave())

    def test_trying_again_by_hand_does_not_get_round_it(self):
        mail = self.invite(self.ann)
        mail.auto_delete = False
        self.env["mail.blacklist"]._add(self.ann.email)
        self.assertFalse(self.leave())
        self.assertEqual((mail.state, mail.failure_type), ("cancel", "mail_optout"))
        mail.action_retry()
        self.assertFalse(self.leave())

    def test_whoever_must_not_be_written_to_is_not_invited_either(self):
        ben = self.customer("Ben", email="ben@example.com", message_bounce=1)
        self.invite(self.ann, ben)
        self.assertEqual(self.leave(), {'"Ann" <ann@example.com>'})

    def test_mails_that_are_none_of_ours_leave(self):
        self.env["mail.blacklist"]._add(self.ann.email)
        self.survey = self.survey.copy({"title": "About our fair"})
        self.survey.question_ids.loyalty_aspect_id = False
        self.invite(self.ann)
        self.env["mail.mail"].create({"subject": "Invoice", "recipient_ids": self.ann.ids})
        self.assertEqual(self.leave(), {'"Ann" <ann@example.com>'})
        self.assertEqual(len(self._mails), 2)
