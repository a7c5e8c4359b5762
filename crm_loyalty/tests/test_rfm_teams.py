from odoo.fields import Command

from ..engine import calibration
from .common import LoyaltyCase
from .test_rfm_classes import BUYERS

FIFTHS = [5, 5, 4, 4, 3, 3, 2, 2, 1, 1]
AMOUNTS = [1, 1, 2, 3, 3, 4, 5, 5, 4, 2]  # worked out by hand in ``test_rfm_classes``


class TestRfmTeams(LoyaltyCase):
    """A company may compare each customer with those of the same sales team."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.retail, cls.wholesale = cls.seller("Retail"), cls.seller("Wholesale")
        cls.small = cls.bought(cls.retail, 1)
        cls.large = cls.bought(cls.wholesale, 100)
        cls.company.loyalty_rfm_method = "team"

    def setUp(self):
        super().setUp()
        self.patch(calibration, "SMALLEST_BASE", 10)

    @classmethod
    def seller(cls, name):
        """A salesperson in a sales team of that name."""
        group = cls.env.ref("sales_team.group_sale_salesman")
        user = cls.env["res.users"].create(
            {"name": name, "login": name, "group_ids": [Command.link(group.id)]}
        )
        members = [Command.create({"user_id": user.id})]
        cls.env["crm.team"].create({"name": name, "crm_team_member_ids": members})
        return user

    @classmethod
    def bought(cls, seller, times):
        """Ten customers of a salesperson, who buy in ten ways for so many times as much."""
        partners = [cls.customer(f"{seller.name} {n}", user_id=seller.id) for n in range(10)]
        for partner, (agos, amount) in zip(partners, BUYERS, strict=True):
            cls.orders(partner, *agos, amount=times * amount)
        return partners

    def scored(self, partners):
        profiles = [self.profile(partner) for partner in partners]
        return [
            [profile[f"{name}_score"] for profile in profiles]
            for name in ("recency", "frequency", "monetary")
        ]

    def test_customers_are_compared_within_the_team_of_their_salesperson(self):
        self.full_pass()
        for partners, seller in ((self.small, self.retail), (self.large, self.wholesale)):
            self.assertEqual(self.scored(partners), [FIFTHS, FIFTHS, AMOUNTS])
            self.assertEqual(self.profile(partners[0]).rfm_team_id, seller.sale_team_id)
            self.assertEqual(self.profile(partners[0]).base_size, 20)

    def test_a_company_that_compares_all_of_its_customers_asks_for_no_team(self):
        self.company.loyalty_rfm_method = "quantile"
        self.full_pass()
        # Four of 20 in each class: 100, 360, 720, 1000; 1120, 1500, 1620, 1800; 1920, 1960 and two
        # of wholesale, which begins at 10,000.
        self.assertEqual(self.scored(self.small)[2], [1, 1, 1, 2, 2, 2, 3, 3, 2, 1])
        self.assertFalse(self.profile(self.small[0]).rfm_team_id)

    def test_a_team_with_few_customers_is_compared_with_the_whole_company(self):
        self.company.loyalty_rfm_method = "quantile"
        self.full_pass()
        among_all = self.scored(self.large)
        self.company.loyalty_rfm_method = "team"
        self.small[0].user_id = self.wholesale  # eleven and nine
        self.patch(calibration, "SMALLEST_BASE", 12)
        self.full_pass()
        self.assertEqual(self.scored(self.large), among_all)
        self.assertFalse(self.profile(self.large[0]).rfm_team_id)

    def test_who_looks_after_the_customer_says_the_team_whoever_that_is(self):
        """The contact's salesperson, else who sold last: the team needs no salesperson noted."""
        self.large[0].user_id = False
        for order in self.env["sale.order"].search([("partner_id", "=", self.large[0].id)]):
            order.user_id = self.wholesale
        self.full_pass()
        self.assertEqual(self.profile(self.large[0]).rfm_team_id, self.wholesale.sale_team_id)
        self.assertEqual(self.scored(self.large), [FIFTHS, FIFTHS, AMOUNTS])

    def test_between_two_passes_the_limits_of_a_team_stand_still(self):
        self.full_pass()
        self.order(self.small[0], 1, 1000)  # from 100 to 1100: beyond the second fifth, 1000
        self.changes()
        self.assertEqual(self.profile(self.small[0]).monetary_score, 3)

    def test_a_salesperson_who_changes_the_team_has_everyone_compared_anew(self):
        self.full_pass()
        self.wholesale.sale_team_id.crm_team_member_ids.unlink()
        self.retail.sale_team_id.crm_team_member_ids = [
            Command.create({"user_id": self.wholesale.id})
        ]
        self.env.flush_all()
        self.assertTrue(self.env["crm.loyalty.dirty"].search([("partner_id", "=", False)]))
