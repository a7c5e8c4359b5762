from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import fields
from odoo.exceptions import ValidationError
from odoo.fields import Command

from ..models import crm_loyalty_erasure
from .common_erasure import ErasureCase


class TestRetention(ErasureCase):
    """What is older than a company keeps it goes at night."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        today = fields.Date.today()
        cls.limit = today - relativedelta(months=12)
        cls.old, cls.young = (
            cls.env["crm.loyalty.response"].create(
                {
                    "partner_id": cls.other.id,
                    "date": f"{cls.limit + timedelta(days=ago)} 12:00:00",
                    "comment": "Remarkable",
                    "answer_ids": [
                        Command.create({"aspect_id": cls.env.ref("crm_loyalty.aspect_nps").id})
                    ],
                }
            )
            for ago in (-1, 1)
        )
        cls.moves = cls.env["crm.loyalty.history"].search([])
        cls.moves.day = cls.limit - timedelta(days=1)
        cls.erasures = cls.env["crm.loyalty.erasure"]

    def test_everything_is_kept_until_somebody_sets_a_limit(self):
        self.assertEqual(self.erasures._gc_old(), (0, False))
        self.assertTrue(self.old.exists() and self.moves.exists())

    def test_what_is_older_goes_with_its_answers_and_the_younger_stays(self):
        answers = self.old.answer_ids
        self.company.loyalty_keep_told_months = 12
        self.erasures._gc_old()
        self.assertFalse(self.old.exists() or answers.exists())
        self.assertTrue(self.young.exists() and self.moves.exists())

    def test_movements_memberships_and_pins_that_ended_go_too(self):
        member = self.env["crm.loyalty.member"].search([], limit=1)
        member.date_to = self.limit - timedelta(days=1)
        pin = self.env["crm.loyalty.pin"].search([], limit=1)
        pin.write({"date_from": "2020-01-01", "date_to": "2020-02-01"})
        self.company.loyalty_keep_history_months = 12
        self.erasures._gc_old()
        self.assertFalse(self.moves.exists() or member.exists() or pin.exists())
        self.assertTrue(self.env["crm.loyalty.member"].search([]))
        self.assertTrue(self.old.exists())

    def test_a_company_without_a_limit_keeps_its_own(self):
        self.env["res.company"].create(
            {"name": "Other", "loyalty_keep_told_months": 12, "loyalty_keep_history_months": 12}
        )
        self.erasures._gc_old()
        self.assertTrue(self.old.exists() and self.moves.exists())

    def test_it_is_noted_without_the_content(self):
        self.company.loyalty_keep_told_months = 12
        self.assertEqual(self.erasures._gc_old(), (1, False))
        entry = self.erasures.search([])
        self.assertEqual(entry.counts, {"crm.loyalty.response": 1})
        self.assertEqual((entry.kind, entry.company_id), ("retention", self.company))
        self.assertNotIn("crm_loyalty_erasure", self.found("Remarkable"))

    def test_much_goes_in_parts(self):
        self.patch(crm_loyalty_erasure, "BATCH", 1)
        self.old.copy({"date": self.old.date})
        self.company.loyalty_keep_told_months = 12
        done = [self.erasures._gc_old() for _night in range(3)]
        self.assertEqual(done, [(1, True), (1, True), (0, False)])

    def test_a_limit_before_all_time_is_refused(self):
        """Of so many months there is no calendar: nothing would have been deleted any more."""
        names = ("keep_told", "keep_history", "workbook_keep")
        for months in (-1, 10**6):
            for name in names:
                with self.assertRaisesRegex(ValidationError, "1 to 1200 months"):
                    self.company[f"loyalty_{name}_months"] = months
