from datetime import date

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user
from odoo.tools import SQL

from ..engine import balance
from ..models.crm_loyalty_balance_equity import GROUPS
from .common import day
from .common_equity import NOW, SETTINGS, THEN, EquityCase


class TestBalance(EquityCase):
    """A balance is taken once a month, of the relationships as they are."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.write(SETTINGS)
        cls.buyer = cls.customer("Buyer", country_id=cls.env.ref("base.fr").id)
        cls.prospect = cls.customer("Prospect")
        cls.order(cls.buyer, 10, 200)
        cls.order(cls.prospect, 5, state="draft")

    def conducted(self, **values):
        """A pass as the scheduled action makes it: as of today."""
        run = self.runs.create({"kind": "full"} | values)
        while run._step():
            pass
        return run

    def rows(self):
        return self.balances.search([("company_id", "=", self.company.id)])

    def test_a_full_pass_takes_one_a_month(self):
        self.conducted()
        before = self.rows()
        self.assertEqual(before.partner_id, self.buyer | self.prospect)
        self.conducted()
        self.assertEqual(self.rows(), before)
        self.env.execute_query(
            SQL("UPDATE crm_loyalty_balance SET day = day - 40 WHERE TRUE RETURNING id")
        )
        self.conducted()
        self.assertEqual(len(self.rows()), 4)

    def test_it_is_taken_in_steps_of_their_own(self):
        self.patch(balance, "CHUNK", 1)
        run = self.runs.create({"kind": "full"})
        steps = []
        while run._step():
            steps.append(len(self.rows()))
        # The start, the customers, the balance of one and of the other, the totals.
        self.assertEqual(steps, [0, 0, 1, 2, 2])

    def test_a_pass_over_a_day_of_the_past_takes_none(self):
        self.full_pass(day(40))
        self.full_pass()
        self.assertFalse(self.rows())

    def test_it_says_what_the_relationship_says(self):
        self.conducted()
        profile = self.profile(self.buyer)
        row = self.rows().filtered("is_customer")
        self.assertEqual(row.partner_id, self.buyer)
        for name in ("clv", "revenue_12m", "purchase_count", "lifecycle_id", "user_id", "level_id"):
            self.assertEqual(row[name], profile[name], name)
        self.assertTrue(row.clv)
        self.assertEqual(row.country_id, self.buyer.country_id)
        prospect = self.rows() - row
        self.assertIs(prospect.clv, False, "a cost of keeping whom one has not is no value")

    def test_an_archived_customer_is_not_part_of_the_base(self):
        self.buyer.active = False
        self.conducted()
        self.assertEqual(self.rows().partner_id, self.prospect)

    def test_a_manager_takes_one_any_day_and_again(self):
        self.conducted()
        balances = self.balances.with_user(self.manager)
        self.order(self.buyer, 3, 800)
        self.conducted()
        worth = self.profile(self.buyer).clv
        self.assertNotEqual(self.rows().filtered("is_customer").clv, worth)
        self.assertEqual(balances.action_take(), 2)
        self.assertEqual(self.rows().filtered("is_customer").clv, worth)
        self.assertEqual(len(self.rows()), 2)

    def test_a_balance_is_compared_with_now(self):
        self.conducted()
        taken = self.rows()[0].day
        self.order(self.buyer, 3, 800)
        self.conducted()
        # 0.4 × 0.8 of 800 more within the year.
        self.assertEqual(self.parts(then=taken, now=False), {"grown": (256, 1)})
        balances = self.balances.with_user(self.manager)
        dates = balances.equity_dates()
        self.assertEqual((dates["days"], dates["now"]), ([str(taken)], False))
        for by in GROUPS:
            rows = balances.equity_groups(by, str(taken))
            self.assertEqual(sum(row["customers_now"] for row in rows), 1, by)

    def test_only_managers_take_one(self):
        seller = new_test_user(self.env, "seller", "sales_team.group_sale_salesman_all_leads")
        with self.assertRaises(AccessError):
            self.balances.with_user(seller).action_take()

    def test_a_stage_that_a_balance_names_stays(self):
        stage = self.env["crm.loyalty.stage"].create({"name": "Odd", "reading": "pyramid"})
        self.hold(self.buyer, THEN, 5, pyramid_id=stage.id)
        with self.assertRaises(UserError):
            stage.unlink()

    def test_it_is_kept_for_three_years(self):
        old = self.hold(self.buyer, date(2019, 1, 1), 5)
        new = self.hold(self.buyer, NOW, 5)
        self.assertEqual(self.balances._gc_balances(), (1, False))
        self.assertFalse(old.exists())
        self.assertTrue(new.exists())

    def test_days_begin_with_the_newest(self):
        for on in (THEN, NOW, date(2025, 1, 1)):
            self.hold(self.buyer, on, 5)
        self.assertEqual(self.balances._days(self.company), [NOW, THEN, date(2025, 1, 1)])
        dates = self.balances.with_user(self.manager).equity_dates()
        self.assertEqual((dates["then"], dates["now"]), (str(THEN), str(NOW)))
