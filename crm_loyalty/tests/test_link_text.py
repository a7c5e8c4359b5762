from lxml import html

from odoo.tests import tagged

from .link import LinkCase
from .payloads import ALIVE, PAYLOADS, running


@tagged("post_install", "-at_install")
class TestLinkText(LinkCase):
    """What a customer writes is shown as text, wherever it is shown."""

    def assertOnlyText(self, page, payload):
        tree = html.fromstring(page.text)
        self.assertFalse(tree.xpath(ALIVE), payload)
        return tree

    def test_thirty_payloads_are_text_on_the_page_and_in_the_store(self):
        self.assertEqual(len(PAYLOADS), 30)
        for payload in PAYLOADS:
            self.env["crm.loyalty.attempt"].search([]).unlink()
            invite, path = self.invite(self.customer())
            page = self.submit(path, comment=payload)
            tree = self.assertOnlyText(page, payload)
            self.assertEqual(tree.xpath("string(//*[@class='said'])"), payload)
            self.assertEqual(invite.response_ids.comment, payload)
            again = self.submit(path, nps="99", comment=payload)
            tree = self.assertOnlyText(again, payload)
            self.assertEqual(tree.xpath("string(//textarea)").strip(), payload)
            self.assertOnlyText(self.confirm(path, page), payload)

    def test_they_are_text_in_what_we_say_about_ourselves(self):
        for payload in PAYLOADS:
            self.company.name = payload
            self.questionnaire.write(dict.fromkeys(("title", "introduction", "thanks"), payload))
            self.overall.write(dict.fromkeys(("question", "low", "high"), payload))
            _invite, path = self.invite(self.customer())
            self.assertOnlyText(self.get(path), payload)

    def test_a_message_about_them_is_text_too(self):
        for payload in PAYLOADS:
            response = self.responses.create(
                {"partner_id": self.buyer.id, "comment": payload, "channel": "link"}
            )
            self.order(self.buyer, 3)
            note = self.buyer.message_post(body=response.comment)
            self.assertFalse(running(note.body), payload)
