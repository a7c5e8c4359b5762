from odoo import api, fields, models
from odoo.tools import SQL

from ..engine.refresh import differing, refresh
from ..engine.rewards import settle_rewards
from ..engine.segments import assign, misplaced

CHUNK = 15_000
COUNTS = ("seen", "created", "updated", "removed", "moved")


class CrmLoyaltyRun(models.Model):
    """One pass of the engine: its day, the rules it used, how far it came and what it did."""

    _name = "crm.loyalty.run"
    _description = "Pass"
    _order = "id desc"
    _rec_name = "day"

    kind = fields.Selection(
        [("full", "Every customer"), ("changes", "What changed"), ("check", "Check")],
        required=True,
        readonly=True,
    )
    state = fields.Selection(
        [("queued", "Waiting"), ("running", "Running"), ("done", "Done")],
        required=True,
        readonly=True,
        default="queued",
        index=True,
    )
    day = fields.Date("As Of", readonly=True, help="The day from which the customers are seen.")
    asked_day = fields.Date(readonly=True, help="A given day; empty for today where a company is.")
    rules = fields.Json(
        readonly=True,
        groups="base.group_system",
        help="The rules as they were when the pass began.",
    )
    segments = fields.Json(
        readonly=True,
        groups="base.group_system",
        help="The rules of segments as they were when the pass began.",
    )
    scorecards = fields.Json(
        readonly=True,
        groups="base.group_system",
        help="The scorecards as they were when the pass began.",
    )
    marks = fields.Json(
        readonly=True,
        groups="base.group_system",
        help="The definitions of marks as they were when the pass began.",
    )
    settings = fields.Json(
        readonly=True,
        groups="base.group_system",
        help="Per company: basis, dates and limits of the pass.",
    )
    is_baseline = fields.Boolean("First", readonly=True, help="It found the customers: no history.")
    position = fields.Integer(readonly=True, help="The last customer that is done.")
    upper = fields.Integer(readonly=True, help="The last contact when the pass began.")
    seen = fields.Integer("Customers", readonly=True)
    created = fields.Integer("New", readonly=True)
    updated = fields.Integer("Changed", readonly=True)
    removed = fields.Integer("Gone", readonly=True)
    moved = fields.Integer("Stage Moves", readonly=True)
    parked = fields.Integer(readonly=True)
    drifted = fields.Json(
        readonly=True, groups="base.group_system", help="Customers that a check found different."
    )
    drift_count = fields.Integer("Differing", readonly=True)
    started_at = fields.Datetime("Started", readonly=True)
    finished_at = fields.Datetime("Finished", readonly=True)
    duration = fields.Float("Seconds", compute="_compute_duration")

    @api.depends("started_at", "finished_at")
    def _compute_duration(self):
        for run in self:
            end = run.finished_at or run.started_at
            run.duration = (end - run.started_at).total_seconds() if end else 0

    @api.model
    def _queue(self, kind="full", day=None):
        """Queue a pass, unless the same one waits already.

        :param kind: "full" or "check"
        :param day: the day to look from; None for today
        """
        waiting = [("kind", "=", kind), ("state", "=", "queued"), ("asked_day", "=", day or False)]
        return self.search(waiting, limit=1) or self.create({"kind": kind, "asked_day": day})

    def _finish(self):
        self.write({"state": "done", "finished_at": fields.Datetime.now()})

    def _step(self):
        """Compute the next chunk of customers.

        The first step is the start: it stands, whatever becomes of the first customers.

        :return: False if there was none left, and the pass is done
        """
        self.ensure_one()
        if self.state == "queued":
            self._start()
            return True
        high = self._next_position(self.position)
        if not high:
            if self._take_balances() or self._sum_up():
                return True
            self._finish()
            return False
        self._compute_range(self.position, high)
        self.position = high
        return True

    def _next_position(self, position):
        """The last contact of the next chunk after one, None if there is none left."""
        query = SQL(
            "SELECT max(id) FROM (SELECT id FROM res_partner WHERE id > %s ORDER BY id LIMIT %s) t",
            position,
            CHUNK,
        )
        self.env["res.partner"].flush_model()
        return self.env.execute_query(query)[0][0]

    def _compute_range(self, low, high):
        scope = SQL("commercial_partner_id > %s AND commercial_partner_id <= %s", low, high)
        self._compute(scope, SQL("p.partner_id > %s AND p.partner_id <= %s", low, high))

    def _compute_customers(self, ids):
        """Compute some customers.

        :param ids: commercial partners, and partners that were commercial until now
        """
        ids = list(ids)
        scope = SQL("commercial_partner_id = ANY(%s)", ids)
        self._compute(scope, SQL("p.partner_id = ANY(%s)", ids))

    def _settle(self, marks):
        """Compute the customers that marks concern, and remove the marks.

        A mark without a customer concerns everyone: a full pass is queued.
        """
        marks = marks.exists()  # another process may have settled them
        self._call_for_everyone(marks)
        self._compute_customers(marks._customers())
        marks._drop()

    def _call_for_everyone(self, marks):
        if all(mark.partner_id for mark in marks):
            return
        self._queue("full")
        # The job belongs to Odoo's administrators; here it is only woken up.
        self.env.ref("crm_loyalty.ir_cron_full").sudo()._trigger()

    def _compute(self, scope, partners):
        if self.kind == "check":
            found = differing(self.env, self, scope, partners)
            found += misplaced(self.env, self, partners)
            self.drifted = (self.drifted or []) + found[: max(0, 1000 - len(self.drifted or ()))]
            self.drift_count += len(found)
            self.env["crm.loyalty.dirty"]._mark(found)
            return
        counts = refresh(self.env, self, scope, partners)
        assign(self.env, self, partners)
        settle_rewards(self.env, partners)._plan()
        self.write({name: self[name] + counts[name] for name in COUNTS})
        self.env.execute_query(
            SQL("DELETE FROM crm_loyalty_parked p WHERE %s RETURNING id", partners)
        )
        self.env["crm.loyalty.parked"].invalidate_model(flush=False)
