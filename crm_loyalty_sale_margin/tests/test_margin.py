from odoo.addons.crm_loyalty.tests.common import LoyaltyCase


class TestMargin(LoyaltyCase):
    def test_margin_is_the_net_amount_less_the_cost_on_the_line(self):
        customer = self.customer()
        order = self.order(customer, 10, 100, quantity=2)
        order.order_line.purchase_price = 70
        self.full_pass()
        profile = self.profile(customer)
        self.assertEqual((profile.margin, profile.margin_coverage), (60, 1))

    def test_a_line_without_cost_has_an_unknown_margin(self):
        known, unknown = self.customer("Known"), self.customer("Unknown")
        self.order(known, 10, 300).order_line.purchase_price = 200
        self.order(known, 10, 100).order_line.purchase_price = 0
        self.order(unknown, 10, 100).order_line.purchase_price = 0
        self.full_pass()
        self.assertEqual(
            (self.profile(known).margin, self.profile(known).margin_coverage), (100, 0.75)
        )
        self.assertIs(self.profile(unknown).margin, False)

    def test_a_changed_cost_reaches_the_customer_with_the_next_changes(self):
        customer = self.customer()
        order = self.order(customer, 10, 100)
        order.order_line.purchase_price = 70
        self.full_pass()
        order.order_line.purchase_price = 60
        self.env.flush_all()
        self.changes()
        self.assertEqual(self.profile(customer).margin, 40)
