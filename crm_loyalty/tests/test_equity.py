from datetime import date
from decimal import Decimal
from random import Random

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user
from odoo.tools import SQL

from ..engine import balance
from ..models.crm_loyalty_balance_equity import GROUPS
from .common import LoyaltyCase, day
from .equity_reference import Held, equity, kept, known, parts

THEN, NOW = date(2025, 7, 1), date(2026, 7, 1)
SETTINGS = {
    "loyalty_margin_rate": 0.4,
    "loyalty_clv_by": "retention",
    "loyalty_retention": 0.8,
    "loyalty_discount_rate": 0,
    "loyalty_horizon": 12,
}


class EquityCase(LoyaltyCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.balances = cls.env["crm.loyalty.balance"]
        cls.manager = new_test_user(cls.env, "boss", "crm_loyalty.group_loyalty_manager")
        cls.lost = cls.stage("lifecycle_lost")
        cls.stable = cls.stage("lifecycle_stability")

    @classmethod
    def hold(cls, partner, on, worth, lost=False, **values):
        """A customer's row in the balance of a day; a worth of None is not known."""
        return cls.balances.create(
            {
                "partner_id": partner.id,
                "company_id": cls.company.id,
                "day": on,
                "is_customer": True,
                "clv": False if worth is None else float(worth),
                "lifecycle_id": (cls.lost if lost else cls.stable).id,
            }
            | values
        )

    def change(self, user=None, then=THEN, now=NOW):
        balances = self.balances.with_user(user or self.manager)
        self.env.flush_all()
        return balances.equity_change(str(then), now and str(now))

    def parts(self, **dates):
        """The parts that have customers: {name: (change, customers)}."""
        found = self.change(**dates)["parts"]
        return {p["name"]: (p["change"], p["customers"]) for p in found if p["customers"]}


class TestEquityChange(EquityCase):
    """What became of the value of the base between two dates."""

    def test_each_customer_is_in_one_part(self):
        """Of seven customers each is another case, and the parts add up to 390 − 400."""
        a, b, c, d, e, f, g = (self.customer(name) for name in "ABCDEFG")
        self.hold(a, NOW, 70)
        self.hold(b, THEN, 10, lost=True)
        self.hold(b, NOW, 40)
        self.hold(c, THEN, 100)
        self.hold(c, NOW, 130)
        self.hold(d, THEN, 200)
        self.hold(d, NOW, 150)
        self.hold(e, THEN, 60)
        self.hold(e, NOW, 5, lost=True)
        self.hold(f, THEN, 30)
        self.hold(g, THEN, 0)
        self.hold(g, NOW, 0)
        self.assertEqual(
            self.parts(),
            {
                "acquired": (70, 1),
                "won_back": (30, 1),
                "grown": (30, 1),
                "shrunk": (-50, 1),
                "lost": (-85, 2),
                "same": (0, 1),
            },
        )
        change = self.change()
        self.assertEqual(change["then"], {"equity": 400, "customers": 6, "unknown": 0})
        self.assertEqual(change["now"], {"equity": 395, "customers": 6, "unknown": 0})
        self.assertEqual(change["kept"], {"equity": 10 + 100 + 150 + 5 + 0, "customers": 5})

    def test_random_histories_add_up_as_the_reference_says(self):
        dice = Random(7)
        for _example in range(12):
            savepoint = self.env.cr.savepoint()
            pairs = [self._written(self._pair(dice)) for _customer in range(dice.choice((1, 9)))]
            self._agree(pairs, self.change())
            savepoint.close(rollback=True)
            self.env.invalidate_all(flush=False)

    def _pair(self, dice):
        """A customer at two dates."""
        worths = [None, Decimal(0), Decimal("0.01"), Decimal("-12.34"), Decimal(100)]
        worths += [Decimal(dice.randint(-50_000, 500_000)) / 100 for _n in range(4)]

        def side():
            there = dice.random() < 0.8
            return Held(dice.choice(worths), dice.random() < 0.3) if there else None

        return side(), side()

    def _written(self, pair):
        customer = self.customer()
        for on, held in zip((THEN, NOW), pair, strict=True):
            if held:
                self.hold(customer, on, held.worth, held.lost)
        return pair

    def _agree(self, pairs, change):
        # A pair of nobody is nobody.
        pairs = [pair for pair in pairs if any(pair)]
        expected = {name: (float(amount), n) for name, (amount, n) in parts(pairs).items()}
        found = {p["name"]: (p["change"], p["customers"]) for p in change["parts"]}
        self.assertEqual({n: v for n, v in found.items() if v[1]}, expected, pairs)
        for side, name in enumerate(("then", "now")):
            worth, customers = equity([pair[side] for pair in pairs])
            self.assertEqual(change[name]["equity"], None if worth is None else float(worth))
            self.assertEqual(change[name]["customers"], customers)
        self.assertEqual(change["kept"]["equity"] or 0, float(kept(pairs)))
        total = sum((Decimal(str(p["change"])) for p in change["parts"]), Decimal(0))
        self.assertEqual(total, sum((known(h) - known(w) for w, h in pairs), Decimal(0)))

    def test_a_value_that_became_known_is_no_growth(self):
        customer = self.customer()
        self.hold(customer, THEN, None)
        self.hold(customer, NOW, 50)
        self.assertEqual(self.parts(), {"valued": (50, 1)})
        self.assertIs(self.change()["then"]["equity"], None)
        self.assertEqual(self.change()["then"]["unknown"], 1)

    def test_prospects_are_no_customers(self):
        prospect = self.customer()
        self.hold(prospect, THEN, None, is_customer=False)
        self.hold(prospect, NOW, 50)
        self.assertEqual(self.parts(), {"acquired": (50, 1)})

    def test_merged_customers_were_worth_what_both_were(self):
        kept_, gone = self.customer("Kept"), self.customer("Gone")
        self.hold(kept_, THEN, 10)
        self.hold(gone, THEN, 20, lost=True)
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge([kept_.id, gone.id], kept_)
        self.hold(kept_, NOW, 35)
        self.assertEqual(self.balances.search_count([]), 3, "no row is lost")
        self.assertEqual(self.parts(), {"grown": (5, 1)})
        self.assertEqual(self.change()["then"]["customers"], 1)

    def test_the_customers_of_a_part_begin_with_the_largest_change(self):
        small, large = self.customer("Small"), self.customer("Large")
        self.hold(small, THEN, 10)
        self.hold(large, THEN, 20)
        found = self.balances.with_user(self.manager).equity_customers("lost", str(THEN), str(NOW))
        self.assertEqual(found, [large.id, small.id])

    def test_by_group(self):
        fr, us = self.env.ref("base.fr"), self.env.ref("base.us")
        a, b = self.customer("A"), self.customer("B")
        self.hold(a, THEN, 10, country_id=fr.id)
        self.hold(a, NOW, 30, country_id=us.id)
        self.hold(b, THEN, 5)
        balances = self.balances.with_user(self.manager)
        rows = balances.equity_groups("country_id", str(THEN), str(NOW))
        self.assertEqual(
            [(row["id"], row["then"], row["now"], row["customers_now"]) for row in rows],
            [(us.id, None, 30, 1), (fr.id, 10, None, 0), (False, 5, None, 0)],
        )
        for by in GROUPS:
            rows = balances.equity_groups(by, str(THEN), str(NOW))
            self.assertEqual(sum(row["then"] or 0 for row in rows), 15, by)
        with self.assertRaises(KeyError):
            balances.equity_groups("clv", str(THEN))

    def test_a_salesperson_sees_own_customers_at_each_date(self):
        seller = new_test_user(self.env, "seller", "sales_team.group_sale_salesman")
        mine, theirs, free = (self.customer(name) for name in ("Mine", "Theirs", "Free"))
        for on in (THEN, NOW):
            self.hold(mine, on, 10, user_id=seller.id)
            self.hold(theirs, on, 1000, user_id=self.manager.id)
            self.hold(free, on, 1)
        self.assertEqual(self.change(seller)["now"]["equity"], 11)
        self.assertEqual(self.change()["now"]["equity"], 1011)
        rows = self.balances.with_user(seller).equity_groups("user_id", str(THEN), str(NOW))
        self.assertEqual({row["id"] for row in rows}, {seller.id, False})
        self.assertTrue(self.balances.with_user(seller).equity_dates()["own"])

    def test_who_does_not_sell_is_told_nothing(self):
        clerk = new_test_user(self.env, "clerk", "base.group_user")
        for name in ("equity_dates", "equity_change", "equity_groups", "equity_prospects"):
            with self.assertRaises(AccessError):
                getattr(self.balances.with_user(clerk), name)()


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
        # The start, the customers, the balance of one and of the other.
        self.assertEqual(steps, [0, 0, 1, 2])

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


class TestProspects(EquityCase):
    """What the open opportunities of those are worth who never bought."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.write(SETTINGS)
        cls.prospect, cls.buyer = cls.customer("Prospect"), cls.customer("Buyer")
        cls.order(cls.buyer, 5)

    @classmethod
    def lead(cls, partner=None, **values):
        lead = cls.env["crm.lead"].create(
            {
                "name": "Lead",
                "type": "opportunity",
                "partner_id": partner and partner.id,
                "company_id": cls.company.id,
                "expected_revenue": 1000,
                "probability": 20,
                "user_id": False,
            }
            | values
        )
        lead.flush_recordset()
        back = SQL(
            "UPDATE crm_lead SET create_date = %s WHERE id = %s RETURNING id", day(1), lead.id
        )
        cls.env.execute_query(back)
        return lead

    def prospects(self, user=None):
        self.full_pass()
        self.env.flush_all()
        return self.balances.with_user(user or self.manager).equity_prospects()

    def test_expected_revenue_by_chance_and_margin(self):
        """0.4 × (0.2 × 1,000 + 0.5 × 400); what the buyer may buy is in its own value."""
        self.lead(self.prospect)
        self.lead(expected_revenue=400, probability=50)
        self.lead(self.buyer, expected_revenue=9999)
        self.lead(self.prospect, active=False)
        self.assertEqual(
            self.prospects(), {"value": 160, "customers": 1, "leads": 1, "unvalued": 0}
        )

    def test_without_a_margin_it_is_unknown(self):
        self.company.loyalty_margin_rate = False
        self.lead(self.prospect)
        self.lead()
        found = self.prospects()
        self.assertIs(found["value"], None)
        self.assertEqual(found["unvalued"], 2)

    def test_leads_of_another_company_are_not_counted(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.lead(company_id=other.id)
        self.assertEqual(self.prospects()["leads"], 0)

    def test_a_salesperson_sees_what_is_his(self):
        seller = new_test_user(self.env, "seller", "sales_team.group_sale_salesman")
        self.prospect.user_id = self.manager
        self.lead(self.prospect)
        self.lead(user_id=self.manager.id)
        self.lead(user_id=seller.id, expected_revenue=10)
        found = self.prospects(seller)
        self.assertEqual((found["customers"], found["leads"]), (0, 1))
        self.assertEqual(found["value"], 0.8)
