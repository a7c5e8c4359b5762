from odoo import models


class CrmLoyaltyRun(models.Model):
    """What a pass finds out may bring somebody a card."""

    _inherit = "crm.loyalty.run"

    def _finish(self):
        finished = super()._finish()
        self.env["crm.loyalty.grant"]._wake()
        return finished
