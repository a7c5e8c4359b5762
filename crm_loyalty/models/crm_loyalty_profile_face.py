from odoo import SUPERUSER_ID, api, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class CrmLoyaltyProfile(models.Model):
    """What other models and screens ask of a profile; nothing here writes one."""

    _inherit = "crm.loyalty.profile"

    @api.model
    def _of(self, partners, companies):
        """Find the profiles of customers that the current user may read.

        The user's rights hold even where ``self`` is superuser (see ``_readable_sql``).

        :param partners: commercial partners
        :param companies: the companies whose view is wanted
        """
        model = self if self.env.uid == SUPERUSER_ID else self.sudo(False)
        if not partners or not model.has_access("read"):
            return self.browse()
        wanted = Domain("partner_id", "in", partners.ids) & Domain(
            "company_id", "in", companies.ids
        )
        found = model.with_context(active_test=False).search(wanted)
        return found.with_env(self.env)

    def _open_form(self):
        """The action that opens one relationship.

        :raise UserError: there is none yet, and why
        """
        if not self:
            raise UserError(
                self.env._(
                    "Nothing is known of a relationship with this contact yet: no order, no"
                    " quotation and no opportunity, or they have not been computed so far."
                )
            )
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
        }
