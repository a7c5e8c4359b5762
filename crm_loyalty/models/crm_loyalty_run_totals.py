import logging

import psycopg2
from dateutil.relativedelta import relativedelta

from odoo import fields, models
from odoo.tools import SQL

from ..engine.totals import add_totals, write_totals

_logger = logging.getLogger(__name__)

# The totals take about as long as a pass: those of a week are young enough to read on a Monday.
EVERY_DAYS = 6


class CrmLoyaltyRun(models.Model):
    """The last steps of a full pass as of today, once a week: the totals of companies, by month."""

    _inherit = "crm.loyalty.run"

    wrote_totals = fields.Boolean("Totals Written", readonly=True)
    summed_to = fields.Integer(readonly=True, help="The last customer that is summed up.")
    totals = fields.Json(
        readonly=True, groups="base.group_system", help="What is summed up already."
    )

    def _sum_up(self):
        """Go on with the totals, a chunk of customers at a time; at the end write them anew.

        Facts that cannot be summed up leave the totals as they were.

        :return: False if there is nothing left to do
        """
        if self.kind != "full" or self.asked_day or self.wrote_totals or self._has_young_totals():
            return False
        try:
            with self.env.cr.savepoint():
                return self._sum_up_next()
        except psycopg2.DataError as error:
            _logger.warning("The totals stay as they were: %s", error)
        self.write({"wrote_totals": True, "totals": False})
        return False

    def _sum_up_next(self):
        high = self._next_position(self.summed_to)
        if high:
            scope = SQL(
                "commercial_partner_id > %s AND commercial_partner_id <= %s", self.summed_to, high
            )
            self.totals = add_totals(self.env, self.settings, scope, self.totals)
            self.summed_to = high
            return True
        write_totals(self.env, self.settings, self.totals or {})
        self.write({"wrote_totals": True, "totals": False})
        return False

    def _has_young_totals(self):
        since = fields.Datetime.now() - relativedelta(days=EVERY_DAYS)
        young = [("wrote_totals", "=", True), ("finished_at", ">", since), ("id", "!=", self.id)]
        return bool(self.search(young, limit=1))
