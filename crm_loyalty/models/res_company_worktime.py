from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from odoo import models


class ResCompany(models.Model):
    """The company's working time, in which it promises to see to complaints."""

    _inherit = "res.company"

    def _loyalty_hours_on(self, moment, hours):
        """The moment so many working hours later (naive UTC); by the clock without a calendar."""
        calendar = self.resource_calendar_id
        planned = calendar and calendar.plan_hours(hours, moment, compute_leaves=True)
        return planned or moment + timedelta(hours=hours)

    def _loyalty_days_on(self, moment, days):
        """The end of work so many working days later (naive UTC); the day itself is not one."""
        calendar = self.resource_calendar_id
        zone = ZoneInfo(calendar.tz or self._loyalty_tz_name())
        local = moment.replace(tzinfo=ZoneInfo("UTC")).astimezone(zone)
        tomorrow = datetime.combine(local.date() + timedelta(days=1), time.min, zone)
        begin = tomorrow.astimezone(ZoneInfo("UTC")).replace(tzinfo=None)
        planned = calendar and calendar.plan_days(days, begin, compute_leaves=True)
        return calendar._loyalty_end_of_work(planned) if planned else begin + timedelta(days=days)


class ResourceCalendar(models.Model):
    _inherit = "resource.calendar"

    def _loyalty_end_of_work(self, moment):
        """The end of work on the day of a moment on which there is work (naive UTC)."""
        zone, utc = ZoneInfo(self.tz), ZoneInfo("UTC")
        day = moment.replace(tzinfo=utc).astimezone(zone).date()
        begin = datetime.combine(day, time.min, zone)
        end = datetime.combine(day + timedelta(days=1), time.min, zone)
        hours = self.get_work_hours_count(begin, end)
        return (
            self.plan_hours(hours, begin, compute_leaves=True).astimezone(utc).replace(tzinfo=None)
        )
