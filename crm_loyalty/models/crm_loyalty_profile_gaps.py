from odoo import api, fields, models

from ..engine.explain import comma

# Why a figure may be unknown, in the order in which it is told.
REASONS = [
    (
        "nothing_bought",
        [
            "first_purchase_date",
            "last_purchase_date",
            "average_order_value",
            "rfm",
            "discount_share",
            "return_rate",
        ],
    ),
    (
        "one_day",
        [
            "interval_median",
            "recency_ratio",
            "expected_next_date",
        ],
    ),
    ("no_year_before", ["trend"]),
    ("no_order", ["cancel_rate"]),
    ("no_rate", ["revenue", "revenue_12m", "revenue_prev_12m"]),
    ("nobody", ["user_id"]),
    ("contact", ["email", "phone", "country_id"]),
    ("no_country", ["region"]),
    ("no_model", ["alive", "expected_revenue"]),
    ("no_margin", ["margin_rate"]),
    ("no_value", ["clv"]),
    ("no_rank", ["value_percentile"]),
]


class CrmLoyaltyProfile(models.Model):
    """What is known of a customer, and what is not and why: unknown is never shown as zero."""

    _inherit = "crm.loyalty.profile"

    gaps = fields.Json("Known and Unknown", compute="_compute_gaps")

    @api.depends(*(name for _why, names in REASONS for name in names))
    def _compute_gaps(self):
        count = sum(len(names) for _why, names in REASONS)
        texts = self._reason_texts()
        for profile in self:
            unknown = [(why, profile._unknown_of(names)) for why, names in REASONS]
            profile.gaps = {
                "known": count - sum(len(labels) for _why, labels in unknown),
                "all": count,
                "reasons": [
                    {"why": texts[why], "labels": comma(self.env).join(labels)}
                    for why, labels in unknown
                    if labels
                ],
            }

    def _reason_texts(self):
        return {
            "nothing_bought": self.env._("Nothing was bought yet."),
            "one_day": self.env._("It needs purchases on two different days."),
            "no_year_before": self.env._(
                "There was no revenue in the 12 months before the last 12."
            ),
            "no_order": self.env._("No order was confirmed or cancelled yet."),
            "no_rate": self.env._("An exchange rate is zero or missing."),
            "nobody": self.env._("Nobody looks after this customer."),
            "contact": self.env._("The contact does not say it."),
            "no_model": self.env._("The company has no model that predicts purchases yet."),
            "no_margin": self.env._(
                "No cost is known of what was bought, and the settings assume no margin."
            ),
            "no_value": self.env._("It needs a margin, and a prediction or a retention rate."),
            "no_rank": self.env._("It needs a purchase, and 20 customers to compare with."),
            "no_country": self.env._(
                "The address of the customer or of the company has no country."
            ),
        }

    def _unknown_of(self, names):
        """The labels of those fields that are unknown; zero is known."""
        self.ensure_one()
        return [
            self._fields[name]._description_string(self.env)
            for name in names
            if self[name] is False or self._fields[name].relational and not self[name]
        ]
