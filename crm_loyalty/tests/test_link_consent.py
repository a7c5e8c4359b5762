from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .link_mail import LinkMailCase


@tagged("post_install", "-at_install")
class TestLinkConsent(LinkMailCase):
    """Nobody is asked who does not want to be, or has been; and nobody asks whom he may not."""

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
