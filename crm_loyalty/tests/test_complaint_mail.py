from odoo.tests import new_test_user
from odoo.tools import mute_logger

from odoo.addons.base.tests.common import DISABLED_MAIL_CONTEXT

from .common_complaints import ComplaintCase

MAIL = """\
MIME-Version: 1.0
Date: Mon, 29 Jun 2026 10:00:00 +0000
Message-ID: <{id}@example.com>
Subject: {subject}
From: {sender}
To: {to}
Content-Type: text/html; charset=utf-8

{body}
"""
EVIL = (
    '<p onclick="steal()">It leaks</p><script>alert(1)</script>'
    '<a href="javascript:alert(2)">here</a><img src="x" onerror="alert(3)"/>'
    '<iframe src="https://evil.example"></iframe><form action="/x"><input name="y"/></form>'
)


class TestComplaintMail(ComplaintCase):
    """A mail to the address for complaints becomes a complaint, whoever sends it, and no harm."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        domain = cls.env["mail.alias.domain"].create({"name": "shop.example"})
        cls.company.alias_domain_id = domain
        cls.company.loyalty_complaint_address = "Complaints"
        cls.contact.email = "contact@buyer.example"
        cls.desk = new_test_user(cls.env, "desk", "sales_team.group_sale_salesman_all_leads")
        cls.company.loyalty_complaint_user_id = cls.desk

    @mute_logger("odoo.addons.mail.models.mail_thread")
    def mail(self, sender="contact@buyer.example", body="<p>It leaks</p>", **values):
        """Have a mail come in.

        :return: the complaints that it made
        """
        before = self.env["crm.loyalty.complaint"].search([])
        mail = {"to": "complaints@shop.example", "subject": "Jars", "id": len(before)} | values
        message = MAIL.format(sender=sender, body=body, **mail)
        gateway = self.env["mail.thread"].with_user(self.env.ref("base.user_root"))
        gateway = gateway.with_context(**dict.fromkeys(DISABLED_MAIL_CONTEXT, False))
        gateway.message_process(None, message)
        return self.env["crm.loyalty.complaint"].search([]) - before

    def test_its_sender_is_the_customer_and_his_salesperson_sees_to_it(self):
        complaint = self.mail()
        self.assertRecordValues(complaint, [{"name": "Jars", "channel": "mail", "state": "open"}])
        self.assertEqual(complaint.partner_id, self.contact)
        self.assertEqual(complaint.company_id, self.company)
        self.assertEqual(complaint.user_id, self.seller)
        self.assertIn("It leaks", complaint.description)
        self.assertIn(self.seller.partner_id, complaint.message_partner_ids, "he is told")
        self.assertTrue(complaint.with_user(self.seller).answer_due)

    def test_from_a_stranger_it_goes_to_the_desk_until_somebody_knows_him(self):
        complaint = self.mail('"A. Stranger" <stranger@else.example>')
        self.assertFalse(complaint.partner_id)
        self.assertIn("stranger@else.example", complaint.email_from)
        self.assertEqual(complaint.user_id, self.desk)
        complaint.with_user(self.desk).partner_id = self.buyer
        self.assertEqual(complaint.user_id, self.desk, "who has it keeps it")
        self.assertEqual(complaint.salesperson_id, self.seller)

    def test_a_colleague_who_forwards_it_is_not_the_customer(self):
        self.colleague.email = "colleague@shop.example"
        self.assertFalse(self.mail("colleague@shop.example").partner_id)

    def test_an_employee_without_any_right_on_sales_may_forward_one(self):
        new_test_user(self.env, "cook", "base.group_user", email="cook@shop.example")
        self.assertTrue(self.mail("cook@shop.example"))

    def test_a_contact_of_another_company_is_no_customer_of_ours(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.customer("Theirs", email="theirs@else.example", company_id=other.id)
        self.assertFalse(self.mail("theirs@else.example").partner_id)

    def test_a_reply_stays_with_the_complaint(self):
        complaint = self.mail()
        first = complaint.message_ids.filtered(lambda message: message.message_type == "email")
        mail = f"<p>And it smells</p>\nReferences: {first.message_id}"
        text = MAIL.format(
            sender="contact@buyer.example",
            to="complaints@shop.example",
            subject="Re: Jars",
            id="reply",
            body=mail,
        ).replace("Content-Type", f"In-Reply-To: {first.message_id}\nContent-Type", 1)
        with mute_logger("odoo.addons.mail.models.mail_thread"):
            self.env["mail.thread"].sudo().message_process(None, text)
        self.assertEqual(self.env["crm.loyalty.complaint"].search([]), complaint)
        self.assertFalse(complaint.answered_at, "the customer does not answer himself")

    def test_an_answer_to_who_sent_it_is_one_whether_he_is_known_or_not(self):
        for sender in ("contact@buyer.example", "stranger@else.example"):
            complaint = self.mail(sender).with_user(self.desk)
            to = self.contact
            if sender.startswith("stranger"):
                to = self.customer("Stranger", is_company=False, email=sender)
            write = {"body": "Sorry!", "message_type": "comment"}
            complaint.message_post(**write, subtype_xmlid="mail.mt_comment")
            self.assertEqual(bool(complaint.answered_at), to in complaint.message_partner_ids)
            complaint.message_post(**write, subtype_xmlid="mail.mt_comment", partner_ids=to.ids)
            self.assertTrue(complaint.answered_at, sender)

    def test_nothing_in_it_can_run(self):
        text = self.mail(body=EVIL).description.lower()
        self.assertIn("it leaks", text)
        for harm in ("script", "onclick", "onerror", "javascript", "iframe", "<form", "<input"):
            self.assertNotIn(harm, text)

    def test_neither_can_what_a_salesperson_pastes(self):
        text = self.complaint(description=EVIL).description.lower()
        for harm in ("script", "onclick", "onerror", "javascript", "iframe"):
            self.assertNotIn(harm, text)

    def test_the_address_can_be_changed_and_taken_away(self):
        self.company.loyalty_complaint_address = "sorry"
        self.assertTrue(self.mail(to="sorry@shop.example"))
        alias = self.company.loyalty_complaint_alias_id
        self.company.loyalty_complaint_address = False
        self.assertFalse(alias.exists())
        self.assertFalse(self.company.loyalty_complaint_address)

    def test_each_company_has_its_own(self):
        other = self.env["res.company"].create({"name": "Other"})
        other.alias_domain_id = self.company.alias_domain_id
        other.loyalty_complaint_address = "other"
        self.assertEqual(self.mail(to="other@shop.example").company_id, other)
