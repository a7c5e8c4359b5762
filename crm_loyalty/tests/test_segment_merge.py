from .common import TODAY, day
from .common_segment import SegmentCase


class TestSegmentMerge(SegmentCase):
    """Merged contacts: no membership is lost, and none is there twice."""

    def test_the_older_of_two_open_memberships_stays_open(self):
        early, late = self.customer("Early"), self.customer("Late")
        self.orders(early, 60)
        self.orders(late, 25, 3)
        bought = self.segment("Bought", [("purchase_count", ">", 0)])
        twice = self.segment("Once", [("purchase_count", "=", 1)])
        self.full_pass(day(50))
        self.full_pass(day(20))
        self.full_pass(day(1))
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge([early.id, late.id], late)
        self.assertEqual(len(self.rows(bought, late)), 2)
        self.changes()
        self.assertEqual(self.rows(bought, late), [(late, day(50), False), (late, day(20), TODAY)])
        self.assertEqual(self.rows(twice, late), [(late, day(50), TODAY), (late, day(20), day(1))])
        self.assertEqual(self.profile(late).segment_ids, bought)
        self.assertFalse(self.drift())

    def test_a_deleted_contact_takes_its_memberships_along(self):
        gone = self.customer("Gone")
        self.env["crm.lead"].create({"name": "Lead", "partner_id": gone.id})
        known = self.segment("Known", [("lead_count", ">", 0)])
        self.full_pass(None)  # a lead counts from when it is made
        self.assertTrue(self.rows(known, gone))
        gone.unlink()
        self.assertFalse(self.members.search([("segment_id", "=", known.id)]))
