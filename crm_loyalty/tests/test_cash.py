from .common import TODAY, day
from .common_invoicing import InvoicingCase


class TestCash(InvoicingCase):
    """What customers paid, less what they cost: cash in against cost."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.write({"loyalty_margin_rate": 0.4, "loyalty_upkeep_amount": 0})
        cls.tax = cls.env["account.tax"].create({"name": "Tax", "amount": 20})

    def bought(self, partner, amount=100, ago=20):
        """An order of which 100 net are 120 with tax, invoiced on the day."""
        order = self.order(partner, ago, amount, state="draft")
        order.order_line.tax_ids = self.tax
        order.action_confirm()
        order.date_order = f"{day(ago)} 12:00:00"
        return self.invoice(order, ago)

    def pay(self, partner, amount, ago=10, kind="inbound"):
        payment = self.env["account.payment"].create(
            {
                "partner_id": partner.id,
                "partner_type": "customer",
                "payment_type": kind,
                "amount": amount,
                "date": day(ago),
            }
        )
        payment.action_post()
        return payment

    def computed(self, partner):
        self.full_pass()
        return self.profile(partner)

    def test_what_was_paid_counts_without_its_tax(self):
        customer = self.customer()
        self.bought(customer)
        self.pay(customer, 60)
        profile = self.computed(customer)
        self.assertEqual((profile.paid_fy, profile.paid_last_fy), (50, 0))
        # Of 100 sold 60 is cost: 50 came in, 60 went out.
        self.assertEqual(profile.cash_fy, -10)

    def test_what_was_paid_back_is_taken_off(self):
        customer = self.customer()
        self.bought(customer)
        self.pay(customer, 120)
        self.pay(customer, 12, 5, "outbound")
        self.assertEqual(self.computed(customer).paid_fy, 90)

    def test_last_fiscal_year_is_another_year(self):
        customer = self.customer()
        self.bought(customer, ago=400)
        self.pay(customer, 120, 390)
        profile = self.computed(customer)
        self.assertEqual((profile.paid_fy, profile.paid_last_fy), (0, 100))
        self.assertEqual((profile.cash_fy, profile.cash_last_fy), (0, 40))

    def test_without_a_payment_it_is_unknown_what_was_paid(self):
        customer = self.customer()
        self.bought(customer)
        self.pay(self.customer("Other"), 60)
        profile = self.computed(customer)
        self.assertIs(profile.paid_fy, False)
        self.assertIs(profile.cash_fy, False)

    def test_who_was_never_invoiced_paid_an_unknown_part_of_tax(self):
        customer = self.customer()
        self.order(customer, 20)
        self.pay(customer, 60)
        self.assertIs(self.computed(customer).paid_fy, False)

    def test_a_draft_and_a_later_payment_do_not_count_and_a_contact_pays_for_its_company(self):
        customer = self.customer()
        contact = self.customer("Contact", is_company=False, parent_id=customer.id)
        self.bought(customer)
        self.pay(contact, 60)
        self.pay(customer, 30).action_draft()
        self.pay(customer, 30, -1)
        self.assertEqual(self.computed(customer).paid_fy, 50)

    def test_a_payment_makes_its_customer_stale(self):
        customer = self.customer()
        self.bought(customer)
        self.full_pass(TODAY)
        self.pay(customer, 60)
        self.changes()
        self.assertEqual(self.profile(customer).paid_fy, 50)
