from .common import LoyaltyCase, day


class TestHistory(LoyaltyCase):
    """Every change of a stage is written down once, with the figures that made the rule fire."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.buyer = cls.customer()
        cls.orders(cls.buyer, 400, 390)
        cls.full_pass(day(380))

    def moves(self, reading="status", partner=None):
        """The moves of a customer, oldest first, as (from, to)."""
        rows = self.rows(reading, partner)
        return [(row.from_id.name or None, row.to_id.name or None) for row in rows]

    def rows(self, reading="status", partner=None):
        domain = [("partner_id", "=", (partner or self.buyer).id), ("reading", "=", reading)]
        return self.env["crm.loyalty.history"].search(domain, order="id")

    def test_the_first_pass_finds_customers_and_moves_none(self):
        self.assertTrue(self.profile(self.buyer).status_id)
        self.assertFalse(self.env["crm.loyalty.history"].search([]))

    def test_a_change_is_written_once_with_its_day_and_figures(self):
        run = self.full_pass()
        self.full_pass()
        self.changes()
        [move] = self.rows()
        self.assertEqual((move.from_id.name, move.to_id.name), ("Current", "Lost"))
        self.assertEqual((move.day, move.run_id, move.pinned), (day(0), run, False))
        self.assertEqual(
            move.figures, {"purchase_count": 2, "recency_days": 390, "recency_ratio": 39.0}
        )
        self.assertEqual(run.moved, len(self.env["crm.loyalty.history"].search([])))

    def test_who_comes_back_moves_backwards(self):
        self.full_pass(day(100))
        self.order(self.buyer, 50)
        self.full_pass(day(50))
        self.assertEqual(self.moves(), [("Current", "Lost"), ("Lost", "Current")])
        self.assertEqual(
            self.moves("life_curve"), [(None, "Aborted Early"), ("Aborted Early", None)]
        )
        back = self.rows("life_curve")[-1]
        self.assertFalse(back.figures)

    def test_a_cancelled_order_moves_its_customer_down_again(self):
        self.full_pass(day(380))
        third = self.order(self.buyer, 380)
        self.changes(day(380))
        third.state = "cancel"
        self.changes(day(380))
        self.assertEqual(
            self.moves("formation"), [("Repeat Buyer", "Client"), ("Client", "Repeat Buyer")]
        )

    def test_a_customer_that_comes_later_gets_an_opening_row(self):
        newcomer = self.customer("Newcomer")
        self.order(newcomer, 380)
        self.changes(day(380))
        self.assertEqual(self.moves(partner=newcomer), [(None, "Current")])
        self.assertEqual(self.moves("life_curve", newcomer), [])

    def test_a_move_keeps_the_salesperson_of_its_time(self):
        seller, heir = (
            self.env["res.users"].create({"name": name, "login": name}) for name in ("a", "b")
        )
        self.buyer.user_id = seller
        self.full_pass(day(100))
        self.buyer.user_id = heir
        self.order(self.buyer, 50)
        self.full_pass(day(50))
        self.assertEqual(self.rows().mapped("user_id.name"), ["a", "b"])

    def test_passes_without_a_change_write_nothing(self):
        self.full_pass()
        count = self.env["crm.loyalty.history"].search_count([])
        for _again in range(3):
            run = self.full_pass()
            self.assertEqual((run.created, run.updated, run.removed, run.moved), (0, 0, 0, 0))
        self.assertEqual(self.env["crm.loyalty.history"].search_count([]), count)
