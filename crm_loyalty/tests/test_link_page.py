import hashlib

from lxml import html

from odoo.tests import tagged
from odoo.tools import SQL

from ..controllers import answer
from .link import UNKNOWN, LinkCase, fields_of


@tagged("post_install", "-at_install")
class TestLinkPage(LinkCase):
    """A customer answers by a link; nobody else does, and looking changes nothing."""

    def test_a_confirmed_answer_counts_and_says_what_was_chosen(self):
        order = self.order(self.buyer, 20)
        invite, path = self.invite(order_id=order.id)
        page = self.answer(path, overall="4", nps="10", comment="Quick & friendly")
        self.assertEqual(page.status_code, 200)
        [response] = invite.response_ids
        self.assertEqual((response.state, response.channel), ("counted", "link"))
        self.assertEqual((response.partner_id, response.order_id), (self.buyer, order))
        self.assertEqual(response.comment, "Quick & friendly")
        told = {a.aspect_id.kind: (a.score, a.told) for a in response.answer_ids}
        # 4 on a scale from 1 to 5 is three quarters of the way; 10 from 0 to 10 all of it.
        self.assertEqual(told, {"satisfaction": (75, "4 of 5"), "nps": (100, "10 of 10")})
        self.assertEqual(invite.state, "answered")
        self.assertTrue(invite.answered_date)

    def test_one_question_may_be_left_out_and_stays_unknown(self):
        invite, path = self.invite()
        self.answer(path, overall="", nps="0")
        self.assertEqual(invite.response_ids.answer_ids.mapped("score"), [0])

    def test_looking_writes_not_one_row_and_leaves_no_cookie(self):
        _invite, path = self.invite()
        self.get(path)  # whatever the server prepares for itself
        before = self.rows_written()
        for _look in range(5):
            page = self.get(path)
            self.assertEqual(page.status_code, 200)
            self.assertNotIn("Set-Cookie", page.headers)
        self.assertEqual(self.url_open(path, method="HEAD").status_code, 200)
        self.assertEqual(self.rows_written(), before)

    def test_the_page_is_nobody_elses_and_asks_nobody_elses_help(self):
        _invite, path = self.invite()
        page = self.get(path)
        self.assertIn("noindex", page.headers["X-Robots-Tag"])
        self.assertEqual(page.headers["Referrer-Policy"], "no-referrer")
        self.assertEqual(page.headers["Cache-Control"], "no-store")
        self.assertIn("default-src 'none'", page.headers["Content-Security-Policy"])
        tree = html.fromstring(page.text)
        self.assertFalse(tree.xpath("//script | //iframe | //style | //*[@style]"))
        sources = tree.xpath("//@src | //@href")
        self.assertTrue(sources)
        foreign = [s for s in sources if not s.startswith(("data:", "/crm_loyalty/static/"))]
        self.assertFalse(foreign)

    def test_unknown_expired_revoked_archived_and_deleted_are_the_same_page(self):
        self.get("/loyalty/answer/prepare")
        links = [UNKNOWN, "/loyalty/answer/x", "/loyalty/answer/%00%ff'", f"{UNKNOWN}?a=b"]
        for field, value in (("expires", "2020-01-01 00:00:00"), ("state", "revoked")):
            invite, path = self.invite(self.customer())
            invite[field] = value
            links.append(path)
        archived, deleted, erased, objecting = (self.customer() for _customer in range(4))
        links += [self.invite(partner)[1] for partner in (archived, deleted, erased, objecting)]
        archived.active = False
        deleted.unlink()
        self.env["crm.loyalty.erasure"]._erase(erased, self.env.companies)
        objecting.loyalty_opt_out = True
        replaced, path = self.invite()
        replaced._new_link()
        links.append(path)
        pointless, path = self.invite(self.customer())
        pointless.questionnaire_id = pointless.questionnaire_id.copy({"line_ids": []})
        links.append(path)
        for method in ("GET", "POST"):
            pages = [
                self.url_open(path, data={"q1": "5"} if method == "POST" else None, method=method)
                for path in links
            ]
            self.assertEqual({page.status_code for page in pages}, {404})
            self.assertEqual(len({page.text for page in pages}), 1)
            names = [{*page.headers} for page in pages]
            self.assertTrue(all(name == names[0] for name in names))
        self.assertFalse(self.responses.search([("channel", "=", "link")]))

    def test_all_that_is_wrong_with_a_link_costs_the_same_queries(self):
        revoked, path = self.invite()
        revoked.state = "revoked"
        token = path.rsplit("/", 1)[1]
        self.env.flush_all()
        for wrong in (token, "x" * 32, ""):
            with self.assertQueryCount(1):
                self.assertFalse(self.invites._by_token(wrong))

    def test_ten_thousand_guesses_find_nothing(self):
        _invite, path = self.invite()
        token = path.rsplit("/", 1)[1]
        self.assertTrue(self.invites._by_token(token))
        near = [token[:i] + chr(c) + token[i + 1 :] for i in range(32) for c in range(33, 127)]
        guesses = [guess for guess in near if guess != token]
        guesses += [f"{token}{number}" for number in range(10_000 - len(guesses))]
        self.assertEqual(len(guesses), 10_000)
        hashes = [hashlib.sha256(guess.encode()).hexdigest() for guess in guesses]
        self.assertFalse(self.invites.search_count([("token_hash", "in", hashes)]))
        for guess in guesses[::100]:
            self.assertFalse(self.invites._by_token(guess))

    def test_the_token_is_long_random_and_stored_nowhere(self):
        invite, path = self.invite()
        token = path.rsplit("/", 1)[1]
        self.assertGreaterEqual(len(token) * 6, 128)  # six bits in each sign
        self.answer(path)
        for name, model in self.env.items():
            if name.startswith("crm.loyalty.") and model._auto:
                rows = self.env.execute_query(rows_of(model))
                self.assertNotIn(token, str(rows), name)

    def test_a_link_answers_for_its_own_customer_whatever_is_sent_along(self):
        other = self.customer("Other", email="other@example.com")
        theirs, _path = self.invite(other)
        mine, path = self.invite()
        forged = {"partner_id": other.id, "invite_id": theirs.id, "token": "x", "state": "counted"}
        self.answer(path, **forged)
        self.assertEqual(mine.response_ids.partner_id, self.buyer)
        self.assertFalse(self.kept(theirs))

    def test_a_confirmation_of_another_link_confirms_nothing(self):
        theirs, their_path = self.invite(self.customer("Other"))
        mine, path = self.invite()
        ticket = html.fromstring(self.submit(their_path).text).xpath("//button[@name]/@value")[0]
        self.submit(path)
        for forged in (ticket, "x", ticket[:-1] + "A", "é"):
            self.assertEqual(self.post(path, {"confirm": forged}).status_code, 422)
        self.assertEqual(self.kept(mine) + self.kept(theirs), ["suspect", "suspect"])

    def test_a_merged_customers_link_answers_for_whom_he_became(self):
        invite, path = self.invite()
        into = self.customer("Into")
        self.env["base.partner.merge.automatic.wizard"]._merge([self.buyer.id, into.id], into)
        self.env.invalidate_all()
        self.answer(path)
        self.assertEqual(invite.response_ids.partner_id, into)

    def test_scores_off_the_scale_are_told_and_nothing_is_kept(self):
        invite, path = self.invite()
        for wrong in ("11", "-1", "3.5", "x", "999", "1e1", "٣"):
            page = self.submit(path, nps=wrong)
            self.assertEqual(page.status_code, 422)
            self.assertIn("choose a number from 0 to 10", page.text)
        self.assertIn("choose a number from 1 to 5", self.submit(path, overall="0").text)
        self.assertIn("at least one question", self.submit(path, overall="", nps="").text)
        self.assertFalse(self.kept(invite))

    def test_what_was_entered_is_still_there_when_the_page_comes_again(self):
        _invite, path = self.invite()
        page = self.submit(path, overall="4", nps="99", comment="Almost")
        again = fields_of(page)
        self.assertEqual(again[f"q{self.overall.id}"], "4")
        self.assertEqual(again[f"c{self.nps.id}"].strip(), "Almost")
        changed = self.post(path, fields_of(self.submit(path, comment="Fine")))
        self.assertEqual(fields_of(changed)[f"c{self.nps.id}"].strip(), "Fine")

    def test_a_deleted_question_is_passed_over(self):
        invite, path = self.invite()
        form = self.form(path) | {f"q{self.overall.id}": "5", f"q{self.nps.id}": "9"}
        self.nps.unlink()
        self.confirm(path, self.post(path, form))
        self.assertEqual(invite.response_ids.answer_ids.mapped("told"), ["5 of 5"])

    def test_files_and_odd_texts_harm_nobody(self):
        invite, path = self.invite()
        self.env.flush_all()
        files = {f"c{self.nps.id}": ("x.txt", b"x"), "stamp": ("y.txt", b"y")}
        data = {f"q{self.overall.id}": "5"}
        self.assertEqual(self.url_open(path, data=data, files=files).status_code, 200)
        self.submit(path, comment="a\x00b" + "ß" * 9000)
        self.assertEqual(len(invite.response_ids[0].comment), 5000)
        self.assertEqual(self.post(path, {"x": "y" * (answer.LARGEST + 1)}).status_code, 413)

    def test_it_speaks_the_customers_language_and_shows_his_company(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.questionnaire.with_context(lang="fr_FR").title = "Alors ?"
        self.buyer.lang = "fr_FR"
        self.company.name = "<Our> Company"
        _invite, path = self.invite()
        tree = html.fromstring(self.get(path).text)
        self.assertEqual(tree.xpath("string(//h1)"), "Alors ?")
        self.assertEqual(tree.get("lang"), "fr-FR")
        self.assertIn("<Our> Company", tree.xpath("string(//header)"))


def rows_of(model):
    return SQL("SELECT t::text FROM %s t", SQL.identifier(model._table))
