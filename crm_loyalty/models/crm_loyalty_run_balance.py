from odoo import models

from ..engine.balance import take_balances


class CrmLoyaltyRun(models.Model):
    """What a pass over everybody leaves behind once a month: a balance of what they are worth."""

    _inherit = "crm.loyalty.run"

    def _take_balances(self):
        """Take the balance of this month where a company has none; not of a day in the past."""
        if self.kind == "full" and not self.asked_day:
            take_balances(self.env, {row["company_id"]: row["as_of"] for row in self.settings})
