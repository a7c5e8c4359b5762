from odoo.exceptions import AccessError
from odoo.tests import Form, new_test_user

from .common_scorecard import ScorecardCase


class TestScorecardPreview(ScorecardCase):
    """Before a scorecard is saved, its preview tells the indices that the next pass gives."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.buyers = [cls.customer(name) for name in ("One", "Two", "Three")]
        for purchases, buyer in enumerate(cls.buyers, 1):
            cls.orders(buyer, *range(10, 10 + purchases))

    def bands(self, preview, when):
        return {band["label"]: band[when] for band in preview["bands"] if band[when]}

    def test_a_scorecard_from_nothing_is_previewed_saved_and_computed(self):
        self.full_pass()
        form = Form(self.cards)
        form.name = "New"
        self.assertIn("measures nothing yet", form.preview["summary"])
        with form.line_ids.new() as line:
            line.measure = "purchase_count"
            line.best = 4
        self.assertFalse(form.preview["error"])
        self.assertEqual(self.bands(form.preview, "now"), {"unknown": 3})
        then = {"20–40": 1, "40–60": 1, "60–80": 1}
        self.assertEqual(self.bands(form.preview, "then"), then)
        self.assertIn("3 of 3 customers", form.preview["summary"])
        card = form.save()
        self.full_pass()
        card.invalidate_recordset()
        self.assertEqual(self.bands(card.preview, "now"), then)
        self.assertIn("0 of 3 customers", card.preview["summary"])
        self.assertIn("from 50.0 to 50.0", card.preview["summary"])

    def test_a_share_is_offered_a_scale_from_nothing_to_the_whole(self):
        form = Form(self.cards)
        with form.line_ids.new() as line:
            line.measure = "discount_share"
            self.assertEqual((line.worst, line.best), (0, 1))
            line.measure = "purchase_count"
            self.assertEqual(line.best, 1)

    def test_an_index_of_100_is_in_the_highest_fifth(self):
        card = self.card(("behavioural", "purchase_count", 0, 1))
        self.full_pass()
        self.assertEqual(self.bands(card.preview, "then"), {"80–100": 3})

    def test_what_cannot_be_used_is_told_while_it_is_edited(self):
        card = self.card(("behavioural", "purchase_count", 0, 4))
        form = Form(card)
        form.behavioural_weight = -1
        self.assertIn("no dimension weighs less", form.preview["error"])
        form.behavioural_weight = 1
        for name, value, message in (
            ("best", 0, "are not the same"),
            ("weight", 0, "weighs more than zero"),
        ):
            with form.line_ids.edit(0) as line:
                before = line[name]
                line[name] = value
            self.assertIn(message, form.preview["error"])
            with form.line_ids.edit(0) as line:
                line[name] = before
        self.assertFalse(form.preview["error"])

    def test_a_common_scorecard_is_not_for_companies_that_have_their_own(self):
        self.full_pass()
        self.card(("behavioural", "purchase_count", 0, 4), company_id=self.company.id)
        common = self.card(("behavioural", "purchase_count", 0, 1))
        self.assertIn("no customers", common.preview["summary"])

    def test_only_managers_may_preview_and_have_everyone_computed(self):
        card = self.card(("behavioural", "purchase_count", 0, 4))
        seller = new_test_user(self.env, "seller", groups="sales_team.group_sale_salesman")
        with self.assertRaises(AccessError):
            card.with_user(seller).read(["preview"])
        with self.assertRaises(AccessError):
            card.with_user(seller).action_compute_everyone()
        self.runs.search([]).unlink()
        self.assertEqual(self.cards.action_compute_everyone()["tag"], "display_notification")
        self.assertEqual(self.runs.search([]).kind, "full")
