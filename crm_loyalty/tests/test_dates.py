from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from odoo.tests import freeze_time

from ..engine.settings import company_settings
from .common import LoyaltyCase
from .reference_documents import fiscal_year_start, local_day, years_before

# Every whole offset, and places whose clocks jump: by an hour, by half an hour, at midnight.
OFFSETS = [f"Etc/GMT{-hours:+d}" for hours in range(-12, 15)]
JUMPS = {
    "America/New_York": [date(2026, 3, 8), date(2025, 11, 2)],
    "Europe/Berlin": [date(2026, 3, 29), date(2025, 10, 26)],
    "Australia/Lord_Howe": [date(2026, 4, 5), date(2025, 10, 5)],
    "America/Santiago": [date(2025, 4, 6), date(2024, 9, 8)],
    "America/Havana": [date(2025, 3, 9), date(2024, 11, 3)],
}


class TestDates(LoyaltyCase):
    """A day is a day in the company's time zone, and years end where the company's years end."""

    def orders_at(self, moments):
        """One customer for each moment (naive UTC), who bought then."""
        buyers = [self.customer(str(moment)) for moment in moments]
        for buyer, moment in zip(buyers, moments, strict=True):
            self.order(buyer).date_order = moment
        return dict(zip(buyers, moments, strict=True))

    def assert_days(self, bought, tz, today):
        """Each purchase has the day that the calendar there shows; tomorrow's are not there yet."""
        self.company.loyalty_tz = tz
        self.full_pass(today)
        for buyer, moment in bought.items():
            there = local_day(moment, tz)
            found = self.profile(buyer)
            with self.subTest(tz=tz, moment=moment, today=today):
                if there > today:
                    self.assertFalse(found)
                else:
                    self.assertEqual(found.last_purchase_date, there)
                    self.assertEqual(found.recency_days, (today - there).days)

    def test_a_purchase_has_the_day_of_the_company_in_every_time_zone(self):
        midnight = datetime(2026, 1, 1)
        moments = [midnight + timedelta(hours=hours) for hours in range(-14, 15)]
        moments += [midnight - timedelta(seconds=1), midnight + timedelta(days=1, seconds=-1)]
        bought = self.orders_at(moments)
        for tz in OFFSETS:
            self.assert_days(bought, tz, date(2026, 1, 1))
            self.assert_days(bought, tz, date(2025, 12, 31))

    def test_a_day_begins_and_ends_right_where_clocks_jump(self):
        for tz, jumps in JUMPS.items():
            for jump in jumps:
                middle = datetime.combine(jump, datetime.min.time(), ZoneInfo(tz)).astimezone(UTC)
                near = [
                    timedelta(minutes=30 * half)
                    for half in (-49, -47, -3, -2, -1, 0, 1, 2, 3, 47, 49)
                ]
                bought = self.orders_at([middle.replace(tzinfo=None) + step for step in near])
                for today in (jump - timedelta(days=1), jump):
                    self.assert_days(bought, tz, today)

    def test_an_order_of_the_future_counts_from_its_day_on(self):
        buyer = self.customer()
        self.order(buyer).date_order = datetime(2026, 7, 2, 12)
        self.full_pass(date(2026, 7, 1))
        self.assertFalse(self.profile(buyer))
        self.full_pass(date(2026, 7, 2))
        self.assertEqual(self.profile(buyer).recency_days, 0)

    def test_without_a_given_day_each_company_has_its_own_today(self):
        early = self.env["res.company"].create({"name": "Kiritimati", "loyalty_tz": "Etc/GMT-14"})
        late = self.env["res.company"].create({"name": "Baker Island", "loyalty_tz": "Etc/GMT+12"})
        with freeze_time("2026-06-30 11:00:00"):
            run = self.full_pass(at=None)
        days = {row["company_id"]: row["as_of"] for row in run.settings}
        self.assertEqual(days[early.id], "2026-07-01")
        self.assertEqual(days[self.company.id], "2026-06-30")
        self.assertEqual(days[late.id], "2026-06-29")
        self.assertEqual(run.day, date(2026, 7, 1))

    def test_today_is_what_the_calendar_of_the_company_shows(self):
        for moment in ("2026-06-30 11:00:00", "2025-12-31 23:59:59", "2024-02-29 00:00:00"):
            for tz in (*OFFSETS, *JUMPS):
                self.company.loyalty_tz = tz
                with self.subTest(moment=moment, tz=tz), freeze_time(moment):
                    there = local_day(datetime.fromisoformat(moment), tz)
                    self.assertEqual(company_settings(self.company)["as_of"], str(there))

    def test_fiscal_years_end_where_the_company_ends_them(self):
        ends = [(12, 31), (3, 31), (6, 30), (2, 28), (2, 29), (4, 15)]
        for today in (date(2026, 6, 30), date(2024, 2, 29), date(2025, 2, 28), date(2026, 1, 1)):
            for month, number in ends:
                self.company.write(
                    {"fiscalyear_last_month": str(month), "fiscalyear_last_day": number}
                )
                with self.subTest(today=today, end=(month, number)):
                    self.assert_years(today, fiscal_year_start(today, (month, number)))

    def assert_years(self, today, start):
        """Purchases of 1, 10, 100 … on the edges of years are in the right years."""
        one_day = timedelta(days=1)
        last = years_before(start, 1)
        one, two = years_before(today, 1), years_before(today, 2)
        edges = [today, start, start - one_day, last, last - one_day]
        edges += [one + one_day, one, two + one_day, two]
        buyer = self.customer()
        for power, edge in enumerate(edges):
            self.order(buyer, amount=10**power).date_order = datetime.combine(
                edge, datetime.min.time()
            )
        self.full_pass(today)
        profile = self.profile(buyer)

        def between(first, until):
            return sum(10**power for power, edge in enumerate(edges) if first <= edge < until)

        self.assertEqual(profile.revenue_fy, between(start, today + one_day))
        self.assertEqual(profile.revenue_last_fy, between(last, start))
        self.assertEqual(profile.revenue_12m, between(one + one_day, today + one_day))
        self.assertEqual(profile.revenue_prev_12m, between(two + one_day, one + one_day))

    def test_the_29th_of_february_is_a_day_like_any_other(self):
        buyer = self.customer()
        for moment in (
            datetime(2023, 2, 28, 12),
            datetime(2024, 2, 29, 12),
            datetime(2025, 2, 28, 12),
        ):
            self.order(buyer).date_order = moment
        self.full_pass(date(2025, 2, 28))
        profile = self.profile(buyer)
        self.assertEqual(profile.interval_mean, 365.5)
        self.assertEqual(profile.expected_next_date, date(2026, 3, 1))
        # From 28 February 2025 a year back is 28 February 2024, the day before the 29th.
        self.assertEqual(profile.revenue_12m, 200)
        self.full_pass(date(2024, 2, 29))
        self.assertEqual((profile.recency_days, profile.span_days), (0, 366))
        # From 29 February 2024 a year back is 28 February 2023, which is outside.
        self.assertEqual((profile.revenue_12m, profile.revenue_prev_12m), (100, 100))
