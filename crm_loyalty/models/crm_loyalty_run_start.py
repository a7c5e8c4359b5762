import logging

import psycopg2

from odoo import api, fields, models
from odoo.tools import SQL

from ..engine.calibration import calibrated
from ..engine.settings import company_settings, run_day

_logger = logging.getLogger(__name__)


class CrmLoyaltyRun(models.Model):
    """What a pass takes as given when it begins, and keeps to until it ends."""

    _inherit = "crm.loyalty.run"

    @api.model
    def _companies(self):
        return self.env["res.company"].search([])

    def _start(self):
        """Take what the pass takes as given: rules, days, limits."""
        self.ensure_one()
        companies = self._companies()
        settings = [company_settings(company, self.asked_day) for company in companies]
        if self.kind == "full":
            settings = self._calibrated(settings)
            if not self.asked_day:
                self.env["crm.loyalty.dirty"]._drop_all()
        else:
            settings = self._with_limits(settings)
        self.write(
            {
                "state": "running",
                "started_at": fields.Datetime.now(),
                "settings": settings,
                "day": run_day(settings),
                "rules": self.env["crm.loyalty.stage"]._rules(companies),
                "upper": self._last_contact(),
            }
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
        """Take the RFM limits from the last full pass: between two passes they stand still."""
        full = self.search([("kind", "=", "full"), ("state", "!=", "queued")], limit=1)
        limits = {row["company_id"]: row for row in full.settings or ()}
        names = ("recency_limits", "frequency_limits", "monetary_limits", "base_size")
        return [
            setting | {name: limits[setting["company_id"]][name] for name in names}
            if setting["company_id"] in limits
            else setting
            for setting in settings
        ]

    def _any_profile(self):
        return bool(self.env["crm.loyalty.profile"].with_context(active_test=False).search([], limit=1))

    def _last_contact(self):
        return self.env.execute_query(SQL("SELECT COALESCE(max(id), 0) FROM res_partner"))[0][0]
