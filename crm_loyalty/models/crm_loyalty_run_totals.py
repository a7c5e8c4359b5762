import logging

import psycopg2

from odoo import models

from ..engine.totals import rewrite_totals

_logger = logging.getLogger(__name__)


class CrmLoyaltyRun(models.Model):
    """The last step of a full pass as of today: the totals of each company, by month."""

    _inherit = "crm.loyalty.run"

    def _sum_up(self):
        """Write the totals anew; facts that cannot be summed up leave them as they were."""
        if self.kind != "full" or self.asked_day:
            return
        try:
            with self.env.cr.savepoint():
                rewrite_totals(self.env, self.settings)
        except psycopg2.DataError as error:
            _logger.warning("The totals stay as they were: %s", error)
