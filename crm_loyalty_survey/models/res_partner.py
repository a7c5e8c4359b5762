from odoo import models


class ResPartner(models.Model):
    """Some contacts are not asked for their opinion."""

    _inherit = "res.partner"

    def _may_be_asked(self):
        """Those who are not on the blacklist and do not object to being profiled."""
        # Who may invite may not know who objects; he learns of nobody but whom he invites.
        objecting = self.sudo().filtered("loyalty_unprofiled")
        return self.filtered(lambda partner: not partner.is_blacklisted) - objecting
