from odoo import models


class ResPartner(models.Model):
    """Some contacts are not asked for their opinion."""

    _inherit = "res.partner"

    def _why_not_asked(self):
        """What speaks against writing to contacts now, as it does against sending them a link.

        :return: dict of a reason, in words, by contact; who may be asked is not in it
        """
        # Who may invite may not know who objects or is blacklisted; he learns it of nobody but
        # whom he invites.
        invites = self.env["crm.loyalty.invite"].sudo()
        words = dict(invites._fields["problem"]._description_selection(self.env))
        return {who: words[why] for who, why in invites._refusals(self.sudo()).items()}

    def _may_be_asked(self):
        """Those whom nothing speaks against writing to."""
        refused = self._why_not_asked()
        return self.filtered(lambda partner: partner not in refused)
