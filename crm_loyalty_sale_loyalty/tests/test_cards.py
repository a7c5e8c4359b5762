from datetime import date, timedelta

from odoo.tests import new_test_user

from .common import CardCase


class TestCards(CardCase):
    """Who holds a card of a loyalty programme is a member."""

    def enrol(self, partner, **values):
        return self.cards.create({"program_id": self.program.id, "partner_id": partner.id} | values)

    def test_a_card_makes_a_member_with_the_next_changes(self):
        self.assertEqual(self.profile(self.buyer).member_count, 0)
        self.assertNotEqual(self.profile(self.buyer).formation_id.name, "Member")
        self.created(self.enrol(self.buyer), 60)
        self.changes()
        profile = self.profile(self.buyer)
        self.assertEqual((profile.member_count, str(profile.member_since)), (1, "2026-05-01"))
        self.assertEqual(profile.formation_id, self.stage("formation_member"))

    def test_the_card_of_a_contact_is_the_customers_and_an_archived_one_is_nobodys(self):
        contact = self.customer("Ann", is_company=False, parent_id=self.buyer.id)
        card = self.enrol(contact)
        self.looked_at_later()
        self.assertEqual(self.profile(self.buyer).member_count, 1)
        card.active = False
        self.looked_at_later()
        profile = self.profile(self.buyer)
        self.assertEqual((profile.member_count, profile.member_since), (0, False))

    def test_coupons_and_wallets_make_no_member(self):
        wallet = self._program("Wallet", program_type="ewallet", applies_on="future")
        self.cards.create({"program_id": wallet.id, "partner_id": self.buyer.id})
        self.looked_at_later()
        self.assertEqual(self.profile(self.buyer).member_count, 0)

    def test_a_programme_that_ends_ends_its_memberships(self):
        self.enrol(self.buyer)
        self.program.active = False
        self.looked_at_later()
        self.assertEqual(self.profile(self.buyer).member_count, 0)

    def test_the_card_of_another_companys_programme_does_not_count_here(self):
        other = self.env["res.company"].create({"name": "Other"})
        theirs = self._program("Theirs", company_id=other.id)
        self.cards.create({"program_id": theirs.id, "partner_id": self.buyer.id})
        self.looked_at_later()
        self.assertEqual(self.profile(self.buyer).member_count, 0)
        self.assertFalse(self.profile(self.buyer).card_words)

    def test_a_card_alone_is_no_relationship(self):
        stranger = self.customer("Stranger")
        self.enrol(stranger)
        self.looked_at_later()
        self.assertFalse(self.profile(stranger))

    def test_changes_find_what_a_full_pass_finds(self):
        self.enrol(self.buyer)
        self.changes()
        self.assertFalse(self.drift())

    def test_the_salesperson_reads_the_balance_beside_the_tier(self):
        seller = new_test_user(self.env, "card_seller", groups="sales_team.group_sale_salesman")
        self.buyer.user_id = seller
        self.give()
        self.looked_at_later()
        told = self.profile(self.buyer).with_user(seller).card_words
        self.assertIn("Bonus: 50", told)

    def test_the_cards_cost_one_query_however_many_there_are(self):
        profile, counts = self.profile(self.buyer), []
        for _number in range(3):  # the first time fills the caches of the server
            self.enrol(self.buyer)
            self.env.flush_all()
            profile.invalidate_recordset(["card_words"])
            self.cards.invalidate_model()
            before = self.env.cr.sql_log_count
            profile.mapped("card_words")
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[1:], [1, 1])

    def looked_at_later(self):
        """A full pass on a day when cards that are made now are there."""
        return self.full_pass(date.today() + timedelta(days=1))
