from odoo import api, fields, models


class CrmLoyaltyRun(models.Model):
    """How far the engine is, for the screens that show its results."""

    _inherit = "crm.loyalty.run"

    progress = fields.Float(compute="_compute_progress", help="0 to 100.")

    @api.depends("position", "upper", "state")
    def _compute_progress(self):
        for run in self:
            share = run.position / run.upper if run.upper else 0
            run.progress = 100 if run.state == "done" else min(99.0, 100 * share)

    @api.model
    @api.readonly
    def progress_now(self):
        """Tell how far the engine is, for the screens that show its results.

        :return: dict: ``state`` (never, first: results are not there yet, running, idle),
            ``percent`` (0 to 100), ``day`` and ``finished_at`` of the last full pass (or False),
            ``parked`` and ``waiting`` (numbers of customers)
        """
        self.check_access("read")
        # Counts only, which no rule hides from who may read passes.
        engine = self.sudo()
        unfinished = engine.search([("kind", "=", "full"), ("state", "!=", "done")], order="id")
        last = engine.search([("kind", "=", "full"), ("state", "=", "done")], limit=1)
        today_done = last and not last.asked_day
        state = "running" if today_done else "first"
        if not unfinished:
            state = "idle" if last else "never"
        return {
            "state": state,
            "percent": engine._percent_done(unfinished) if unfinished else 100,
            "day": last.day and str(last.day),
            "finished_at": last.finished_at and str(last.finished_at),
            "parked": engine.env["crm.loyalty.parked"].search_count([]),
            "waiting": engine.env["crm.loyalty.dirty"]._waiting(),
        }

    def _percent_done(self, unfinished):
        """How far a series of passes is: the first pass of all computes past month ends too."""
        finished = self.search_count(
            [("kind", "=", "full"), ("state", "=", "done"), ("asked_day", "!=", False)]
        )
        series = finished if unfinished[-1:].id and any(unfinished.mapped("asked_day")) else 0
        done = series + sum(run.progress for run in unfinished) / 100
        return round(100 * done / (series + len(unfinished)))
