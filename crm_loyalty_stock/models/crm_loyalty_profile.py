from odoo import api, fields, models
from odoo.tools import format_date
from odoo.tools.misc import formatLang

from odoo.addons.crm_loyalty.fields import KnownFloat


class CrmLoyaltyProfile(models.Model):
    """Promises kept: of the order lines with a promised day, those delivered by then."""

    _inherit = "crm.loyalty.profile"

    promise_count = fields.Integer(
        "Promised Deliveries",
        readonly=True,
        facts="promise",
        sql="count(*)",
        absent="0",
        help="Order lines with a promised day that were delivered, or whose day is past. Promised"
        " is the delivery date of the order, or else the lead time of the line.",
    )
    on_time_rate = KnownFloat(
        "Promises Kept",
        readonly=True,
        digits=(12, 4),
        aggregator="avg",
        facts="promise",
        sql="avg(kept::integer)",
        help="Share of the promised deliveries that were complete on the promised day or before."
        " Unknown if nothing was promised.",
    )
    delay_days = KnownFloat(
        "Days Late",
        readonly=True,
        digits=(12, 1),
        aggregator="avg",
        facts="promise",
        sql="avg(delivered - promised) FILTER (WHERE delivered > promised)",
        help="How many days after the promised day late deliveries were complete, on average."
        " What is overdue is not in it: its delay is not known yet.",
    )
    last_broken_date = fields.Date(
        "Last Broken Promise",
        readonly=True,
        facts="promise",
        sql="max(promised) FILTER (WHERE NOT kept)",
        help="The latest promised day that was not kept.",
    )
    overdue_count = fields.Integer(
        "Overdue Deliveries",
        readonly=True,
        facts="promise",
        sql="count(*) FILTER (WHERE delivered IS NULL)",
        absent="0",
        help="Order lines that were promised for an earlier day and are not complete yet.",
    )
    promise_words = fields.Char("Promises in Words", compute="_compute_promise_words")

    @api.depends("promise_count", "on_time_rate", "delay_days", "last_broken_date", "overdue_count")
    @api.depends_context("lang")
    def _compute_promise_words(self):
        for profile in self:
            profile.promise_words = profile._promise_words()

    @api.model
    def _lever_measures(self):
        """Promises kept are what customers found of what they were led to expect."""
        return [*super()._lever_measures(), ("on_time_rate", "behaviour")]

    def _promise_words(self):
        """Tell in a few sentences how promises were kept."""
        if not self.promise_count:
            return self.env._(
                "No delivery was promised so far: orders had no delivery date, and their lines no"
                " lead time."
            )
        kept = round(self.promise_count * self.on_time_rate)
        told = [
            self.env._(
                "%(kept)s of %(all)s deliveries were complete when they were promised.",
                kept=kept,
                all=self.promise_count,
            )
        ]
        if self.delay_days is not False:
            days = formatLang(self.env, self.delay_days, digits=1)
            told.append(self.env._("Late ones came %s days late on average.", days))
        if self.overdue_count:
            told.append(self.env._("Overdue now: %s.", self.overdue_count))
        if self.last_broken_date:
            broken = format_date(self.env, self.last_broken_date)
            told.append(self.env._("The last promise that was broken was for %s.", broken))
        return " ".join(told)
