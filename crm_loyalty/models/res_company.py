from odoo import fields, models

from odoo.addons.base.models.res_partner import _tz_get

# Customers may read the record of their company, but not how it sorts them.
STAFF = "base.group_user"


class ResCompany(models.Model):
    """How a company counts: on which basis, in which time zone."""

    _inherit = "res.company"

    loyalty_basis = fields.Selection(
        [("ordered", "Confirmed orders"), ("invoiced", "Posted invoices")],
        "Purchases Are",
        required=True,
        default="ordered",
        groups=STAFF,
        help="One of the two, so that nothing is counted twice. Credit notes reduce either.",
    )
    loyalty_tz = fields.Selection(
        _tz_get,
        "Time Zone of Its Days",
        groups=STAFF,
        help="Empty: the time zone of the company's contact.",
    )

    def _loyalty_tz_name(self):
        self.ensure_one()
        return self.loyalty_tz or self.partner_id.tz or "UTC"

    def _loyalty_day(self, moment):
        """The day of a moment where the company is.

        :param moment: naive UTC, as Odoo stores it
        """
        local = self.with_context(tz=self._loyalty_tz_name())
        return fields.Datetime.context_timestamp(local, moment).date()

    def _loyalty_today(self):
        """The day that it is where the company is, wherever the user is."""
        return self._loyalty_day(fields.Datetime.now())
