from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..fields import KnownFloat
from .res_company import STAFF


class ResCompany(models.Model):
    """How a company values its customers: model, horizon, interest, retention, margin, upkeep."""

    _inherit = "res.company"

    loyalty_model = fields.Selection(
        [
            ("auto", "The one that predicted the last year best"),
            ("mbgnbd", "MBG/NBD with Gamma-Gamma"),
            ("bgnbd", "BG/NBD with Gamma-Gamma"),
            ("baseline", "Average value and frequency"),
        ],
        "Prediction By",
        required=True,
        default="auto",
        groups=STAFF,
        help="What predicts purchases to come. Where a company's data cannot carry the model, a"
        " simpler one is taken, and the screen says which and why.",
    )
    loyalty_horizon = fields.Integer(
        "Horizon in Months",
        default=36,
        groups=STAFF,
        help="How far ahead purchases are predicted and valued.",
    )
    loyalty_discount_rate = fields.Float(
        "Discount Rate",
        digits=(12, 4),
        default=0.1,
        groups=STAFF,
        help="Per year: what one unit of money in a year is worth less today.",
    )
    loyalty_retention = KnownFloat(
        "Yearly Retention",
        digits=(12, 4),
        groups=STAFF,
        help="Share of customers who buy again in the following year. Empty: as measured by the"
        " company's own cohorts.",
    )
    loyalty_margin_rate = KnownFloat(
        "Assumed Margin",
        digits=(12, 4),
        groups=STAFF,
        help="Share of the net amount that is earned, for customers whose cost is not known. Empty:"
        " their value is unknown.",
    )
    loyalty_clv_by = fields.Selection(
        [
            ("predicted", "Predicted purchases"),
            ("retention", "Retention rate"),
            ("baseline", "Average value and frequency"),
        ],
        "Lifetime Value By",
        required=True,
        default="predicted",
        groups=STAFF,
        help="All three are shown side by side; this one counts.",
    )
    loyalty_value_by = fields.Selection(
        [("revenue", "Revenue of 12 months"), ("margin", "Earned in 12 months")],
        "Current Value Is",
        required=True,
        default="revenue",
        groups=STAFF,
        help="What the value matrix and the customer pyramid rank by.",
    )
    loyalty_steady = fields.Integer(
        "Percentiles Stand Still For",
        default=2,
        groups=STAFF,
        help="A customer's percentile moves only when it changes by more than so many points.",
    )
    loyalty_upkeep = fields.Selection(
        [
            ("flat", "The same amount for everybody"),
            ("level", "An amount by relationship level"),
            ("time", "Time spent on meetings and activities"),
        ],
        "Cost of Keeping",
        required=True,
        default="flat",
        groups=STAFF,
        help="What it costs to keep a customer for a year.",
    )
    loyalty_upkeep_amount = fields.Monetary(
        "Amount a Year",
        groups=STAFF,
        help="Cost of keeping one customer for a year; for a level without an amount of its own.",
    )
    loyalty_hour_cost = fields.Monetary(
        "Cost of an Hour", groups=STAFF, help="Of whoever meets and looks after customers."
    )
    loyalty_activity_minutes = fields.Integer(
        "Minutes of an Activity",
        default=15,
        groups=STAFF,
        help="Time that one done activity counts for; meetings count for as long as they last.",
    )

    @api.constrains("loyalty_steady")
    def _check_loyalty_steady(self):
        if any(not 0 <= company.loyalty_steady <= 20 for company in self):
            raise ValidationError(self.env._("Percentiles stand still for 0 to 20 points."))

    @api.constrains("loyalty_horizon")
    def _check_loyalty_horizon(self):
        if any(not 1 <= company.loyalty_horizon <= 120 for company in self):
            raise ValidationError(self.env._("The horizon is between 1 and 120 months."))

    @api.constrains("loyalty_discount_rate", "loyalty_retention", "loyalty_margin_rate")
    def _check_loyalty_rates(self):
        for company in self:
            if not 0 <= company.loyalty_discount_rate <= 1:
                raise ValidationError(self.env._("The discount rate is between 0 % and 100 %."))
            if not 0 <= (company.loyalty_retention or 0) < 1:
                raise ValidationError(
                    self.env._(
                        "Retention is between 0 % and less than 100 %: no company keeps everybody."
                        " Leave it empty to have it measured."
                    )
                )
            if not -1 <= (company.loyalty_margin_rate or 0) <= 1:
                raise ValidationError(
                    self.env._("The assumed margin is between -100 % and 100 % of the net amount.")
                )

    @api.constrains("loyalty_upkeep_amount", "loyalty_hour_cost", "loyalty_activity_minutes")
    def _check_loyalty_upkeep(self):
        for company in self:
            costs = company.loyalty_upkeep_amount, company.loyalty_hour_cost
            if min(*costs, company.loyalty_activity_minutes) < 0:
                raise ValidationError(self.env._("What a customer costs is not below zero."))
