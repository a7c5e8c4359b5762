from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .res_company import STAFF


class ResCompany(models.Model):
    """How long a company keeps what it knows of persons."""

    _inherit = "res.company"

    loyalty_keep_told_months = fields.Integer(
        "Keep What Customers Said for Months",
        groups=STAFF,
        help="Answers, ideas and wallet estimates. 0 keeps them without limit.",
    )
    loyalty_keep_history_months = fields.Integer(
        "Keep the History for Months",
        groups=STAFF,
        help="Movements between stages, memberships and pins that ended, values at past dates. 0"
        " keeps them without limit; values at past dates are never kept for more than three years.",
    )

    @api.constrains("loyalty_keep_told_months", "loyalty_keep_history_months")
    def _check_keep_months(self):
        kept = ("loyalty_keep_told_months", "loyalty_keep_history_months")
        if any(company[name] < 0 for company in self for name in kept):
            raise ValidationError(self.env._("Nothing can be kept for less than no time."))
