from odoo.exceptions import AccessError
from odoo.tests import new_test_user

from .common import TODAY
from .common_totals import TotalsCase


class TestGrowthBoard(TotalsCase):
    """What a manager opens on Monday: the last month that is over against the year before."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.kept, cls.left, cls.new = map(cls.customer, ("Kept", "Left", "New"))
        for partner, on, amount in (
            (cls.kept, "2025-05-10", 100),
            (cls.left, "2025-05-20", 100),
            (cls.kept, "2026-03-10", 150),
            (cls.new, "2026-05-10", 40),
        ):
            cls.bought(partner, on, amount)
        cls.full_pass(TODAY)
        cls.totals()
        cls.manager = cls.user("boss", "crm_loyalty.group_loyalty_manager")

    @classmethod
    def user(cls, login, group):
        values = {"company_id": cls.company.id, "company_ids": [(6, 0, cls.company.ids)]}
        return new_test_user(cls.env, login, f"base.group_user,{group}", **values)

    def board(self, user=None):
        months = self.env["crm.loyalty.growth"].with_user(user or self.manager)
        return months.with_company(self.company).board()

    def figure(self, name):
        return next(
            f for part in self.board()["columns"].values() for f in part if f["name"] == name
        )

    def behind(self, action):
        profiles = self.profiles.with_user(self.manager).with_context(**action["context"])
        return profiles.search(action["domain"]).partner_id

    def test_each_figure_stands_beside_that_of_a_year_before(self):
        self.assertEqual(self.board()["month"], "2026-05-01")
        found = {
            name: (self.figure(name)["value"], self.figure(name)["before"])
            for name in (
                *("new_count", "acquisition_rate", "active_count"),
                *("gone_count", "retention", "revenue"),
            )
        }
        self.assertEqual(
            found,
            {
                "new_count": (1, 2),
                "acquisition_rate": (0.5, False),
                "active_count": (2, 2),
                "gone_count": (1, False),
                "retention": (0.5, False),
                "revenue": (40, 200),
            },
        )

    def test_what_adds_up_is_shown_over_twelve_months_too(self):
        self.assertEqual(
            (self.figure("revenue")["year"], self.figure("new_count")["year"]), (190, 1)
        )
        self.assertIs(self.figure("revenue")["year_before"], False)  # of 13 months known
        self.assertNotIn("year", self.figure("active_count"))

    def test_a_curve_has_a_value_for_every_month(self):
        self.assertEqual(self.figure("active_count")["series"], [2] * 12 + [2])
        self.assertEqual(self.figure("revenue")["series"], [200] + [0] * 9 + [150, 0, 40])

    def test_a_click_leads_to_the_customers_behind_the_figure(self):
        behind = {
            name: self.behind(self.figure(name)["action"])
            for name in ("new_count", "acquisition_rate", "active_count", "gone_count", "retention")
        }
        self.assertEqual(
            behind,
            {
                "new_count": self.new,
                "acquisition_rate": self.new,
                "active_count": self.kept | self.new,
                "gone_count": self.left,
                "retention": self.left,
            },
        )

    def test_who_bought_last_fiscal_year_but_not_this_is_counted_and_listed(self):
        lapsed = self.board()["lapsed"]
        self.assertEqual((lapsed["count"], self.behind(lapsed["action"])), (1, self.left))

    def test_what_is_returned_this_fiscal_year_was_not_bought_in_it(self):
        self.bought(self.left, "2026-06-01", -30)
        even = self.customer("Even")
        self.bought(even, "2026-04-01", 50)
        self.bought(even, "2026-04-02", -50)
        self.full_pass(TODAY)
        self.assertEqual(self.behind(self.board()["lapsed"]["action"]), self.left)

    def test_before_the_first_full_pass_nobody_is_said_to_be_gone(self):
        self.runs.search([]).unlink()
        self.assertEqual(self.board()["lapsed"]["count"], 0)

    def test_the_fiscal_year_is_the_company_s_own(self):
        self.company.write({"fiscalyear_last_month": "4", "fiscalyear_last_day": 30})
        self.full_pass(TODAY)
        self.assertEqual(self.behind(self.board()["lapsed"]["action"]), self.kept | self.left)

    def test_a_company_without_totals_has_an_empty_board(self):
        self.env["crm.loyalty.growth"].search([]).unlink()
        board = self.board()
        self.assertEqual(
            (board["month"], board["columns"]), (False, {"more": [], "longer": [], "deeper": []})
        )

    def test_who_sees_only_his_own_documents_sees_no_totals(self):
        own = self.user("own", "sales_team.group_sale_salesman")
        with self.assertRaises(AccessError):
            self.board(own)
        menus = [
            self.env.ref(f"crm_loyalty.menu_loyalty_{name}").id
            for name in ("growth", "growth_months", "cohort")
        ]
        visible = self.env["ir.ui.menu"]
        self.assertFalse(set(menus) & visible.with_user(own)._visible_menu_ids())
        self.assertLessEqual(set(menus), visible.with_user(self.manager)._visible_menu_ids())
        everything = self.user("all", "sales_team.group_sale_salesman_all_leads")
        self.assertTrue(self.board(everything)["month"])
