from odoo.fields import Command
from odoo.tests import HttpCase, new_test_user, tagged

from .common_tiers import TierCase
from .payloads import PAYLOADS, html, running


@tagged("post_install", "-at_install")
class TestText(TierCase, HttpCase):
    """What people call things is text wherever the server writes HTML of it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.buyer.email = "buyer@example.com"
        cls.company.loyalty_portal = True
        cls.user = new_test_user(
            cls.env,
            "portal_buyer",
            groups="base.group_portal",
            company_id=cls.company.id,
            company_ids=[Command.set(cls.company.ids)],
        )
        cls.user.partner_id.parent_id = cls.buyer
        cls.buys("2026-06-01", 600)
        cls.benefit = cls.env["crm.loyalty.benefit"].create(
            {"name": "Free delivery", "stage_id": cls.tier("silver").id}
        )
        cls.look("2026-06-30")

    def assertText(self, markup, payload):
        self.assertFalse(running(markup), payload)
        self.assertIn(payload, html.fromstring(f"<div>{markup}</div>").text_content())

    def test_the_page_of_a_customer_in_the_portal(self):
        self.authenticate("portal_buyer", "portal_buyer")
        paths = ("/my/loyalty", "/my/home")
        usual = {path: running(self.url_open(path).text) for path in paths}
        for payload in PAYLOADS:
            names = self.tier("silver") | self.tier("gold"), self.benefit, self.company
            for record in (*names, self.buyer, self.user.partner_id):
                record.name = payload
            self.env.flush_all()
            pages = {path: self.url_open(path) for path in paths}
            for path, page in pages.items():
                self.assertEqual(running(page.text), usual[path], payload)
            shown = html.fromstring(pages["/my/loyalty"].text).text_content()
            self.assertGreaterEqual(shown.count(payload), 3, payload)

    def test_the_mail_that_asks_and_the_dialog_that_says_who_is_not_asked(self):
        order = self.buys("2026-06-02", 1)
        invite = self.env["crm.loyalty.invite"].create(
            {
                "partner_id": self.buyer.id,
                "company_id": self.company.id,
                "questionnaire_id": self.env.ref("crm_loyalty.questionnaire_purchase").id,
                "order_id": order.id,
            }
        )
        template = invite.questionnaire_id.template_id
        context = {"active_model": "res.partner", "active_ids": self.buyer.ids}
        for payload in PAYLOADS:
            for record in (self.buyer, self.company, order):
                record.name = payload
            invite.questionnaire_id.title = payload
            self.assertText(template._render_field("body_html", invite.ids)[invite.id], payload)
            self.buyer.active = False
            self.assertText(
                self.env["crm.loyalty.ask"].with_context(**context).new().skipped, payload
            )

    def test_a_complaint_and_what_is_said_about_it(self):
        for payload in PAYLOADS:
            complaint = self.env["crm.loyalty.complaint"].create(
                {"name": payload, "partner_id": self.buyer.id, "description": payload}
            )
            self.assertFalse(running(complaint.description), payload)
            complaint.write({"solution": payload, "email_from": payload})
            self.assertText(complaint.message_post(body=payload).body, payload)
            complaint.activity_schedule("mail.mail_activity_data_todo", note=payload)
            complaint.activity_feedback(["mail.mail_activity_data_todo"], feedback=payload)
            for message in complaint.message_ids:
                self.assertFalse(running(message.body or ""), payload)
