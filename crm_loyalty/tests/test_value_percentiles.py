from .common import LoyaltyCase


class TestPercentiles(LoyaltyCase):
    """Where a customer stands among all: 20 of them, who bought for 100, 200, … 2,000."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.buyers = [cls.customer(f"Buyer {number}") for number in range(1, 21)]
        for number, buyer in enumerate(cls.buyers, 1):
            cls.order(buyer, 10, 100.0 * number)
        cls.full_pass()  # limits are those of the evening before
        cls.full_pass()

    def percentile(self, number):
        return self.profile(self.buyers[number - 1]).value_percentile

    def test_share_of_the_customers_below(self):
        self.assertEqual([self.percentile(number) for number in (1, 2, 11, 20)], [0, 5, 50, 95])

    def test_share_of_the_value_above(self):
        """21,000 in all. Above 1,900 are 2,000: 9.5 %; above 1,400 are 10,500: half; above 100 all
        but 100.
        """
        found = [self.profile(self.buyers[number - 1]).value_above for number in (20, 19, 14, 1)]
        self.assertEqual(found, [0, 9, 50, 99])

    def test_equal_customers_are_nobody_above_the_others(self):
        for buyer in self.buyers:
            self.order(buyer, 9, 5000.0 - buyer.sale_order_ids.amount_untaxed)
        self.full_pass()
        self.full_pass()
        self.assertEqual({self.percentile(number) for number in range(1, 21)}, {0})

    def test_a_small_move_is_none(self):
        """1,250: above twelve of the evening before, of whom it was one itself."""
        self.company.loyalty_steady = 10
        self.order(self.buyers[10], 8, 150.0)
        self.full_pass()
        self.full_pass()
        self.assertEqual(self.percentile(11), 50)
        self.assertEqual(self.profile(self.buyers[10]).matrix_id, self.stage("matrix_low_low"))

    def test_a_large_move_is_one(self):
        """1,850: above 18 of the evening before; 17 of today's are no reason to move again."""
        self.company.loyalty_steady = 10
        self.order(self.buyers[10], 8, 750.0)
        self.full_pass()
        self.full_pass()
        self.assertEqual(self.percentile(11), 90)
        self.assertEqual(self.profile(self.buyers[10]).pyramid_id, self.stage("pyramid_core"))

    def test_changes_are_ranked_by_the_same_limits(self):
        self.order(self.buyers[0], 8, 1750.0)
        self.changes()
        self.assertEqual(self.percentile(1), 90)
        self.assertFalse(self.drift())

    def test_nobody_is_ranked_who_did_not_buy(self):
        prospect = self.customer("Prospect")
        self.order(prospect, 3, state="draft")
        self.full_pass()
        self.assertIs(self.profile(prospect).value_percentile, False)
        self.assertFalse(self.profile(prospect).matrix_id)

    def test_growth_potential(self):
        """Everybody buys from one category, so there is no gap; 30 % of 1,000 may come."""
        lead = self.env["crm.lead"].create(
            {
                "name": "More",
                "partner_id": self.buyers[0].id,
                "expected_revenue": 1000,
                "probability": 30,
                "type": "opportunity",
            }
        )
        self.created(lead, 2)
        self.full_pass()
        profile = self.profile(self.buyers[0])
        self.assertEqual((profile.cross_potential, profile.growth_potential), (0, 300))
