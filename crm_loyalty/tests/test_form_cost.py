from .common_form import MOST, FormCase


class TestFormCost(FormCase):
    """Opening a customer costs the same, however much is known and however long the history."""

    def test_a_customer_of_whom_everything_is_known_takes_no_more_than_that(self):
        rich = self.rich()
        for role, user in self.users.items():
            with self.subTest(role):
                self.assertLessEqual(self.cost(rich, user), MOST)

    def test_everything_is_indeed_known_of_it(self):
        """What is empty costs nothing: the limit would be met by telling nothing."""
        told = self.profile(self.rich()).with_user(self.seller)
        shown = self.specification(self.seller)
        names = "memberships pins next_activity complaints tier_told market_roles rfm_team_id"
        for name in [*names.split(), "history_ids", "country_id", "rfm_segment_id"]:
            with self.subTest(name):
                self.assertIn(name, shown)
                self.assertTrue(told[name])
        self.assertEqual([told.complaint_count, told.idea_count, told.answer_count], [3, 2, 2])
        self.assertTrue(told.tier_told["next"] and told.tier_told["benefits"])
        self.assertTrue(told.referral_bought_count)

    def test_it_takes_as_many_queries_at_many_orders_as_at_few(self):
        few, many = (self.customer(n, user_id=self.seller.id) for n in ("Few", "Many"))
        self.orders(few, 10, 40)
        self.orders(many, *range(1, 200, 2))
        for customer in (few, many):
            self.env["crm.loyalty.response"].create({"partner_id": customer.id})
        self.full_pass()
        costs = [self.cost(customer) for customer in (few, many)]
        self.assertEqual(costs[0], costs[1])
        self.assertLessEqual(costs[1], MOST)
