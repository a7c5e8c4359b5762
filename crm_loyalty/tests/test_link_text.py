from lxml import html

from odoo.tests import tagged

from .link import LinkCase

# Families of the well-known cheat sheets: elements, handlers, addresses, encodings, templates.
PAYLOADS = """
<script>alert(1)</script>
<ScRiPt src=//x.example/x.js></ScRiPt>
"><script>alert(1)</script>
'><img src=x onerror=alert(1)>
<img src=x onerror=alert(1)>
<img src="javascript:alert(1)">
<svg onload=alert(1)>
<svg><script>alert(1)</script></svg>
<body onload=alert(1)>
<iframe src=javascript:alert(1)></iframe>
<a href="javascript:alert(1)">x</a>
<a href="JaVaScRiPt:alert(1)">x</a>
<a href="java&#09;script:alert(1)">x</a>
<div style="background:url(javascript:alert(1))">
<input autofocus onfocus=alert(1)>
<details open ontoggle=alert(1)>
<video><source onerror=alert(1)></video>
<object data="javascript:alert(1)"></object>
<embed src="javascript:alert(1)">
<form action="javascript:alert(1)"><button>x</button></form>
<meta http-equiv=refresh content="0;url=javascript:alert(1)">
<link rel=stylesheet href=javascript:alert(1)>
<base href="javascript:alert(1)//">
<math><mi xlink:href="javascript:alert(1)">x</mi></math>
</textarea><script>alert(1)</script>
</title><script>alert(1)</script>
--><script>alert(1)</script>
]]><script>alert(1)</script>
<t t-out="request.env"/>{{ 7*7 }}${7*7}
%3Cscript%3Ealert(1)%3C/script%3E &lt;script&gt; &#60;script&#62;
""".strip().splitlines()
ALIVE = (
    "//script | //iframe | //object | //embed | //svg | //math | //img[not(starts-with(@src,"
    " 'data:'))] | //@*[starts-with(name(), 'on')] | //@style | //base"
    " | //@*[contains(translate(., 'JAVSCRIPT', 'javscript'), 'javascript:')][name() != 'value']"
)


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
            tree = html.fromstring(f"<div>{note.body}</div>")
            self.assertFalse(tree.xpath(ALIVE), payload)
