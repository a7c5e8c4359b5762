from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..fields import KnownFloat
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

    loyalty_gap_weight = KnownFloat(
        "Weight of the Gap",
        digits=(6, 2),
        default=0.5,
        groups=STAFF,
        help="Satisfaction index = experience + weight × (experience − expectation). 0, or empty:"
        " experience alone counts.",
    )

    @api.constrains("loyalty_half_life")
    def _check_half_life(self):
        if any(company.loyalty_half_life < 1 for company in self):
            raise ValidationError(self.env._("The half-life of answers is at least one day."))

    @api.constrains("loyalty_gap_weight")
    def _check_gap_weight(self):
        if any(not 0 <= (company.loyalty_gap_weight or 0) <= 2 for company in self):
            raise ValidationError(self.env._("The weight of the gap is between 0 and 2."))
