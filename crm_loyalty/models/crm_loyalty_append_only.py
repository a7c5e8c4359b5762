from odoo import api, models
from odoo.exceptions import AccessError


class CrmLoyaltyAppendOnly(models.AbstractModel):
    """Rows that nobody changes or deletes, whatever rights an administrator gives.

    The superuser alone does: the engine, which adds rows, and the erasure and the retention of
    personal data (``crm.loyalty.erasure``), which remove them. A merge of contacts moves them.
    """

    _name = "crm.loyalty.append.only"
    _description = "Rows That Stay"

    @api.model
    def _has_field_access(self, field, operation):
        allowed = super()._has_field_access(field, operation)
        return allowed and (operation == "read" or self.env.su)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_by_superuser(self):
        if not self.env.su:
            raise AccessError(self.env._("%s: nobody deletes these rows.", self._description))
