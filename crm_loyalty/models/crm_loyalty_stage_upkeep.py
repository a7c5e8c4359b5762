from odoo import api, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..fields import KnownFloat


class CrmLoyaltyStage(models.Model):
    """What keeping a customer on a relationship level costs, where the company counts that way."""

    _inherit = "crm.loyalty.stage"

    upkeep_amount = KnownFloat(
        "Cost of Keeping a Year",
        digits="Product Price",
        help="In the company's currency. Empty: what the settings say.",
    )

    @api.constrains("upkeep_amount")
    def _check_upkeep_amount(self):
        if any((stage.upkeep_amount or 0) < 0 for stage in self):
            raise ValidationError(self.env._("What a customer costs is not below zero."))

    @api.model
    def _upkeep_of_levels(self, company):
        """Give the cost of the levels that have one, for a company: {stage id: cost of a year}."""
        levels = Domain("reading", "=", "level") & Domain("upkeep_amount", "!=", False)
        ours = Domain("company_id", "in", [False, company.id])
        found = self.with_context(active_test=False).search(levels & ours)
        return {stage.id: stage.upkeep_amount for stage in found}
