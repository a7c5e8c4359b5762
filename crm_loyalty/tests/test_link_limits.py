from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.tests import freeze_time, tagged

from ..models.crm_loyalty_attempt import home_of
from .link import UNKNOWN, LinkCase


@tagged("post_install", "-at_install")
class TestLinkLimits(LinkCase):
    """Nobody fills the page: so many posts by address and minute, so many by link and day."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.attempts = cls.env["crm.loyalty.attempt"]

    def test_twenty_posts_a_minute_from_an_address_whatever_the_link(self):
        paths = [self.invite(self.customer())[1] for _customer in range(3)] + [UNKNOWN]
        sent = {f"q{self.nps.id}": "9"}
        with freeze_time("2026-06-30 12:00:00"):
            codes = [self.post(paths[i % 4], sent).status_code for i in range(60)]
        self.assertNotIn(429, codes[:20])
        self.assertEqual(codes[20:], [429] * 40)
        with freeze_time("2026-06-30 12:01:01"):
            fresh = self.invite(self.customer())[1]
            self.assertEqual(self.post(fresh, sent).status_code, 200)

    def test_five_submissions_a_day_by_a_link(self):
        invite, path = self.invite()
        codes = [self.submit(path).status_code for _post in range(7)]
        self.assertEqual(codes, [200] * 5 + [429] * 2)
        self.assertEqual(len(self.kept(invite)), 5)

    def test_a_refused_post_writes_nothing_and_says_when_to_come_back(self):
        _invite, path = self.invite()
        for _post in range(20):
            self.post(path, {})
        before = self.rows_written()
        page = self.post(path, {f"q{self.nps.id}": "9"})
        self.assertEqual((page.status_code, page.headers["Retry-After"]), (429, "60"))
        self.assertEqual(self.rows_written(), before)

    def test_looking_is_not_limited(self):
        _invite, path = self.invite()
        for _post in range(25):
            self.post(path, {})
        self.assertEqual(self.get(path).status_code, 200)

    def test_a_thousand_posts_a_minute_are_twenty_in_any_minute(self):
        start, admitted = fields.Datetime.now(), []
        for number in range(3000):  # three minutes
            now = start + timedelta(seconds=number * 0.06)
            with patch.object(fields.Datetime, "now", lambda now=now: now):
                if self.attempts._admit_address("192.0.2.1"):
                    admitted.append(now)
        for moment in admitted:
            near = [m for m in admitted if timedelta(0) <= m - moment < timedelta(minutes=1)]
            self.assertLessEqual(len(near), 20)
        self.assertGreaterEqual(len(admitted), 60)

    def test_a_place_is_free_after_a_minute_not_sooner_though_moments_are_cut_to_seconds(self):
        def admitted(moment):
            with freeze_time(moment):
                return [self.attempts._admit_address("192.0.2.1") for _post in range(20)]

        self.assertTrue(all(admitted("2026-06-30 12:00:00.900")))
        self.assertFalse(any(admitted("2026-06-30 12:01:00.100")))
        self.assertTrue(all(admitted("2026-06-30 12:01:01.000")))

    def test_addresses_are_not_stored_and_neighbours_of_ipv6_are_one(self):
        for number in range(25):
            self.attempts._admit_address(f"2001:db8::{number:x}")
        rows = self.attempts.search([])
        self.assertEqual(len(rows), 20)
        self.assertFalse([key for key in rows.mapped("key") if "2001" in key])
        self.assertTrue(self.attempts._admit_address("2001:db8:0:1::1"))
        self.assertNotEqual(home_of("::ffff:192.0.2.1"), home_of("::ffff:192.0.2.2"))
        self.assertEqual(home_of("::ffff:192.0.2.1"), home_of("192.0.2.1"))
        for odd in (None, "", "unknown", "fe80::1%eth0"):
            self.assertTrue(self.attempts._admit_address(odd))

    def test_old_places_are_forgotten(self):
        with freeze_time("2026-06-01 12:00:00"):
            self.attempts._admit_address("192.0.2.1")
        self.attempts._admit_address("192.0.2.2")
        self.attempts._gc_old()
        self.env.invalidate_all()
        self.assertEqual(len(self.attempts.search([])), 1)
