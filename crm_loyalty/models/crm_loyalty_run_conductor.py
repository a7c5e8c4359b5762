import logging
from functools import partial

import psycopg2
from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY
from odoo.tools import SQL

from ..notices import notice
from ..transactions import fresh_transactions
from .crm_loyalty_run import CHUNK

_logger = logging.getLogger(__name__)

# What a customer's facts can do to a statement; any other error is ours, and is raised.
FAULTY_FACTS = (psycopg2.DataError, psycopg2.IntegrityError)
LOOK_BACK = 12  # month ends that the first pass computes
KEPT_DAYS = 90
GC_LIMIT = 1000


class CrmLoyaltyRun(models.Model):
    """The conductor of passes. One chunk is one fresh, short transaction.

    A conflict with a user is met by trying the chunk again; if it is not a conflict but a customer,
    that one is parked, and the others go on.
    """

    _inherit = "crm.loyalty.run"

    @api.model
    def _queue_first_pass(self):
        """Queue the first pass: the past month ends one by one, then today.

        So the movements between stages can be seen from the first day.
        """
        months = range(LOOK_BACK - 1, -1, -1) if self._has_a_past() else ()
        this_month = fields.Date.today().replace(day=1)
        days = [this_month - relativedelta(months=back, days=1) for back in months]
        # A pass that waits would look from today before the past is seen.
        self.search([("kind", "=", "full"), ("state", "=", "queued")]).unlink()
        passes = [self._queue("full", day) for day in (*days, None)]
        passes[0].is_baseline = not self._any_profile()
        # The job belongs to Odoo's administrators; here it is only woken up.
        self.env.ref("crm_loyalty.ir_cron_full").sudo()._trigger()

    def _has_a_past(self):
        """Whether there is something to look back at that has not been looked at."""
        facts = (self.env[name].search([], limit=1) for name in ("sale.order", "account.move"))
        return not self._any_profile() and any(facts)

    def action_full_pass(self):
        """Have every customer computed now, in the background.

        :return: an action that tells so
        :raise AccessError: the user is not a loyalty manager
        """
        if not self.env.user.has_group("crm_loyalty.group_loyalty_manager"):
            raise AccessError(self.env._("Only loyalty managers start a pass."))
        # The passes and the job are the engine's; a manager may only ask for one.
        engine = self.sudo()
        engine._queue("full")
        engine.env.ref("crm_loyalty.ir_cron_full")._trigger()
        return notice(self.env._("Every customer is computed now, in the background."))

    @api.model
    def _cron_full(self):
        """Nightly: every customer, since recency moves with the calendar."""
        if not self._unfinished("full") and not self._woken_early():
            self._queue("full")
        self._conduct(("full",))

    @api.model
    def _cron_check(self):
        """Weekly: do the profiles say what a full pass would say?"""
        if not self._unfinished("check"):
            self._queue("check")
        self._conduct(("full", "check"))

    @api.model
    def _cron_changes(self):
        """Every few minutes: the customers whose facts changed."""
        cron = self.env["ir.cron"]
        dirty = self.env["crm.loyalty.dirty"]
        if not self._ready_for_changes():
            return
        run = self.browse()
        while marks := dirty._take():
            run = run or self._open_changes()
            if not run._guarded(partial(run._settle, marks), partial(run._settle_apart, marks)):
                cron._commit_progress(0, remaining=dirty._waiting())
                break
            if not cron._commit_progress(len(marks), remaining=dirty._waiting()):
                break
        if run:
            run._finish()
            cron._commit_progress()

    def _conduct(self, kinds):
        """Carry the waiting passes on, oldest first, until they are done or the time is up."""
        cron = self.env["ir.cron"]
        self.env["crm.loyalty.fit"]._fit_first()
        while run := self._unfinished(*kinds):
            if not run._guarded(run._step, run._step_apart):
                cron._commit_progress(0, remaining=run._chunks_left())
                break
            if not cron._commit_progress(1, remaining=run._chunks_left()):
                break

    @api.model
    def _unfinished(self, *kinds):
        domain = [("kind", "in", kinds), ("state", "!=", "done")]
        return self.search(domain, order="id", limit=1)

    @api.model
    def _woken_early(self):
        """Whether today's full pass is done already, so that waking up is no reason for another."""
        last = self.search([("kind", "=", "full"), ("asked_day", "=", False)], limit=1)
        return bool(last) and last.finished_at and last.finished_at.date() == fields.Date.today()

    @api.model
    def _ready_for_changes(self):
        """Changes wait for the first pass: a history is written in the order of its days."""
        passes = self.search([("kind", "=", "full")])
        return any(run.state == "done" for run in passes) and not any(
            run.asked_day and run.state != "done" for run in passes
        )

    def _open_changes(self):
        # What a killed process left open ends here; its marks are still there.
        self.search([("kind", "=", "changes"), ("state", "!=", "done")])._finish()
        run = self.create({"kind": "changes"})
        run._start()
        return run

    def _chunks_left(self):
        """How many chunks wait, at least 1 while a pass waits."""
        waiting = self.search_count([("kind", "in", ("full", "check")), ("state", "!=", "done")])
        return waiting and waiting + max(0, self.upper - self.position) // CHUNK

    def _guarded(self, work, apart):
        """Do one chunk of work in a fresh transaction, and again if it met another at work.

        :param work: does the chunk; it may be called again after a roll back
        :param apart: does it in parts, called with the error if the fault is in the chunk itself;
            it says whether it came to the end
        :return: False if others were at it all the time: come back later
        """
        for _try in fresh_transactions(self.env):
            try:
                if self._alone():
                    work()
                    self.env.flush_all()
                    return True
            except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
                _logger.debug("Pass %s met another at work.", self.id)
            except FAULTY_FACTS as error:
                self.env.cr.rollback()
                return apart(error)
        _logger.warning("Pass %s met another at work time and again; it goes on later.", self.id)
        return False

    def _alone(self):
        """Whether no other process computes profiles now; holds until the transaction ends."""
        lock = SQL("SELECT pg_try_advisory_xact_lock(hashtext('crm_loyalty'))")
        return self.env.execute_query(lock)[0][0]

    @api.autovacuum
    def _gc_passes(self):
        """Forget old passes over changes; the history and the relationships keep their own."""
        query = SQL(
            """
            SELECT run.id FROM crm_loyalty_run run
             WHERE run.kind = 'changes' AND run.state = 'done' AND run.finished_at < %s
               AND NOT EXISTS (SELECT FROM crm_loyalty_history h WHERE h.run_id = run.id)
               AND NOT EXISTS (SELECT FROM crm_loyalty_profile p WHERE p.run_id = run.id)
             ORDER BY run.id LIMIT %s
            """,
            fields.Datetime.now() - relativedelta(days=KEPT_DAYS),
            GC_LIMIT,
        )
        old = self.browse(run_id for [run_id] in self.env.execute_query(query))
        old.unlink()
        return len(old), len(old) == GC_LIMIT
