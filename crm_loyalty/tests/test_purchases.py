from .common import LoyaltyCase, day


class TestPurchases(LoyaltyCase):
    def test_purchases_of_contacts_count_for_their_company(self):
        company = self.customer()
        contact = self.customer("Contact", is_company=False, parent_id=company.id)
        self.order(company, 10, 100)
        self.order(contact, 5, 50)
        self.full_pass()
        profile = self.profile(company)
        self.assertEqual((profile.purchase_count, profile.revenue), (2, 150))
        self.assertEqual(profile.last_purchase_date, day(5))
        self.assertFalse(self.profile(contact))

    def test_unknown_is_unknown_and_not_zero(self):
        customer = self.customer()
        self.order(customer, 5)
        self.full_pass()
        profile = self.profile(customer)
        self.assertIs(profile.interval_median, False)
        self.assertIs(profile.recency_ratio, False)
        self.assertNotIn(customer, self.profiles.search([("recency_ratio", "<", 9)]).partner_id)

    def test_a_second_pass_writes_nothing(self):
        customer = self.customer()
        self.orders(customer, 40, 30, 10)
        self.full_pass()
        again = self.full_pass()
        self.assertEqual((again.created, again.updated, again.removed, again.moved), (0, 0, 0, 0))

    def test_rhythm_is_the_median_gap_between_purchase_days(self):
        customer = self.customer()
        self.orders(customer, 100, 70, 70, 60)
        self.full_pass()
        profile = self.profile(customer)
        self.assertEqual(profile.interval_median, 20)
        self.assertEqual(profile.interval_mean, 20)
        self.assertEqual(profile.recency_ratio, 3)
        self.assertEqual(profile.expected_next_date, day(40))
