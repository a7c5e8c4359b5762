from odoo.tests import mute_logger

from ..engine.settings import company_settings
from ..models import crm_loyalty_run
from .common import TODAY, day
from .common_totals import TotalsCase, rewrite_totals
from .poison import poisoned


class TestTotals(TotalsCase):
    """When totals are written, what they leave out, and where their limits are."""

    def rows(self, company=None):
        mine = [("company_id", "=", (company or self.company).id)]
        return [self.env[f"crm.loyalty.{name}"].search(mine) for name in ("cohort", "growth")]

    def test_a_company_without_purchases_has_no_totals(self):
        self.customer()
        self.bought(self.customer(), "2026-01-05", state="draft")
        self.bought(self.customer(), "2026-01-05", quantity=-1)
        self.totals()
        self.assertFalse(any(self.rows()))

    def test_a_company_in_its_first_month_has_a_cohort_and_no_month_that_is_over(self):
        self.bought(self.customer(), "2026-06-05")
        self.totals()
        cohorts, months = self.rows()
        self.assertEqual((cohorts.age, cohorts.is_over, len(months)), (0, False, 0))

    def test_each_company_has_its_own(self):
        other = self.env["res.company"].create({"name": "Other"})
        customer = self.customer()
        self.bought(customer, "2026-01-05", 10)
        self.order(customer, 5, 300, company_id=other.id)
        settings = [company_settings(company, TODAY) for company in (self.company, other)]
        rewrite_totals(self.env, settings)
        ours, theirs = self.rows()[0], self.rows(other)[0]
        self.assertEqual((len(ours), len(theirs)), (6, 1))
        self.assertEqual((ours[0].cumulated, theirs.cumulated), (10, 300))

    def test_the_month_is_that_of_the_company_s_own_day(self):
        order = self.bought(self.customer(), "2026-01-31")
        order.date_order = "2026-01-31 22:30:00"
        self.company.loyalty_tz = "Europe/Berlin"  # half past eleven
        self.totals()
        self.assertTrue(self.cohort("2026-01", 0))
        self.company.loyalty_tz = "Europe/Athens"  # half past midnight
        self.totals()
        self.assertTrue(self.cohort("2026-02", 0))

    def test_an_amount_that_is_not_known_is_not_zero(self):
        one, two = self.customer("One"), self.customer("Two")
        self.bought(one, "2026-01-05").currency_rate = 0
        self.bought(two, "2026-02-05", 50)
        self.totals()
        self.assertFigures(self.cohort("2026-01", 0), buyers=1, revenue=False, cumulated=False)
        self.assertFigures(self.month("2026-01"), revenue=False, revenue_per_customer=False)
        self.assertFigures(self.month("2026-02"), revenue=50, revenue_12m=50, active_count=2)

    def test_an_upgrade_begins_at_twenty_percent(self):
        for amount in (119.99, 120):
            customer = self.customer()
            self.bought(customer, "2025-01-05", 100)
            self.bought(customer, "2026-01-05", amount)
        self.totals()
        self.assertFigures(self.month("2026-01"), kept_count=2, upgraded_count=1, upgrade_rate=0.5)

    def test_who_comes_back_to_the_day_a_year_later_is_not_won_back(self):
        for on in ("2026-01-05", "2026-01-06"):
            customer = self.customer()
            self.bought(customer, "2025-01-05")
            self.bought(customer, on)
        self.totals()
        self.assertFigures(self.month("2026-01"), buyer_count=2, won_back_count=1)

    def test_what_was_bought_falls_out_of_the_twelve_months(self):
        self.bought(self.customer(), "2024-01-31")
        self.totals()
        stood = [
            (m.active_count, m.base_count, m.gone_count) for m in self.rows()[1].sorted("month")
        ]
        self.assertEqual(stood[:12], [(1, 0, False)] * 12)
        self.assertEqual(stood[12:24], [(0, 1, 1)] * 12)
        self.assertEqual(set(stood[24:]), {(0, 0, False)})

    def test_a_full_pass_as_of_today_writes_them_and_no_other(self):
        self.bought(self.customer(), "2026-01-05")
        self.full_pass(TODAY)
        check = self.runs.create({"kind": "check"})
        while check._step():
            pass
        self.assertFalse(any(self.rows()))
        self.full_pass(None)
        self.assertTrue(all(self.rows()))

    def test_they_are_written_once_a_week(self):
        self.full_pass(None)
        self.bought(self.customer(), "2026-01-05")
        run = self.full_pass(None)
        self.assertFalse(run.wrote_totals)
        self.runs.search([]).finished_at = "2026-06-01"
        self.assertTrue(self.full_pass(None).wrote_totals)

    def test_a_parked_customer_is_left_out(self):
        bad, good = self.customer("Bad"), self.customer("Good")
        self.bought(bad, "2026-01-05")
        self.bought(good, "2026-01-05")
        run = self.full_pass()
        self.env["crm.loyalty.parked"].create(
            {"partner_id": bad.id, "run_id": run.id, "reason": "x"}
        )
        with poisoned(self.env, bad):
            self.totals()
        self.assertFigures(self.cohort("2026-01", 0), customers=1)

    @mute_logger("odoo.sql_db")
    def test_facts_that_cannot_be_summed_up_leave_the_totals_as_they_were(self):
        customer = self.customer()
        self.bought(customer, "2026-01-05")
        self.totals()
        run = self.runs.create({"kind": "full"})
        run.settings = [company_settings(self.company, day(0))]
        with poisoned(self.env, customer), self.assertLogs("odoo.addons.crm_loyalty", "WARNING"):
            while run._sum_up():
                pass
        self.assertFigures(self.cohort("2026-01", 0), customers=1)

    def test_a_pass_that_is_stopped_between_two_chunks_goes_on_with_its_sums(self):
        self.patch(crm_loyalty_run, "CHUNK", 1)
        for _number in range(3):
            self.bought(self.customer(), "2026-01-05")
        run = self.runs.create(
            {"kind": "full", "settings": [company_settings(self.company, day(0))]}
        )
        run.summed_to = self.customer().id - 4
        steps = 0
        while run._sum_up():
            run = self.runs.browse(run.id)
            self.assertFalse(any(self.rows()))
            steps += 1
        self.assertEqual((steps, run.wrote_totals, run.totals), (4, True, False))
        self.assertFigures(self.cohort("2026-01", 0), customers=3, cumulated=300)
