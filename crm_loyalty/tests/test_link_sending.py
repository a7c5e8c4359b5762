import smtplib
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged

from .link_mail import LinkMailCase


@tagged("post_install", "-at_install")
class TestLinkSending(LinkMailCase):
    """Customers are asked once, by mail, whatever happens on the way."""

    def test_each_customer_gets_one_mail_with_a_link_that_works(self):
        self.ask(self.buyers).action_send()
        with self.sent():
            self.assertEqual(len(self._mails), 3)
            for mail in self._mails:
                token = mail["body"].split("/loyalty/answer/")[1].split('"')[0]
                invite = self.invites._by_token(token)
                self.assertIn(invite.partner_id.email, mail["email_to"][0])
                self.assertEqual((invite.state, invite.user_id), ("open", self.manager))
                self.assertTrue(invite.sent_date)
        with self.sent():
            self.assertFalse(self._mails)

    def test_a_questionnaire_that_asks_nothing_is_not_sent(self):
        ask = self.ask(self.buyers)
        ask.questionnaire_id.line_ids.unlink()
        with self.assertRaisesRegex(UserError, "give it a question"):
            ask.action_send()
        self.assertFalse([self.of(buyer) for buyer in self.buyers if self.of(buyer)])

    def test_no_mail_with_a_link_stays_behind(self):
        self.ask(self.buyers).action_send()
        with self.sent():
            self.assertEqual(len(self._mails), 3)
        for model, field in (("mail.mail", "body_html"), ("mail.message", "body")):
            self.assertFalse(self.env[model].search([(field, "like", "/loyalty/answer/")]))

    def test_what_a_killed_process_left_is_not_sent_again(self):
        self.ask(self.buyers).action_send()
        self.of(self.buyers[0]).state = "sending"
        with self.sent():
            self.assertEqual(len(self._mails), 2)
        self.assertEqual(self.of(self.buyers[0]).state, "unsure")
        with self.sent():
            self.assertFalse(self._mails)

    def test_a_server_that_breaks_off_leaves_it_unsure_and_the_others_go_on(self):
        more = self.customer("B3", email="b3@example.com")
        self.ask(self.buyers | more).action_send()
        answers = [
            smtplib.SMTPServerDisconnected("gone"),
            smtplib.SMTPRecipientsRefused({}),
            TimeoutError("it may have taken it"),
            {},
        ]
        with self.mocked():
            with patch.object(self.testing_smtp_session, "send_message", side_effect=answers):
                self.run_job()
        states = [self.of(buyer).state for buyer in self.buyers | more]
        self.assertEqual(states, ["unsure", "skipped", "unsure", "open"])
        with self.sent():
            self.assertFalse(self._mails)

    def test_no_mail_leaves_before_it_is_written_down_that_it_may_have(self):
        self.ask(self.buyers[0]).action_send()
        seen = []

        def look(*_mail):
            self.env.invalidate_all()
            seen.append((self.of(self.buyers[0]).state, self.env["mail.mail"].search_count([])))

        before = self.env["mail.mail"].search_count([])
        with self.mocked(), patch.object(self.testing_smtp_session, "send_message", look):
            self.run_job()
        self.assertEqual(seen, [("sending", before)])

    def test_without_a_mail_server_they_wait(self):
        self.ask(self.buyers).action_send()
        server = type(self.env["ir.mail_server"])
        with patch.object(server, "_connect__", side_effect=OSError("no")), self.sent():
            self.assertFalse(self._mails)
        self.assertEqual({*self.of(self.buyers[0]).mapped("state")}, {"queued"})
        with self.sent():
            self.assertEqual(len(self._mails), 3)

    def test_a_broken_template_stops_nobody_else(self):
        broken = self.questionnaire.copy({"name": "Broken"})
        broken.template_id = self.questionnaire.template_id.copy({"body_html": "<p t-out='1/0'/>"})
        self.ask(self.buyers[0], questionnaire_id=broken.id).action_send()
        self.ask(self.buyers[1]).action_send()
        with self.sent():
            self.assertEqual(len(self._mails), 1)
        self.assertEqual(self.of(self.buyers[0]).problem, "refused")
        self.assertTrue(self.of(self.buyers[0]).failure)

    def test_links_expire(self):
        self.ask(self.buyers).action_send()
        with self.sent():
            pass
        with freeze_time(self.of(self.buyers[0]).expires), self.sent():
            pass
        self.assertEqual(self.of(self.buyers[0]).state, "expired")

    def test_a_link_is_shown_once_and_kept_nowhere(self):
        action = self.ask(self.mine, self.seller).action_link()
        link = action["context"]["default_link"]
        invite = self.of(self.mine)
        self.assertEqual(self.invites._by_token(link.rsplit("/", 1)[1]), invite)
        self.assertFalse(invite.sent_date)
        new = invite.with_user(self.seller).action_new_link()["context"]["default_link"]
        self.assertFalse(self.invites._by_token(link.rsplit("/", 1)[1]))
        self.assertTrue(self.invites._by_token(new.rsplit("/", 1)[1]))

    def test_a_segment_and_a_customer_list_ask_their_customers(self):
        for buyer in self.buyers:
            self.order(buyer, 5)
        segment = self.env["crm.loyalty.segment"].create(
            {"name": "All", "domain": [("purchase_count", ">", 0)]}
        )
        self.full_pass()
        for record in (segment, self.profiles.search([("partner_id", "in", self.buyers.ids)])):
            context = {"active_model": record._name, "active_ids": record.ids}
            asked = self.env["crm.loyalty.ask"].with_user(self.manager).with_context(**context)
            self.assertLessEqual(self.buyers, asked.create({}).partner_ids)
