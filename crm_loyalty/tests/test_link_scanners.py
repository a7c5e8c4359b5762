from unittest.mock import patch

from odoo.tests import tagged

from ..controllers import answer
from .link import LinkCase, fields_of


@tagged("post_install", "-at_install")
class TestLinkScanners(LinkCase):
    """Programs that open the links in mails, and send the forms, do not answer for anybody."""

    def scan(self, path):
        """What a scanner does: it looks five times, and sends the form that it found."""
        for _look in range(5):
            form = self.form(path)
        chosen = {f"q{self.overall.id}": "1", f"q{self.nps.id}": "0"}
        return self.post(path, form | chosen)

    def test_a_scanner_before_and_after_the_person_changes_nothing(self):
        invite, path = self.invite()
        self.scan(path)
        self.assertEqual(self.kept(invite), ["suspect"])
        self.assertEqual(invite.state, "open")
        self.answer(path, nps="9")
        self.scan(path)
        self.assertEqual(self.kept(invite), ["suspect", "counted", "suspect"])
        counted = invite.response_ids.filtered(lambda response: response.state == "counted")
        self.assertIn("9 of 10", counted.answer_ids.mapped("told"))

    def test_a_scanner_that_follows_the_confirm_page_goes_round_in_circles(self):
        invite, path = self.invite()
        page = self.scan(path)
        for _round in range(3):  # no button is pressed, or the first one: it is "Change"
            page = self.post(path, fields_of(page))
        self.assertNotIn("counted", self.kept(invite))

    def test_what_comes_later_is_kept_and_changes_nothing(self):
        invite, path = self.invite()
        self.answer(path, nps="9")
        first = invite.response_ids
        self.answer(path, nps="2")
        self.assertEqual(self.kept(invite), ["counted", "later"])
        self.assertIn("9 of 10", first.answer_ids.mapped("told"))

    def test_a_confirmation_twice_is_one_answer(self):
        invite, path = self.invite()
        page = self.submit(path)
        self.confirm(path, page)
        self.assertEqual(self.confirm(path, page).status_code, 200)
        self.assertEqual(self.kept(invite), ["counted"])

    def doubt(self, invite):
        return invite.response_ids.mapped(lambda response: (response.state, response.doubt))

    def test_faster_than_anybody_reads_is_suspect_even_if_confirmed(self):
        invite, path = self.invite()
        with patch.object(answer, "READING", 2):
            self.answer(path)
        self.assertEqual(self.doubt(invite), [("suspect", "fast")])
        self.assertEqual(invite.state, "open")

    def test_two_seconds_are_enough_for_a_person(self):
        invite, path = self.invite()
        self.assertEqual(answer.READING, 0)
        with patch.object(answer, "READING", 2):
            form = self.form(path) | {f"q{self.nps.id}": "7"}
            with patch.object(answer.time, "time", lambda now=answer.time.time: now() + 2):
                self.confirm(path, self.post(path, form))
        self.assertEqual(self.doubt(invite), [("counted", False)])

    def test_a_field_that_nobody_sees_gives_a_program_away(self):
        invite, path = self.invite()
        self.answer(path, website="http://example.com")
        self.assertEqual(self.doubt(invite), [("suspect", "trap")])

    def test_a_bare_post_and_one_with_anothers_stamp_are_suspect(self):
        invite, path = self.invite()
        _other, other_path = self.invite(self.customer())
        stamp = self.form(other_path)["stamp"]
        for sent in ({}, {"stamp": stamp}, {"stamp": "x"}, {"stamp": "ü" * 50}):
            page = self.post(path, {f"q{self.nps.id}": "9"} | sent)
            self.confirm(path, page)
        self.assertEqual(self.doubt(invite), [("suspect", "foreign")] * 4)

    def test_what_is_suspect_does_not_count_in_any_figure(self):
        self.order(self.buyer, 10)
        invite, path = self.invite()
        self.scan(path)
        states = invite.response_ids.answer_ids.mapped("state")
        self.assertEqual(states, ["suspect", "suspect"])
