from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .res_company import STAFF


class ResCompany(models.Model):
    """How a company reads what its customers say."""

    _inherit = "res.company"

    loyalty_half_life = fields.Integer(
        "Half-Life of Answers",
        default=365,
        groups=STAFF,
        help="After so many days an answer weighs half as much as one of today.",
    )

    @api.constrains("loyalty_half_life")
    def _check_half_life(self):
        if any(company.loyalty_half_life < 1 for company in self):
            raise ValidationError(self.env._("The half-life of answers is at least one day."))
