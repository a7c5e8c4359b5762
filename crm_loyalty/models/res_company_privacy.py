from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .res_company import STAFF

KEPT = (
    "loyalty_keep_told_months",
    "loyalty_keep_history_months",
    "loyalty_workbook_keep_months",
)
MOST_MONTHS = 1200


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

    @api.constrains(*KEPT)
    def _check_keep_months(self):
        """Refuse a limit that is none, or before all time: what is older could not be told."""
        if any(not 0 <= company[name] <= MOST_MONTHS for company in self for name in KEPT):
            raise ValidationError(
                self.env._("Things are kept for 1 to %s months; 0: without limit.", MOST_MONTHS)
            )
