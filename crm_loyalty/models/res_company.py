from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.base.models.res_partner import _tz_get

# Customers may read the record of their company, but not how it sorts them.
STAFF = "base.group_user"


class ResCompany(models.Model):
    """How a company counts: on which basis, in which time zone, with which fixed RFM limits."""

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
    loyalty_recency_limits = fields.Char(
        "Recency Limits",
        default="30, 90, 180, 365",
        groups=STAFF,
        help="Days since the last purchase that divide the five recency scores, while the company"
        " has too few customers to compare them with each other.",
    )
    loyalty_frequency_limits = fields.Char("Frequency Limits", default="1, 2, 4, 9", groups=STAFF)
    loyalty_monetary_limits = fields.Char(
        "Monetary Limits", default="100, 500, 2000, 10000", groups=STAFF
    )

    @api.constrains("loyalty_recency_limits", "loyalty_frequency_limits", "loyalty_monetary_limits")
    def _check_loyalty_limits(self):
        for company in self:
            company._loyalty_fixed_limits()

    def _loyalty_fixed_limits(self):
        """Give the fixed RFM limits as the score formulas want them: negated and ascending.

        :raise ValidationError: they are not four growing numbers
        """
        self.ensure_one()
        names = ("recency_limits", "frequency_limits", "monetary_limits")
        return {name: self._loyalty_limits(f"loyalty_{name}") for name in names}

    def _loyalty_limits(self, name):
        field = self._fields[name]
        try:
            limits = [float(part) for part in (self[name] or field.default(self)).split(",")]
        except ValueError:
            limits = []
        if len(limits) != 4 or any(
            low >= high for low, high in zip(limits, limits[1:], strict=False)
        ):
            raise ValidationError(
                self.env._(
                    "“%(field)s” wants four growing numbers, separated by commas: %(example)s",
                    field=field._description_string(self.env),
                    example=field.default(self),
                )
            )
        return [-limit for limit in reversed(limits)]

    def _loyalty_tz_name(self):
        self.ensure_one()
        return self.loyalty_tz or self.partner_id.tz or "UTC"
