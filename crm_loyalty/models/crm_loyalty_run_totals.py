import logging

import psycopg2
from dateutil.relativedelta import relativedelta

from odoo import fields, models

from ..engine.totals import rewrite_totals

_logger = logging.getLogger(__name__)

# The totals take about as long as a pass: those of a week are young enough to read on a Monday.
EVERY_DAYS = 6


class CrmLoyaltyRun(models.Model):
    """The last step of a full pass as of today, once a week: the totals of companies, by month."""

    _inherit = "crm.loyalty.run"

    wrote_totals = fields.Boolean("Totals Written", readonly=True)

    def _sum_up(self):
        """Write the totals anew; facts that cannot be summed up leave them as they were."""
        if self.kind != "full" or self.asked_day or self._has_young_totals():
            return
        try:
            with self.env.cr.savepoint():
                rewrite_totals(self.env, self.settings)
        except psycopg2.DataError as error:
            _logger.warning("The totals stay as they were: %s", error)
        self.wrote_totals = True

    def _has_young_totals(self):
        since = fields.Datetime.now() - relativedelta(days=EVERY_DAYS)
        young = [("wrote_totals", "=", True), ("finished_at", ">", since), ("id", "!=", self.id)]
        return bool(self.search(young, limit=1))
