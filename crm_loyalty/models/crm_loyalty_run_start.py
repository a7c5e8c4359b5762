import logging

import psycopg2

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..engine.calibration import calibrated
from ..engine.cuts import with_cuts
from ..engine.opinion import OPINION_STANDING
from ..engine.planning import learn_sizes
from ..engine.settings import RFM_LIMITS, company_settings, run_day
from ..engine.valuation import STANDING

RFM = {*RFM_LIMITS, *(f"team_{name}" for name in RFM_LIMITS), "rfm_team_ids", "base_size"}
LIMITS = {*RFM, *STANDING, *OPINION_STANDING}

_logger = logging.getLogger(__name__)


class CrmLoyaltyRun(models.Model):
    """What a pass takes as given when it begins, and keeps to until it ends."""

    _inherit = "crm.loyalty.run"

    @api.model
    def _companies(self):
        return self.env["res.company"].search(Domain.TRUE)

    def _start(self):
        """Take what the pass takes as given: rules, days, limits."""
        self.ensure_one()
        learn_sizes(self.env)
        again = self._last_full() if self.kind == "check" and not self.asked_day else self.browse()
        settings = again.settings or self._given()
        companies = self._companies()
        if self.kind == "full" and not self.asked_day:
            self.env["crm.loyalty.dirty"]._drop_all()
        self.write(
            {
                "state": "running",
                "started_at": fields.Datetime.now(),
                "settings": settings,
                "day": run_day(settings),
                "rules": again.rules or self.env["crm.loyalty.stage"]._rules(companies),
                "scorecards": again.scorecards
                or self.env["crm.loyalty.scorecard"]._in_force(companies),
                "marks": again.marks or self.env["crm.loyalty.mark"]._rules(companies),
                "segments": self.env["crm.loyalty.segment"]._rules(companies),
                "upper": self._last_contact(),
            }
        )

    def _given(self):
        """What the companies give now: their basis, their day and what follows from it, limits."""
        fits = self.env["crm.loyalty.fit"]._current(self._companies(), self.asked_day)
        settings = [
            company_settings(company, self.asked_day, fits.get(company.id))
            for company in self._companies()
        ]
        if self.kind != "full":
            return self._with_limits(settings)
        return with_cuts(self.env, self._calibrated(settings))

    def _last_full(self):
        return self.search([("kind", "=", "full"), ("state", "=", "done")], limit=1)

    def _refreshed_later(self):
        """The passes over changes that looked from another day than this check does."""
        days = {row["company_id"]: row["as_of"] for row in self.settings}
        later = self.search([("kind", "=", "changes"), ("id", ">", self._last_full().id)])
        return later.filtered(
            lambda run: days != {row["company_id"]: row["as_of"] for row in run.settings or ()}
        )

    def _calibrated(self, settings):
        """Draw the RFM limits anew; a customer that cannot be computed leaves them as they were."""
        try:
            with self.env.cr.savepoint():
                return calibrated(self.env, settings)
        except psycopg2.DataError as error:
            _logger.warning("The RFM limits stay as they were: %s", error)
            return self._with_limits(settings)

    def _with_limits(self, settings):
        """Take limits and models from the last full pass: between two passes they stand still."""
        full = self.search([("kind", "=", "full"), ("state", "!=", "queued")], limit=1)
        limits = {row["company_id"]: row for row in full.settings or ()}
        return [
            setting
            | {n: v for n, v in limits.get(setting["company_id"], {}).items() if n in LIMITS}
            for setting in settings
        ]

    def _any_profile(self):
        return bool(
            self.env["crm.loyalty.profile"].with_context(active_test=False).search([], limit=1)
        )

    def _last_contact(self):
        return self.env.execute_query(SQL("SELECT COALESCE(max(id), 0) FROM res_partner"))[0][0]
