from odoo import models


class CrmLoyaltyProfile(models.Model):
    """The class of the value matrix in words: the level that it suggests."""

    _inherit = "crm.loyalty.profile"

    def _explain(self, reading, name, stages):
        """Where a class suggests a level, hold it against the one that the customer has."""
        told = super()._explain(reading, name, stages)
        suggested = self[name].level_id
        if not suggested:
            return told
        return told | {"notes": [self._level_told(suggested)]}

    def _level_told(self, suggested):
        if not self.level_id or self.level_id == suggested:
            return self.env._("This class suggests the level “%s”.", suggested.name)
        return self.env._(
            "This class suggests the level “%(suggested)s”; the customer's is “%(level)s”.",
            suggested=suggested.name,
            level=self.level_id.name,
        )
