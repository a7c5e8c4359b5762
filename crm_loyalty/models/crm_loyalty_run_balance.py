from odoo import models

from ..engine.balance import take_balances


class CrmLoyaltyRun(models.Model):
    """What a pass over everybody leaves behind once a month: a balance of what they are worth."""

    _inherit = "crm.loyalty.run"

    def _take_balances(self):
        """Go on with the balance of this month, where a company has none: steps of their own.

        :return: the number of rows written; 0 when all is done, and for a day in the past
        """
        if self.kind != "full" or self.asked_day:
            return 0
        return take_balances(self.env, {row["company_id"]: row["as_of"] for row in self.settings})
