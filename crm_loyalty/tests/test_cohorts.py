from .common_totals import TotalsCase


class TestCohorts(TotalsCase):
    """Five customers over fourteen months, counted by hand. June 2026 is not over.

    ====  ========================================================================
    Ann   5 and 20 May 2025 (100, 50), 1 July 2025 (60), 10 June 2026 (80)
    Ben   31 May 2025 (200)
    Cleo  15 June 2025 (300), returned for 100 a day later, 2 May 2026 (30, other)
    Dan   10 May 2025 (10, other), 11 May 2026 (70)
    Eve   20 May 2026 (500)
    ====  ========================================================================
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        ann, ben, cleo, dan, eve = map(cls.customer, ("Ann", "Ben", "Cleo", "Dan", "Eve"))
        for on, amount in (("2025-05-05", 100), ("2025-05-20", 50), ("2025-07-01", 60)):
            cls.bought(ann, on, amount)
        cls.bought(ann, "2026-06-10", 80)
        cls.bought(ben, "2025-05-31", 200)
        cls.bought(cleo, "2025-06-15", 300)
        cls.bought(cleo, "2025-06-16", 100, quantity=-1)
        cls.bought(cleo, "2026-05-02", 30, product=cls.other)
        cls.bought(dan, "2025-05-10", 10, product=cls.other)
        cls.bought(dan, "2026-05-11", 70)
        cls.bought(eve, "2026-05-20", 500)
        cls.totals()

    def test_every_cohort_has_a_row_for_every_month_since(self):
        groups = self.env["crm.loyalty.cohort"]._read_group(
            [("company_id", "=", self.company.id)], ["cohort:month"], ["__count"]
        )
        found = {cohort.isoformat()[:7]: count for cohort, count in groups}
        self.assertEqual(found, {"2025-05": 14, "2025-06": 13, "2026-05": 2})

    def test_a_cohort_is_who_bought_first_in_a_month(self):
        self.assertFigures(
            self.cohort("2025-05", 0),
            customers=3,
            buyers=3,
            purchases=4,
            retention=1,
            revenue=360,
            cumulated=360,
            revenue_per_customer=120,
        )

    def test_a_month_without_a_purchase_is_a_zero_and_what_came_before_stays(self):
        self.assertFigures(
            self.cohort("2025-05", 1), customers=3, buyers=0, retention=0, revenue=0, cumulated=360
        )

    def test_who_bought_at_an_age_and_what_the_cohort_has_brought_so_far(self):
        self.assertFigures(
            self.cohort("2025-05", 2),
            buyers=1,
            purchases=1,
            retention=0.3333,
            revenue=60,
            cumulated=420,
            revenue_per_customer=140,
        )
        self.assertFigures(
            self.cohort("2025-05", 12), buyers=1, cumulated=490, revenue_per_customer=163.33
        )

    def test_what_was_brought_back_reduces_the_revenue_and_is_no_purchase(self):
        self.assertFigures(self.cohort("2025-06", 0), buyers=1, purchases=1, revenue=200)

    def test_the_month_of_the_pass_is_not_over(self):
        self.assertFigures(
            self.cohort("2025-05", 13), is_over=False, buyers=1, revenue=80, cumulated=570
        )
        self.assertFigures(self.cohort("2025-05", 12), is_over=True)

    def grouped(self, aggregates, groupby=(), domain=()):
        domain = [("company_id", "=", self.company.id), *domain]
        return self.env["crm.loyalty.cohort"]._read_group(domain, groupby, aggregates)

    def test_the_share_of_an_age_is_of_the_customers_that_came_to_that_age(self):
        [found] = self.grouped(["retention:avg", "customers:sum"], domain=[("age", "=", 2)])
        self.assertEqual(found, (0.25, 4))  # Ann, of Ann, Ben, Dan and Cleo

    def test_customers_are_counted_once_over_many_months(self):
        aggregates = ["customers:sum", "cumulated:sum", "revenue_per_customer:avg"]
        self.assertEqual(self.grouped(aggregates), [(5, 1300, 260)])
        rows = {
            row[0].isoformat()[:7]: row[1:] for row in self.grouped(aggregates, ["cohort:month"])
        }
        self.assertEqual(rows["2025-05"], (3, 570, 190))

    def test_the_mean_month_of_a_cohort(self):
        [(found,)] = self.grouped(["retention:avg"], domain=[("cohort", "=", "2025-05-01")])
        self.assertAlmostEqual(found, 6 / (14 * 3))  # 3 + 1 + 1 + 1 of three customers a month

    def test_a_calendar_month_has_every_cohort_once(self):
        aggregates = ["customers:sum", "buyers:sum", "cumulated:sum"]
        found = self.grouped(aggregates, domain=[("month", "=", "2026-05-01")])
        self.assertEqual(found, [(5, 3, 490 + 230 + 500)])

    def test_months_of_which_the_first_is_missing_have_no_total(self):
        found = self.grouped(["customers:sum", "cumulated:sum"], domain=[("age", "in", (2, 3))])
        self.assertFalse(any(found[0]))

    def test_what_happened_in_a_month(self):
        self.assertFigures(
            self.month("2026-05"),
            new_count=1,
            won_back_count=1,
            buyer_count=3,
            returning_count=2,
            repeat_rate=0.6667,
            revenue=600,
            revenue_new=500,
            revenue_returning=100,
        )

    def test_who_came_of_those_who_were_there(self):
        self.assertFigures(
            self.month("2026-05"), acquired_count=2, base_count=3, acquisition_rate=0.6667
        )
        self.assertFigures(self.month("2025-09"), acquired_count=4, acquisition_rate=False)

    def test_who_stayed_and_who_went(self):
        self.assertFigures(
            self.month("2026-05"),
            active_count=4,
            base_count=3,
            kept_count=2,
            gone_count=1,
            retention=0.6667,
        )

    def test_who_buys_more(self):
        self.assertFigures(
            self.month("2026-05"),
            one_count=3,
            two_count=1,
            more_count=0,
            category_mean=1.25,
            cross_rate=0.25,
            upgraded_count=1,
            upgrade_rate=0.5,
            revenue_12m=860,
            revenue_per_customer=215,
        )

    def test_a_month_is_held_against_the_same_month_a_year_before(self):
        before = self.month("2026-05").before_id
        self.assertEqual(before, self.month("2025-05"))
        self.assertFigures(before, new_count=3, active_count=3, base_count=0, retention=False)
        self.assertFigures(before, repeat_rate=0, upgrade_rate=False, revenue_12m=360)
        self.assertFalse(before.before_id)

    def test_months_are_there_from_the_first_purchase_to_the_last_that_is_over(self):
        months = self.env["crm.loyalty.growth"].search([("company_id", "=", self.company.id)])
        found = [month.isoformat()[:7] for month in months.mapped("month")]
        self.assertEqual((len(found), found[0], found[-1]), (13, "2026-05", "2025-05"))

    def test_a_quiet_month_is_there_too(self):
        self.assertFigures(
            self.month("2025-09"), new_count=0, buyer_count=0, revenue=0, repeat_rate=False
        )
        self.assertFigures(self.month("2025-09"), active_count=4, revenue_12m=360 + 200 + 60)

    def test_the_share_of_several_months_is_of_their_sums(self):
        [(repeat, active)] = self.env["crm.loyalty.growth"]._read_group(
            [("company_id", "=", self.company.id), ("month", "in", ("2025-05-01", "2026-05-01"))],
            [],
            ["repeat_rate:avg", "active_count:sum"],
        )
        self.assertAlmostEqual(repeat, 2 / 6)
        self.assertFalse(active)

    def test_twice_is_as_once(self):
        def read():
            models = (self.env["crm.loyalty.cohort"], self.env["crm.loyalty.growth"])
            hidden = {"id", "before_id", "display_name"}
            names = [[name for name in model._fields if name not in hidden] for model in models]
            rows = [
                model.search([]).read(fields) for model, fields in zip(models, names, strict=True)
            ]
            return [[{k: v for k, v in row.items() if k != "id"} for row in part] for part in rows]

        once = read()
        self.totals()
        self.assertEqual(read(), once)
