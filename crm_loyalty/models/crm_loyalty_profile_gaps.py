from odoo import api, fields, models
from odoo.tools.translate import LazyTranslate

from ..engine.explain import comma

_lt = LazyTranslate(__name__)

# Why a figure may be unknown, in the order in which it is told.
REASONS = [
    (
        _lt("Nothing was bought yet."),
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
        _lt("It needs purchases on two different days."),
        [
            "interval_median",
            "recency_ratio",
            "expected_next_date",
        ],
    ),
    (_lt("There was no revenue in the 12 months before the last 12."), ["trend"]),
    (_lt("No order was confirmed or cancelled yet."), ["cancel_rate"]),
    (_lt("An exchange rate is zero or missing."), ["revenue", "revenue_12m", "revenue_prev_12m"]),
    (_lt("Nobody looks after this customer."), ["user_id"]),
    (_lt("The contact does not say it."), ["email", "phone", "country_id"]),
    (_lt("The address of the customer or of the company has no country."), ["region"]),
]


class CrmLoyaltyProfile(models.Model):
    """What is known of a customer, and what is not and why: unknown is never shown as zero."""

    _inherit = "crm.loyalty.profile"

    gaps = fields.Json("Known and Unknown", compute="_compute_gaps")

    @api.depends(*(name for _why, names in REASONS for name in names))
    def _compute_gaps(self):
        count = sum(len(names) for _why, names in REASONS)
        for profile in self:
            unknown = [(why, profile._unknown_of(names)) for why, names in REASONS]
            profile.gaps = {
                "known": count - sum(len(labels) for _why, labels in unknown),
                "all": count,
                "reasons": [
                    {"why": self.env._(why), "labels": comma(self.env).join(labels)}
                    for why, labels in unknown
                    if labels
                ],
            }

    def _unknown_of(self, names):
        """The labels of those fields that are unknown; zero is known."""
        self.ensure_one()
        return [
            self._fields[name]._description_string(self.env)
            for name in names
            if self[name] is False or self._fields[name].relational and not self[name]
        ]
