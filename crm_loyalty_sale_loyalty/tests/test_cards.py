from odoo.tests import new_test_user

from .common import CardCase


class TestCards(CardCase):
    """Who holds a card of a loyalty programme is a member."""

    def enrol(self, partner, **values):
        return self.cards.create({"program_id": self.program.id, "partner_id": partner.id} | values)

    def test_a_card_makes_a_member_with_the_next_changes(self):
        self.assertEqual(self.profile(self.buyer).member_count, 0)
        self.assertNotEqual(self.profile(self.buyer).formation_id.name, "Member")
        card = self.enrol(self.buyer)
        self.env.cr.execute(
            "UPDATE loyalty_card SET create_date = '2026-05-01' WHERE id = %s", [card.id]
        )
        self.changes()
        profile = self.profile(self.buyer)
        self.assertEqual((profile.member_count, str(profile.member_since)), (1, "2026-05-01"))
        self.assertEqual(profile.formation_id, self.stage("formation_member"))
