from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .res_company import STAFF

MOST_DAYS = 3650


class ResCompany(models.Model):
    """Whether a company asks its customers after an order, when, and how often at most."""

    _inherit = "res.company"

    loyalty_ask_questionnaire_id = fields.Many2one(
        "crm.loyalty.questionnaire",
        "Ask after an Order",
        groups=STAFF,
        ondelete="set null",
        help="The questionnaire that customers are asked to answer. Empty: nobody is asked.",
    )
    loyalty_ask_days = fields.Integer(
        "Days after the Order",
        default=14,
        groups=STAFF,
        help="So many days after an order was confirmed its customer is asked; where deliveries are"
        " known, after the first one.",
    )
    loyalty_ask_pause = fields.Integer(
        "Days between Questions",
        default=90,
        groups=STAFF,
        help="No customer is asked again by itself before so many days have gone by.",
    )

    @api.constrains("loyalty_ask_days", "loyalty_ask_pause")
    def _check_ask_days(self):
        for company in self:
            days = company.loyalty_ask_days, company.loyalty_ask_pause
            if min(days) < 0 or max(days) > MOST_DAYS:
                raise ValidationError(
                    self.env._("Customers are asked after 0 to %s days.", MOST_DAYS)
                )
