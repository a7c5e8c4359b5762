from odoo.tests import tagged

from odoo.addons.crm_loyalty.tests.common_erasure import SECRETS, ErasureCase


@tagged("post_install", "-at_install")
class TestErasure(ErasureCase):
    """Who asks to be forgotten leaves stars behind, and neither words nor name."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.hers = cls.rated(cls.contact, " ".join(SECRETS))
        cls.theirs = cls.rated(cls.other, "Fine")

    @classmethod
    def rated(cls, partner, said):
        """A rating of an order by its customer, as the page of a rating's link leaves it."""
        order = cls.env["sale.order"].search(
            [("partner_id", "=", partner.commercial_partner_id.id)], limit=1
        )
        rating = cls.env["rating.rating"].create(
            {
                "res_model_id": cls.env["ir.model"]._get_id("sale.order"),
                "res_id": order.id,
                "partner_id": partner.id,
            }
        )
        order.rating_apply(2, rating=rating, feedback=said)
        return rating

    def test_nothing_is_found_by_name_mail_or_text(self):
        for table in ("rating_rating", "mail_message"):
            self.assertTrue(any(table in self.anywhere(text) for text in SECRETS), table)
        self.erase()
        self.changes()
        for text in SECRETS:
            self.assertFalse(self.anywhere(text), text)

    def test_the_stars_stay_and_become_no_response_again(self):
        self.erase()
        self.assertEqual((self.hers.rating, self.hers.partner_id.id), (2, False))
        responses = self.env["crm.loyalty.response"].search([("channel", "=", "rating")])
        self.assertEqual(responses.partner_id, self.other)

    def test_others_keep_what_they_said(self):
        self.erase()
        self.assertEqual((self.theirs.partner_id, self.theirs.feedback), (self.other, "Fine"))

    def test_it_is_noted_how_many_they_were(self):
        self.erase()
        entry = self.env["crm.loyalty.erasure"].search([], limit=1)
        self.assertEqual(entry.counts["rating.rating"], 1)
