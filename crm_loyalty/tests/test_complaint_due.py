from datetime import datetime

from odoo.fields import Command

from .common_complaints import ComplaintCase

# Worked by hand. The company works Monday to Friday, 8–12 and 13–17; 26 June 2026 is a Friday.
HOURS = [
    # (came, working hours, due)
    ("06-26 15:00", 2, "06-26 17:00"),
    ("06-26 15:00", 4, "06-29 10:00"),  # two on Friday, two on Monday
    ("06-26 15:00", 8, "06-29 15:00"),  # two, four before Monday's lunch, two after it
    ("06-27 11:00", 1, "06-29 09:00"),  # a Saturday
    ("06-29 06:00", 1, "06-29 09:00"),  # before the office opens
    ("06-29 11:30", 1, "06-29 13:30"),  # half before lunch, half after it
]
DAYS = [
    ("06-26 15:00", 1, "06-29 17:00"),
    ("06-26 15:00", 5, "07-03 17:00"),
    ("06-27 11:00", 1, "06-29 17:00"),
    ("06-29 06:00", 2, "07-01 17:00"),
]


def on(moment):
    return datetime.fromisoformat(f"2026-{moment}:00")


class TestComplaintDue(ComplaintCase):
    """A complaint is due in working time, as the customer's level promised when it came."""

    def due(self, came, **values):
        complaint = self.complaint(opened_at=on(came), **values)
        self.env.flush_all()
        return complaint

    def test_working_hours_across_a_weekend(self):
        for came, hours, due in HOURS:
            self.company.loyalty_answer_hours = hours
            with self.subTest(came=came, hours=hours):
                self.assertEqual(self.due(came).answer_due, on(due))

    def test_working_days_across_a_weekend(self):
        for came, days, due in DAYS:
            self.company.loyalty_solve_days = days
            with self.subTest(came=came, days=days):
                self.assertEqual(self.due(came).solve_due, on(due))

    def test_a_public_holiday_is_no_working_day(self):
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Holiday",
                "calendar_id": self.company.resource_calendar_id.id,
                "company_id": self.company.id,
                "date_from": on("06-29 00:00"),
                "date_to": on("06-29 23:59"),
            }
        )
        self.company.loyalty_answer_hours, self.company.loyalty_solve_days = 4, 1
        complaint = self.due("06-26 15:00")
        self.assertEqual(complaint.answer_due, on("06-30 10:00"))
        self.assertEqual(complaint.solve_due, on("06-30 17:00"))

    def test_days_are_those_where_the_company_works(self):
        """Thursday 23:00 in London is Friday 7:00 in Shanghai, whose Monday ends at 9:00 UTC."""
        self.company.resource_calendar_id.tz = "Asia/Shanghai"
        self.company.loyalty_solve_days, self.company.loyalty_answer_hours = 1, 1
        complaint = self.due("06-25 23:00")
        self.assertEqual(complaint.solve_due, on("06-29 09:00"))
        self.assertEqual(complaint.answer_due, on("06-26 01:00"))

    def test_a_company_without_working_hours_counts_by_the_clock(self):
        for calendar in (False, self.env["resource.calendar"].create({"name": "Never"})):
            if calendar:
                calendar.attendance_ids = [Command.clear()]
            self.company.resource_calendar_id = calendar
            self.company.loyalty_answer_hours, self.company.loyalty_solve_days = 4, 2
            complaint = self.due("06-26 15:00")
            self.assertEqual(complaint.answer_due, on("06-26 19:00"))
            self.assertEqual(complaint.solve_due, on("06-29 00:00"))

    def promise(self, level, hours, days):
        """Put the customer on a level that promises so much."""
        self.stage(level).write({"answer_hours": hours, "solve_days": days})
        self.profile(self.buyer).level_id = self.stage(level)

    def test_the_level_of_the_customer_promises(self):
        self.promise("level_partnership", 2, 1)
        complaint = self.due("06-26 10:00", partner_id=self.contact.id)
        self.assertEqual(complaint.level_id, self.stage("level_partnership"))
        self.assertEqual(complaint.answer_due, on("06-26 12:00"))
        self.assertEqual(complaint.solve_due, on("06-29 17:00"))

    def test_a_level_without_a_promise_is_as_the_settings_say(self):
        self.promise("level_basic", False, 1)
        complaint = self.due("06-26 15:00")
        self.assertEqual(complaint.answer_due, on("06-29 15:00"), "8 hours")
        self.assertEqual(complaint.solve_due, on("06-29 17:00"))

    def test_what_was_promised_stays_promised(self):
        self.promise("level_partnership", 2, 1)
        complaint = self.due("06-26 10:00")
        self.promise("level_partnership", 1, 9)
        self.profile(self.buyer).level_id = self.stage("level_basic")
        self.company.loyalty_answer_hours = 40
        complaint.user_id = self.manager
        complaint.action_answer()
        self.assertEqual(complaint.answer_due, on("06-26 12:00"))
        self.assertEqual(complaint.solve_due, on("06-29 17:00"))

    def test_the_sender_of_a_mail_is_promised_what_is_his_once_we_know_him(self):
        self.promise("level_partnership", 2, 1)
        complaint = self.due("06-26 10:00", partner_id=False, email_from="x@example.com")
        self.assertEqual(complaint.answer_due, on("06-29 10:00"))
        complaint.partner_id = self.buyer
        self.assertEqual(complaint.answer_due, on("06-26 12:00"))

    def test_reopened_it_is_to_be_solved_anew(self):
        self.company.loyalty_solve_days = 1
        complaint = self.due("06-22 10:00", solved_at=on("06-22 12:00"))
        self.patch(type(complaint), "_now", lambda _self: on("06-26 15:00"))
        complaint.action_reopen()
        self.assertEqual(complaint.solve_due, on("06-29 17:00"))
        self.assertEqual(complaint.answer_due, on("06-23 10:00"), "it was answered")

    def test_how_long_it_took_is_by_the_clock(self):
        complaint = self.due(
            "06-26 15:00", answered_at=on("06-26 16:30"), solved_at=on("06-29 03:00")
        )
        self.assertEqual((complaint.hours_to_answer, complaint.days_to_solve), (1.5, 2.5))
        self.assertEqual(complaint.in_time, 1)

    def test_what_has_not_ended_took_no_time_that_is_known(self):
        complaint = self.due("06-26 15:00")
        known = [complaint.hours_to_answer, complaint.days_to_solve, complaint.in_time]
        self.assertEqual(known, [False] * 3)

    def test_an_answer_that_came_late_is_not_in_time(self):
        self.company.loyalty_answer_hours = 1
        late = self.due("06-26 10:00", answered_at=on("06-26 12:00"), solved_at=on("06-26 12:30"))
        self.assertEqual(late.in_time, 0)
        self.assertIsNot(late.in_time, False)
