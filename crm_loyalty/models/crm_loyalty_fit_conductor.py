from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from ..notices import notice
from .crm_loyalty_fit import MANAGER

EVERY_DAYS = 6  # less than the interval of the scheduled action, which is never quite on time
KEPT_YEARS = 2
GC_LIMIT = 1000


class CrmLoyaltyFit(models.Model):
    """When models are fitted, which one is used, and how long they are kept."""

    _inherit = "crm.loyalty.fit"

    @api.model
    def _cron_fit(self):
        """Weekly, and when asked: fit the models of each company, one company at a time.

        What is read is committed before it is thought about: a snapshot that is held for the half
        minute that a million customers take would keep PostgreSQL from tidying up.
        """
        cron, due = self.env["ir.cron"], self._due_companies()
        for left, company in zip(range(len(due) - 1, -1, -1), due, strict=True):
            given = self._given(company)
            cron._commit_progress(remaining=left + 1)
            self._kept(given, *self._fitted(given))
            if not cron._commit_progress(1, remaining=left):
                break

    @api.model
    def _fit_first(self):
        """Fit the models of companies that have none, so that the first pass can predict."""
        made = {company for [company] in self._read_group([], ["company_id"])}
        for company in self.env["res.company"].search(Domain.TRUE) - self.env["res.company"].union(
            *made
        ):
            self._fit(company)
            self.env["ir.cron"]._commit_progress()

    @api.model
    def _due_companies(self):
        """The companies whose newest fit is old, missing, or older than the wish for another."""
        old = fields.Datetime.now() - relativedelta(days=EVERY_DAYS)
        made = dict(self._read_group([], ["company_id"], ["create_date:max"]))
        return (
            self.env["res.company"]
            .search(Domain.TRUE)
            .filtered(
                lambda company: (
                    company not in made
                    or made[company] < max(old, company.loyalty_fit_asked or old)
                )
            )
        )

    def action_fit_now(self):
        """Have the models of the user's companies fitted now, in the background.

        :return: an action that tells so
        :raise AccessError: the user is not a loyalty manager
        """
        self._check_manager()
        # Settings and jobs belong to Odoo's administrators; a manager may only ask for a fit.
        engine = self.sudo()
        engine.env.companies.loyalty_fit_asked = fields.Datetime.now()
        engine.env.ref("crm_loyalty.ir_cron_fit")._trigger()
        return notice(self.env._("The models are fitted now, in the background."))

    def action_use(self):
        """Predict by this model from now on, until somebody chooses another.

        :return: an action that tells so
        :raise AccessError: the user is not a loyalty manager, or may not see the fit
        """
        self.ensure_one()
        self._check_manager()
        self.check_access("read")
        # The company's settings are Odoo's administrators', the mark is the engine's.
        fit = self.sudo()
        fit.company_id.loyalty_model = fit.wanted
        newest = fit._newest()
        newest.is_used = False
        newest.filtered(lambda other: other.wanted == fit.wanted).is_used = True
        return notice(self.env._("It counts from the next pass on."))

    def _check_manager(self):
        if not self.env.user.has_group(MANAGER):
            raise AccessError(self.env._("Only loyalty managers have models fitted or choose one."))

    def _newest(self):
        """The newest fit of each model for the same company."""
        wanted = (name for name, _label in self._fields["wanted"].selection)
        mine = [("company_id", "=", self.company_id.id)]
        found = (self.search([*mine, ("wanted", "=", name)], limit=1) for name in wanted)
        return self.browse().union(*found)

    @api.autovacuum
    def _gc_old(self):
        """Forget old fits, but not what still predicts."""
        first = fields.Date.context_today(self) - relativedelta(years=KEPT_YEARS)
        current = self._current(
            self.env["res.company"].with_context(active_test=False).search(Domain.TRUE)
        )
        kept = [fit.id for fit in current.values()]
        old = self.search([("day", "<", first), ("id", "not in", kept)], limit=GC_LIMIT)
        old.unlink()
        return len(old), len(old) == GC_LIMIT
