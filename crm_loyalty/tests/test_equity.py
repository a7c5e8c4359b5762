from decimal import Decimal
from random import Random

from odoo.exceptions import AccessError
from odoo.tests import new_test_user

from ..models.crm_loyalty_balance_equity import GROUPS
from .common_equity import NOW, THEN, EquityCase
from .reference_equity import Held, equity, kept, known, parts


class TestEquityChange(EquityCase):
    """What became of the value of the base between two dates."""

    none = property(lambda self: self.env["res.partner"])

    def member(self, segment, partner, since, until=False):
        values = {"segment_id": segment.id, "partner_id": partner.id, "date_from": since}
        values |= {"company_id": self.company.id, "date_to": until}
        return self.env["crm.loyalty.member"].create(values)

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

    def test_by_segment_of_the_date_and_in_each_of_several(self):
        new = self.env["crm.loyalty.segment"].create
        rich, near = new([{"name": name, "domain": "[]"} for name in ("Rich", "Near")])
        a, b = self.customer("A"), self.customer("B")
        for on, of_a, of_b in ((THEN, 10, 5), (NOW, 30, 7)):
            self.hold(a, on, of_a)
            self.hold(b, on, of_b)
        self.member(rich, a, THEN)
        self.member(near, a, THEN, NOW)
        self.member(near, b, NOW)
        # As a merge leaves it: twice in one segment for a while.
        self.member(rich, a, THEN, NOW)
        balances = self.balances.with_user(self.manager)
        rows = balances.equity_groups("segment_ids", str(THEN), str(NOW))
        self.assertEqual(
            {row["name"]: (row["then"], row["now"], row["customers_now"]) for row in rows},
            {"Rich": (10, 30, 1), "Near": (10, 7, 1), False: (5, None, 0)},
        )
        self.assertEqual([row["color"] for row in rows if not row["id"]], [False])
        for on, segment, found in ((THEN, near, a), (NOW, near, b), (NOW, False, self.none)):
            domain = [("day", "=", on), ("segment_ids", "=", segment and segment.id)]
            self.assertEqual(balances.search(domain).partner_id, found)
        row = balances.search([("day", "=", THEN), ("partner_id", "=", a.id)])
        self.assertEqual(row.segment_ids, rich | near)

    def test_by_segment_as_customers_are_now(self):
        buyer = self.customer("Buyer")
        self.order(buyer, 10)
        self.env["crm.loyalty.segment"].create({"name": "Bought", "domain": "[]"})
        self.full_pass()
        rows = self.balances.with_user(self.manager).equity_groups("segment_ids", False, False)
        self.assertEqual([(row["name"], row["customers_now"]) for row in rows], [("Bought", 1)])

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
