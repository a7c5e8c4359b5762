from odoo.exceptions import UserError, ValidationError

from .common import TODAY, day
from .common_segment import SegmentCase


class TestSegments(SegmentCase):
    """Customers come into a segment and go out of it by its rule, and the days are kept."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.buyer, cls.other = cls.customer("Buyer"), cls.customer("Other")
        cls.orders(cls.buyer, 60, 5, amount=100)
        cls.orders(cls.other, 45, amount=700)
        cls.recent = cls.segment("Recent", [("recency_days", "<=", 30)])
        cls.big = cls.segment("Big", [("revenue", ">=", 200)])

    def test_three_days_leave_the_comings_and_goings_of_these_days(self):
        self.full_pass(day(50))  # the buyer bought 10 days before, the other not yet
        self.full_pass(day(20))  # 40 and 25 days before
        self.full_pass()  # 5 and 45 days before
        self.assertEqual(
            self.rows(self.recent),
            [
                (self.buyer, day(50), day(20)),
                (self.other, day(20), TODAY),
                (self.buyer, TODAY, False),
            ],
        )
        self.assertEqual(
            self.rows(self.big), [(self.other, day(20), False), (self.buyer, TODAY, False)]
        )

    def test_a_second_pass_writes_nothing(self):
        self.full_pass()
        before = self.members.search([])
        writes = before.mapped("write_date")
        self.full_pass()
        self.assertEqual(self.members.search([]), before)
        self.assertEqual(before.mapped("write_date"), writes)

    def test_a_change_of_one_customer_counts_with_the_next_pass_over_changes(self):
        self.full_pass()
        self.order(self.other, 2)
        self.changes()
        self.assertEqual(self.rows(self.recent, self.other), [(self.other, TODAY, False)])
        self.assertFalse(self.drift())

    def test_a_customer_may_be_in_several_and_is_found_by_each(self):
        self.full_pass()
        profile = self.profile(self.buyer).with_user(self.manager)
        self.assertEqual(profile.segment_ids, self.recent + self.big)
        for domain, expected in [
            ([("segment_ids", "=", self.recent.id)], self.buyer),
            ([("segment_ids", "in", self.big.ids)], self.buyer + self.other),
            ([("segment_ids", "not in", self.recent.ids)], self.other),
            ([("segment_ids", "=", False)], self.buyer.browse()),
            ([("segment_ids", "ilike", "rece")], self.buyer),
            ([("segment_ids.name", "=", "Recent")], self.buyer),
        ]:
            with self.subTest(domain=domain):
                found = self.profiles.with_user(self.manager).search(domain)
                self.assertEqual(found.partner_id & (self.buyer + self.other), expected)

    def test_contacts_can_be_filtered_by_the_segments_of_their_customer(self):
        contact = self.customer("Contact", is_company=False, parent_id=self.buyer.id)
        self.full_pass()
        partners = self.env["res.partner"].with_user(self.manager)
        domain = [("relationship_segment_ids", "in", self.recent.ids)]
        self.assertEqual(partners.search(domain), self.buyer + contact)
        self.assertEqual(
            self.buyer.with_user(self.manager).relationship_segment_ids, self.recent + self.big
        )

    def test_a_rule_may_ask_for_stages(self):
        lost = self.segment("Lost", [("lifecycle_id", "=", self.stage("lifecycle_lost").id)])
        gone = self.customer("Gone")
        self.order(gone, 800)
        self.full_pass()
        self.assertEqual(self.rows(lost), [(gone, TODAY, False)])

    def test_a_rule_that_cannot_be_decided_is_refused(self):
        for rule in ("[('nothing', '=', 1)]", "[('segment_ids', '=', 1)]", "1", "[("):
            with self.subTest(rule=rule), self.assertRaisesRegex(ValidationError, "cannot be used"):
                self.segments.create({"name": "Wrong", "domain": rule})

    def test_an_edited_rule_asks_for_a_full_pass(self):
        self.full_pass()
        self.env.invalidate_all()  # what is stored counts, not what was written
        self.assertFalse(self.recent.is_waiting)
        self.recent.domain = "[('recency_days', '<=', 60)]"
        self.assertTrue(self.recent.is_waiting)
        self.runs.search([("state", "=", "queued")]).unlink()
        self.changes()
        self.assertTrue(self.runs.search([("kind", "=", "full"), ("state", "=", "queued")]))
        self.full_pass()
        self.recent.invalidate_recordset()
        self.assertFalse(self.recent.is_waiting)
        self.assertEqual(self.recent.counted_on, TODAY)
        self.assertEqual(self.recent.member_count, 2)

    def test_a_rule_that_is_edited_and_not_saved_waits_for_nothing(self):
        self.full_pass()
        self.env.invalidate_all()
        edited = self.recent.new({"domain": "[('recency_days', '<=', 60)]"}, origin=self.recent)
        self.assertFalse(edited.is_waiting)

    def test_an_archived_segment_lets_its_customers_go(self):
        self.full_pass(day(20))
        self.big.active = False
        self.full_pass()
        self.assertEqual(self.rows(self.big), [(self.other, day(20), TODAY)])
        with self.assertRaisesRegex(UserError, "Archive it instead"):
            self.big.unlink()

    def test_a_customer_without_facts_goes_out(self):
        self.full_pass(day(20))
        orders = self.env["sale.order"].search([("partner_id", "=", self.other.id)])
        orders.state = "cancel"
        orders.unlink()
        self.full_pass()
        self.assertEqual(self.rows(self.big, self.other), [(self.other, day(20), TODAY)])

    def test_a_segment_of_one_company_takes_in_no_customers_of_another(self):
        elsewhere = self.env["res.company"].create({"name": "Elsewhere"})
        self.env.user.company_ids += elsewhere
        self.order(self.buyer, 3, company_id=elsewhere.id)
        ours = self.segment("Ours", [], company_id=self.company.id)
        self.full_pass()
        held = self.members.search([("segment_id", "=", ours.id)])
        self.assertEqual(held.company_id, self.company)
        self.assertEqual(self.profile(self.buyer, elsewhere).segment_ids, self.recent)

    def test_the_preview_counts_who_comes_and_who_goes(self):
        self.full_pass()
        total = self.profiles.search_count([("company_id", "=", self.company.id)])
        self.recent.domain = "[('recency_days', '>', 30), ('revenue', '>', 0)]"
        told = self.recent.preview
        self.assertEqual(
            [(move["from"], move["to"], move["count"]) for move in told["moves"]],
            [("Not in it", "Recent", 1), ("Recent", "Not in it", 1)],
        )
        self.assertEqual((told["customers"], told["stay"]), (total, total - 2))
        new = self.segments.new({"name": "New", "domain": "[('revenue', '>=', 200)]"})
        self.assertEqual([move["count"] for move in new.preview["moves"]], [2])
        self.assertTrue(self.segments.new({"name": "x", "domain": "["}).preview["error"])

    def test_two_segments_cross_in_the_customers_that_they_share(self):
        self.full_pass()
        crossing = self.env["crm.loyalty.segment.crossing"].with_user(self.manager)
        found = crossing._read_group(
            [], ["segment_id", "other_id"], ["partner_id:count_distinct", "revenue:sum"]
        )
        self.assertEqual(
            {(one, other): (count, revenue) for one, other, count, revenue in found},
            {
                (self.recent, self.recent): (1, 200),
                (self.recent, self.big): (1, 200),
                (self.big, self.recent): (1, 200),
                (self.big, self.big): (2, 900),
            },
        )

    def test_members_can_be_counted_by_the_stage_where_they_are(self):
        self.full_pass()
        found = self.members.with_user(self.manager)._read_group(
            [("segment_id", "=", self.big.id)], ["lifecycle_id"], ["__count"]
        )
        self.assertEqual(found, [(self.stage("lifecycle_exploration"), 2)])
