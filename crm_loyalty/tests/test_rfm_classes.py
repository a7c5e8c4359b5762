import doctest

from odoo.exceptions import ValidationError
from odoo.tests import Form

from ..engine.settings import RFM_LIMITS
from ..models import res_company_rfm
from .common import LoyaltyCase

# Ten ways to buy: (days ago of each purchase, amount of each). The scores of this base are worked
# out by hand: with ten classes the n-th smallest value has score n.
BUYERS = [([100 * n - m for m in range(11 - n)], 10 * n * n) for n in range(1, 11)]


class TestRfmClasses(LoyaltyCase):
    """A company has two to ten RFM classes, by quantiles or by limits of its own."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Twice each: 20 customers are enough to be compared with each other.
        cls.buyers = [cls.customer(f"{n}") for n in range(20)]
        for number, partner in enumerate(cls.buyers):
            agos, amount = BUYERS[number // 2]
            cls.orders(partner, *agos, amount=amount)

    def scored(self, classes, **values):
        self.company.write({"loyalty_rfm_classes": classes} | values)
        self.full_pass()
        profiles = [self.profile(partner) for partner in self.buyers]
        self.assertEqual(
            [(p.recency_score, p.frequency_score, p.monetary_score) for p in profiles[::2]],
            [(p.recency_score, p.frequency_score, p.monetary_score) for p in profiles[1::2]],
        )
        return profiles[::2]

    def test_two_classes_halve_the_base(self):
        found = self.scored(2)
        self.assertEqual([p.recency_score for p in found], [2] * 5 + [1] * 5)
        self.assertEqual([p.frequency_score for p in found], [2] * 5 + [1] * 5)
        # 10 x 10, 9 x 40, 8 x 90, 7 x 160, 6 x 250, 5 x 360, 4 x 490, 3 x 640, 2 x 810, 1 x 1000
        # = 100, 360, 720, 1120, 1500, 1800, 1960, 1920, 1620, 1000: the fifth of them is 1120.
        self.assertEqual([p.monetary_score for p in found], [1, 1, 1, 1, 2, 2, 2, 2, 2, 1])
        self.assertEqual([p.rfm for p in found][:5], [221, 221, 221, 221, 222])
        self.assertEqual([p.recency_rank for p in found], [1] * 5 + [0] * 5)

    def test_five_classes_are_fifths(self):
        found = self.scored(5)
        self.assertEqual([p.recency_score for p in found], [5, 5, 4, 4, 3, 3, 2, 2, 1, 1])
        self.assertEqual([p.frequency_score for p in found], [5, 5, 4, 4, 3, 3, 2, 2, 1, 1])
        self.assertEqual([p.monetary_score for p in found], [1, 1, 2, 3, 3, 4, 5, 5, 4, 2])
        self.assertEqual(found[6].rfm, 225)
        self.assertEqual([found[n].recency_rank for n in (0, 2, 4, 6, 8)], [1, 0.75, 0.5, 0.25, 0])

    def test_ten_classes_take_two_digits_each(self):
        found = self.scored(10)
        self.assertEqual([p.recency_score for p in found], [10, 9, 8, 7, 6, 5, 4, 3, 2, 1])
        self.assertEqual([p.frequency_score for p in found], [10, 9, 8, 7, 6, 5, 4, 3, 2, 1])
        self.assertEqual([p.monetary_score for p in found], [1, 2, 3, 5, 6, 8, 10, 9, 7, 4])
        self.assertEqual([found[n].rfm for n in (0, 6, 9)], [101001, 40410, 10104])

    def test_fixed_limits_hold_also_where_there_are_enough_to_compare(self):
        found = self.scored(
            3,
            loyalty_rfm_method="fixed",
            loyalty_recency_limits="200, 900",
            loyalty_frequency_limits="1, 5",
            loyalty_monetary_limits="100, 1900",
        )
        # The last purchase of the n-th was 100 n - (10 - n) days ago: 91, 192, 293, ..., 1000.
        self.assertEqual([p.recency_score for p in found], [3, 3, 2, 2, 2, 2, 2, 2, 2, 1])
        self.assertEqual([p.frequency_score for p in found], [3] * 5 + [2] * 4 + [1])
        self.assertEqual([p.monetary_score for p in found], [1, 2, 2, 2, 2, 2, 3, 3, 2, 2])

    def test_classes_stand_still_until_the_next_full_pass(self):
        self.scored(5)
        self.company.loyalty_rfm_classes = 10
        self.order(self.buyers[0], 1, 5000)
        self.changes()
        self.assertEqual(self.profile(self.buyers[0]).rfm, 555)
        self.full_pass()
        self.assertEqual(self.profile(self.buyers[0]).rfm, 101010)

    def test_another_number_of_classes_brings_limits_of_its_own(self):
        for classes in range(2, 11):
            self.company.loyalty_rfm_classes = classes
            limits = self.company._loyalty_rfm()
            for name in RFM_LIMITS:
                self.assertEqual(len(limits[name]), classes - 1)
        self.company.loyalty_rfm_classes = 5
        self.assertEqual(self.company.loyalty_recency_limits, "30, 90, 180, 365")
        self.assertEqual(self.company.loyalty_frequency_limits, "1, 2, 4, 9")
        self.assertEqual(self.company.loyalty_monetary_limits, "100, 500, 2000, 10000")

    def test_limits_that_are_not_as_many_as_needed_are_refused_with_their_number(self):
        message = "with 3 classes 2, such as 60, 270"
        for limits in ("", "1", "1, 2, 3", "2, 1", "1, 1", "a, b", "nan, 2", "1, inf"):
            with self.subTest(limits=limits), self.assertRaisesRegex(ValidationError, message):
                self.company.write({"loyalty_rfm_classes": 3, "loyalty_recency_limits": limits})
        for classes in (-1, 0, 1, 11):
            with self.assertRaisesRegex(ValidationError, "between 2 and 10"):
                self.company.loyalty_rfm_classes = classes

    def test_the_settings_show_the_limits_of_another_number_of_classes(self):
        form = Form(self.env["res.config.settings"])
        form.loyalty_rfm_classes = 4
        self.assertEqual(form.loyalty_frequency_limits, "1, 2, 4")
        form.loyalty_recency_limits = "10, 20, 30"
        form.save().execute()
        self.assertEqual(self.company.loyalty_recency_limits, "10, 20, 30")
        self.assertEqual(self.company.loyalty_monetary_limits, "100, 1000, 10000")
        again = Form(self.env["res.config.settings"])
        again.loyalty_rfm_method = "fixed"
        again.save().execute()
        self.assertEqual(self.company.loyalty_recency_limits, "10, 20, 30")

    def test_the_examples_in_the_code_are_true(self):
        self.assertEqual(doctest.testmod(res_company_rfm)[0], 0)
