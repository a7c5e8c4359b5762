from random import Random

from odoo.fields import Command

from .common import CardCase

SEEDS = 5


class TestRefunds(CardCase):
    """A credit note takes back its share of the points that the order gave, once."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.benefit.active = False
        cls.product.invoice_policy = "order"

    def sold(self, quantity=4, price=100):
        """A confirmed and invoiced order: as many points as money."""
        line = {"product_id": self.product.id, "product_uom_qty": quantity, "price_unit": price}
        line = Command.create(line | {"tax_ids": False})
        order = self.env["sale.order"].create({"partner_id": self.buyer.id, "order_line": [line]})
        order.action_confirm()
        self.invoice = order._create_invoices()
        self.invoice.action_post()
        return order

    def refund(self, quantity=None):
        """Give money back for so many, posted."""
        refund = self.invoice._reverse_moves([{"invoice_date": self.invoice.invoice_date}])
        if quantity:
            refund.invoice_line_ids.quantity = quantity
        refund.action_post()
        return refund

    def test_the_order_gives_points_and_a_full_refund_takes_them_back(self):
        self.sold()
        self.assertEqual(self.card().points, 400)
        self.refund()
        self.assertEqual(self.card().points, 0)
        self.assertAddsUp(self.card())

    def test_a_part_takes_its_part_and_several_no_more_than_was_given(self):
        self.sold()
        self.refund(1)
        self.assertEqual(self.card().points, 300)
        self.refund(3)
        self.refund(4)
        self.assertEqual(self.card().points, 0)
        self.assertAddsUp(self.card())

    def test_a_credit_note_that_is_posted_again_takes_once(self):
        self.sold()
        refund = self.refund(1)
        refund.button_draft()
        self.assertEqual(self.card().points, 400)
        refund.action_post()
        refund._take_points_back()
        self.assertEqual(self.card().points, 300)
        self.assertAddsUp(self.card())

    def test_what_was_spent_is_told_and_the_balance_is_not_below_zero(self):
        self.sold()
        card = self.card()
        card._add_points(-350, "Spent")
        self.refund()
        self.assertEqual(card.points, 0)
        self.assertIn("400.00 points were due", card.history_ids.sorted("id")[-1].description)
        self.assertAddsUp(card)

    def test_points_of_other_orders_stay(self):
        self.sold()
        self.sold(1)
        self.refund()
        self.assertEqual(self.card().points, 400)

    def test_a_cancelled_order_takes_its_points_once_also_after_a_refund(self):
        order = self.sold()
        card = self.card()
        card._add_points(10, "Gift")
        self.refund(1)
        order._action_cancel()
        self.assertEqual(card.points, 10)
        self.assertAddsUp(card)

    def test_an_order_that_is_cancelled_and_confirmed_in_turn_gives_once(self):
        order = self.sold()
        for _time in range(3):
            order._action_cancel()
            self.assertEqual(self.card().points, 0)
            order.action_draft()
            order.action_confirm()
            self.assertEqual(self.card().points, 400)
        self.assertAddsUp(self.card())

    def test_whatever_is_sold_refunded_spent_and_cancelled_the_ledger_adds_up(self):
        for seed in range(SEEDS):
            with self.subTest(seed=seed):
                self.cards.search([("partner_id", "=", self.buyer.id)]).active = False
                self.something_happens(Random(seed))
                self.assertAddsUp(self.card())

    def something_happens(self, random):
        orders, refunds = [self.sold()], []
        for _step in range(8):
            what = random.choice(("sell", "refund", "refund", "correct", "cancel", "spend", "gift"))
            card = self.card()
            if what == "sell":
                orders.append(self.sold(random.randint(1, 4), random.randint(1, 99)))
            elif what == "refund":
                refunds.append(self.refund(random.randint(1, 4)))
            elif what == "correct" and refunds:
                refund = random.choice(refunds)
                refund.button_draft()
                refund.action_post()
            elif what == "cancel" and card.points >= max(o.amount_untaxed for o in orders):
                random.choice(orders)._action_cancel()
            elif what == "spend":
                card._add_points(-random.randint(0, int(card.points)), "Spent")
            elif what == "gift":
                card._add_points(random.randint(1, 50), "Gift")
