import logging
import time
from functools import partial

import psycopg2.errors

from odoo import api, models
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

_logger = logging.getLogger(__name__)

AT_WORK = (*PG_CONCURRENCY_EXCEPTIONS_TO_RETRY, psycopg2.errors.UniqueViolation)
TRIES = 5
PAUSE = 0.1  # seconds, doubled from try to try


class CrmLoyaltyGrant(models.Model):
    """The conductor of enrolments: each customer in a transaction of its own, none twice."""

    _inherit = "crm.loyalty.grant"

    @api.model
    def _cron_grant(self):
        """Daily, and after a pass that leaves somebody owed: give what tiers promise."""
        if not self.env["crm.loyalty.run"]._ready_for_changes():
            return
        owed = sorted({partner_id for partner_id, _benefit, _company in self._owed()})
        for done, partner_id in enumerate(owed, 1):
            self._guarded(partial(self._settle, partner_id))
            if not self.env["ir.cron"]._commit_progress(1, remaining=len(owed) - done):
                break

    @api.model
    def _wake(self):
        """Have what is owed given soon."""
        if self.env["crm.loyalty.run"]._ready_for_changes() and self._owed():
            self.env.ref("crm_loyalty_sale_loyalty.ir_cron_grant")._trigger()

    def _guarded(self, work):
        """Do something in a fresh transaction, and again if it met another at work.

        :param work: may be called again after a roll back
        :return: whether it was done; if not, it is still owed
        """
        for attempt in range(TRIES):
            self.env["ir.cron"]._commit_progress()  # it wants a fresh snapshot
            try:
                work()
                self.env.flush_all()
                return True
            except AT_WORK:
                self.env.cr.rollback()
                time.sleep(PAUSE * 2**attempt)
            except Exception as error:  # a programme's mail may be at fault; the others go on
                self.env.cr.rollback()
                _logger.warning("A customer could not be enrolled: %s", error)
                return False
        return False
