from odoo.tests import Form, freeze_time

from odoo.addons.crm_loyalty.tests.common import day

from .common import PromiseCase


class TestAsk(PromiseCase):
    """Customers are asked so many days after the first delivery of their order."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.loyalty_ask_questionnaire_id = cls.env.ref("crm_loyalty.questionnaire_purchase")
        cls.company.loyalty_ask_days = 14
        cls.invites = cls.env["crm.loyalty.invite"]
        cls.buyer = cls.customer("Buyer", email="buyer@example.com")

    def arrived(self, order, ago, quantity=10):
        """Deliver so much of an order on a day."""
        before = order.picking_ids.filtered(lambda picking: picking.state == "done")
        self.deliver(order, ago, quantity)
        done = order.picking_ids.filtered(lambda picking: picking.state == "done") - before
        done.date_done = f"{day(ago)} 12:00:00"

    def due(self, ago=0):
        """The orders that customers are asked about on a day."""
        before = self.invites.search([])
        with freeze_time(f"{day(ago)} 13:00:00"):
            self.invites._ask_after_orders(self.company)
        return (self.invites.search([]) - before).order_id

    def test_who_waits_for_a_delivery_is_not_asked(self):
        self.sold(self.buyer, 14, 5)
        self.assertFalse(self.due())

    def test_the_days_are_counted_from_the_delivery(self):
        order = self.sold(self.buyer, 40, 5)
        self.arrived(order, 14)
        self.assertFalse(self.due(1))
        self.assertEqual(self.due(), order)

    def test_of_a_delivery_in_parts_the_first_one_counts_and_nobody_is_asked_twice(self):
        order = self.sold(self.buyer, 40, 5)
        self.arrived(order, 20, 4)
        self.assertEqual(self.due(6), order)
        self.arrived(order, 14, 6)
        self.assertFalse(self.due())

    def test_where_nothing_is_delivered_the_confirmation_counts(self):
        self.product.type = "service"
        order = self.sold(self.buyer, 14, 0)
        self.assertFalse(order.picking_ids)
        self.assertEqual(self.due(), order)

    def test_the_settings_say_so(self):
        settings = self.env["res.config.settings"]
        self.assertIn("Days after the Delivery", settings.get_view()["arch"])
        form = Form(settings)
        form.loyalty_ask_days = 3
        form.save().execute()
        self.assertEqual(self.company.loyalty_ask_days, 3)
