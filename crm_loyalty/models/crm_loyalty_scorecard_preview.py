from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools.misc import formatLang

from ..engine.preview import preview_scores


class CrmLoyaltyScorecard(models.Model):
    """What an edited scorecard would do, before it is saved."""

    _inherit = "crm.loyalty.scorecard"

    preview = fields.Json(
        compute="_compute_preview",
        groups="crm_loyalty.group_loyalty_manager",
        help="How the loyalty index is distributed now, and how it would be.",
    )

    @api.depends(
        "company_id",
        "cognitive_weight",
        "affective_weight",
        "conative_weight",
        "behavioural_weight",
        "line_ids.dimension",
        "line_ids.measure",
        "line_ids.worst",
        "line_ids.best",
        "line_ids.weight",
        "line_ids.zero_unknown",
    )
    def _compute_preview(self):
        for card in self:
            try:
                card.preview = card._preview()
            except (UserError, ValidationError) as error:
                card.preview = {"error": str(error)}

    def _preview(self):
        """Count who has which index now, and would have if this were in force as it is now.

        :return: JSON: bands (from the highest; each with label, now, then), summary, error
        :raise ValidationError: the scorecard cannot be used, and why
        """
        self.ensure_one()
        self._check_weights()
        self.line_ids._check_scale()
        if not self.line_ids:
            summary = self.env._("It measures nothing yet: add a line.")
            return {"bands": [], "summary": summary, "error": None}
        counted = preview_scores(self.env, [self._snapshot(self._companies_served().ids)])
        return {
            "bands": [
                {
                    "label": label,
                    "now": sum(row[2] for row in counted if row[0] == band),
                    "then": sum(row[2] for row in counted if row[1] == band),
                }
                for band, label in self._bands()
            ],
            "summary": self._summary(counted),
            "error": None,
        }

    def _companies_served(self):
        """The companies that this would be for: its own, or all that have none of their own."""
        if self.company_id:
            return self.company_id
        own = Domain("id", "!=", self._origin.id) & Domain("company_id", "!=", False)
        return self.env["res.company"].search(Domain.TRUE) - self.search(own).company_id

    def _bands(self):
        known = [(band, f"{20 * band}–{20 * band + 20}") for band in reversed(range(5))]
        return [*known, (None, self.env._("unknown"))]

    def _summary(self, counted):
        customers = sum(row[2] for row in counted)
        if not customers:
            return self.env._("There are no customers yet that it would score.")
        return self.env._(
            "%(changed)s of %(customers)s customers would have another index; the mean goes from"
            " %(now)s to %(then)s.",
            changed=sum(row[3] for row in counted),
            customers=customers,
            now=self._mean(counted, 0, 4),
            then=self._mean(counted, 1, 5),
        )

    def _mean(self, counted, band, total):
        known = [row for row in counted if row[band] is not None]
        if not known:
            return self.env._("unknown")
        mean = sum(row[total] for row in known) / sum(row[2] for row in known)
        return formatLang(self.env, mean, digits=1)

    def action_compute_everyone(self):
        """Have every customer computed now, in the background, by the scorecards as they are saved.

        :return: an action that tells so
        :raise AccessError: the user is not a loyalty manager
        """
        return self.env["crm.loyalty.run"].action_full_pass()
