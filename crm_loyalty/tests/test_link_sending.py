import smtplib
from contextlib import contextmanager
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, new_test_user, tagged

from odoo.addons.mail.tests.common import MailCase

from .common import LoyaltyCase

CRON = "crm_loyalty.ir_cron_ask"


@tagged("post_install", "-at_install")
class TestLinkSending(LoyaltyCase, MailCase):
    """Customers are asked once, by mail, and nobody who does not want to be."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._init_mail_gateway()
        cls.questionnaire = cls.env.ref("crm_loyalty.questionnaire_purchase")
        cls.invites = cls.env["crm.loyalty.invite"]
        cls.manager = new_test_user(cls.env, "boss", "crm_loyalty.group_loyalty_manager")
        cls.seller = new_test_user(cls.env, "seller", "sales_team.group_sale_salesman")
        cls.buyers = cls.env["res.partner"].union(
            *(cls.customer(f"B{i}", email=f"b{i}@example.com") for i in range(3))
        )
        cls.mine = cls.customer("Mine", email="mine@example.com", user_id=cls.seller.id)

    def ask(self, partners, user=None, **values):
        """The dialog as it opens on contacts, in the hands of a manager."""
        context = {"active_model": "res.partner", "active_ids": partners.ids}
        return (
            self.env["crm.loyalty.ask"]
            .with_user(user or self.manager)
            .with_context(**context)
            .create(values)
        )

    def mocked(self):
        return self.mock_mail_gateway(mail_unlink_sent=True)

    def run_job(self):
        self.env.flush_all()
        with self.enter_registry_test_mode():
            self.env.ref(CRON).method_direct_trigger()
        self.env.invalidate_all()

    @contextmanager
    def sent(self):
        """Run the scheduled action; the mails that left are in ``self._mails``."""
        with self.mocked():
            self.run_job()
            yield

    def of(self, partner):
        return self.invites.search([("partner_id", "=", partner.id)])

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

    def test_no_mail_with_a_link_stays_behind(self):
        self.ask(self.buyers).action_send()
        with self.sent():
            self.assertEqual(len(self._mails), 3)
        for model, field in (("mail.mail", "body_html"), ("mail.message", "body")):
            self.assertFalse(self.env[model].search([(field, "like", "/loyalty/answer/")]))

    def unwanted(self):
        """A customer for every reason not to write to one, by reason."""
        made = {
            reason: self.customer(reason, email=f"{reason}@example.com")
            for reason in ("archived", "blacklisted", "bounced", "no_email")
        }
        made["archived"].active = False
        self.env["mail.blacklist"]._add("blacklisted@example.com")
        made["bounced"].message_bounce = 1
        made["no_email"].email = "nobody"
        return made

    def test_who_must_not_be_written_to_is_told_before_and_not_written_to(self):
        unwanted = self.unwanted()
        asked = self.ask(self.buyers | self.env["res.partner"].union(*unwanted.values()))
        self.assertEqual((asked.ask_count, asked.skip_count), (3, 4))
        for reason in unwanted:
            self.assertIn(reason, asked.skipped)
        asked.action_send()
        with self.sent():
            self.assertEqual(len(self._mails), 3)

    def test_consent_withdrawn_after_queueing_holds(self):
        changes = {
            "archived": lambda partner: partner.write({"active": False}),
            "blacklisted": lambda partner: self.env["mail.blacklist"]._add(partner.email),
            "bounced": lambda partner: partner.write({"message_bounce": 1}),
            "no_email": lambda partner: partner.write({"email": False}),
        }
        partners = {
            reason: self.customer(reason, email=f"{reason}@x.example") for reason in changes
        }
        self.ask(self.env["res.partner"].union(*partners.values())).action_send()
        for reason, change in changes.items():
            change(partners[reason])
        with self.sent():
            self.assertFalse(self._mails)
        for reason, partner in partners.items():
            self.assertEqual(
                (self.of(partner).state, self.of(partner).problem), ("skipped", reason)
            )
            self.assertFalse(self.of(partner).token_hash)

    def test_one_of_several_addresses_on_the_blacklist_is_enough(self):
        self.env["mail.blacklist"]._add("second@example.com")
        partner = self.customer(email="first@example.com, second@example.com")
        self.assertEqual(self.invites._refusals(partner), {partner: "blacklisted"})

    def test_who_opted_out_of_profiling_is_left_alone(self):
        self.buyers[0].loyalty_opt_out = True
        contact = self.customer(
            "C", is_company=False, parent_id=self.buyers[0].id, email="c@example.com"
        )
        found = self.invites._refusals(self.buyers | contact)
        self.assertEqual(found, dict.fromkeys(self.buyers[0] | contact, "opted_out"))

    def test_a_merged_customer_is_asked_once(self):
        into, source = self.buyers[:2]
        self.ask(into | source).action_send()
        self.env["base.partner.merge.automatic.wizard"]._merge([into.id, source.id], into)
        self.env.invalidate_all()
        self.assertEqual(sorted(self.of(into).mapped("state")), ["queued", "revoked"])
        with self.sent():
            self.assertEqual(len(self._mails), 1)

    def test_nobody_is_asked_twice_while_a_link_is_open(self):
        self.ask(self.buyers[0]).action_send()
        again = self.ask(self.buyers)
        self.assertEqual((again.ask_count, again.skip_count), (2, 1))
        again.action_send()
        with self.assertRaises(UserError):  # a second click
            again.action_send()
        with self.sent():
            self.assertEqual(len(self._mails), 3)
        self.of(self.buyers[0]).state = "answered"
        self.assertEqual(self.ask(self.buyers).ask_count, 1)

    def test_two_contacts_of_one_address_get_one_mail(self):
        twin = self.customer("Twin", email="B0@example.com")
        asked = self.ask(self.buyers | twin)
        self.assertEqual((asked.ask_count, asked.skip_count), (3, 1))

    def test_a_revoked_or_cancelled_one_is_not_sent(self):
        order = self.order(self.buyers[1], 20)
        self.ask(self.buyers[0]).action_send()
        self.ask(self.buyers[1], order_id=order.id).action_send()
        self.of(self.buyers[0]).action_revoke()
        order.state = "cancel"
        with self.sent():
            self.assertFalse(self._mails)
        self.assertEqual(self.of(self.buyers[1]).problem, "cancelled")

    def test_what_a_killed_process_left_is_not_sent_again(self):
        self.ask(self.buyers).action_send()
        self.of(self.buyers[0]).state = "sending"
        with self.sent():
            self.assertEqual(len(self._mails), 2)
        self.assertEqual(self.of(self.buyers[0]).state, "unsure")
        with self.sent():
            self.assertFalse(self._mails)

    def test_a_server_that_breaks_off_leaves_it_unsure_and_the_others_go_on(self):
        self.ask(self.buyers).action_send()
        answers = [smtplib.SMTPServerDisconnected("gone"), OSError("refused"), "id"]
        server = type(self.env["ir.mail_server"])
        with patch.object(self.invites.__class__, "_mail_leaves", lambda invites: True):
            with self.mocked(), patch.object(server, "send_email", side_effect=answers):
                self.run_job()
        states = [self.of(buyer).state for buyer in self.buyers]
        self.assertEqual(states, ["unsure", "skipped", "open"])
        with self.sent():
            self.assertFalse(self._mails)

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

    def test_a_salesperson_asks_one_customer_of_his_own(self):
        self.ask(self.mine, self.seller).action_send()
        self.assertEqual(self.of(self.mine).state, "queued")
        theirs = self.customer("T", email="t@example.com", user_id=self.manager.id)
        self.ask(theirs).action_send()
        for action in ("action_revoke", "action_new_link"):
            with self.assertRaises(AccessError):
                getattr(self.of(theirs).with_user(self.seller), action)()
        self.of(theirs).action_revoke()
        other = self.customer("O", email="o@example.com", user_id=self.seller.id)
        with self.assertRaises(AccessError):
            self.ask(theirs, self.seller).action_send()
        self.of(self.mine).state = "answered"
        several = self.ask(self.mine | other, self.seller)
        self.assertTrue(several.is_too_many)
        with self.assertRaisesRegex(AccessError, "several"):
            several.action_send()

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
