from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..fields import KnownMonetary
from .res_company import STAFF

DEEPEST = 5


class ResCompany(models.Model):
    """What a company owes those who send it customers."""

    _inherit = "res.company"

    loyalty_referral_depth = fields.Integer(
        "Links of the Chain Rewarded",
        default=1,
        groups=STAFF,
        help="1: who referred the customer. 2: also who referred that one, and so on. 0: nobody.",
    )
    loyalty_referral_amount = KnownMonetary(
        "Reward for a Referral", groups=STAFF, help="What it is worth. Empty: not decided."
    )
    loyalty_referral_text = fields.Char(
        "Reward in Words", groups=STAFF, help="What the referrer is given, e.g. a voucher."
    )

    @api.constrains("loyalty_referral_depth", "loyalty_referral_amount")
    def _check_referral(self):
        for company in self:
            if not 0 <= company.loyalty_referral_depth <= DEEPEST:
                raise ValidationError(
                    self.env._("Between 0 and %s links of a chain are rewarded.", DEEPEST)
                )
            if (company.loyalty_referral_amount or 0) < 0:
                raise ValidationError(self.env._("A reward is not less than nothing."))
