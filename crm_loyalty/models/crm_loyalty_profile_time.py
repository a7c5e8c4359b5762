from odoo import fields, models

from ..fields import KnownFloat, KnownInteger


class CrmLoyaltyProfile(models.Model):
    """When it was bought: first, last, in which rhythm, and when the next purchase is due."""

    _inherit = "crm.loyalty.profile"

    first_purchase_date = fields.Date(
        "First Purchase", readonly=True, facts="document", sql="min(day) FILTER (WHERE sign > 0)"
    )
    last_purchase_date = fields.Date(
        "Last Purchase", readonly=True, facts="document", sql="max(day) FILTER (WHERE sign > 0)"
    )
    recency_days = KnownInteger(
        "Days Since Last Purchase",
        readonly=True,
        aggregator="avg",
        formula="setting.as_of - last_purchase_date",
    )
    tenure_days = KnownInteger(
        "Days Since First Purchase",
        readonly=True,
        aggregator="avg",
        formula="setting.as_of - first_purchase_date",
    )
    span_days = KnownInteger(
        "Span in Days",
        readonly=True,
        aggregator="avg",
        formula="last_purchase_date - first_purchase_date",
        help="From the first purchase to the last.",
    )
    interval_mean = KnownFloat(
        "Mean Interval",
        readonly=True,
        digits=(12, 2),
        aggregator="avg",
        facts="gap",
        sql="avg(days)",
        help="Mean number of days between two purchases; purchases of one day count as one.",
    )
    interval_median = KnownFloat(
        "Usual Interval",
        readonly=True,
        digits=(12, 2),
        aggregator="avg",
        facts="gap",
        sql="percentile_cont(0.5) WITHIN GROUP (ORDER BY days)",
        help="Median number of days between two purchases: the customer's own rhythm.",
    )
    recency_ratio = KnownFloat(
        "Recency Ratio",
        readonly=True,
        digits=(12, 2),
        aggregator="avg",
        formula="recency_days / NULLIF(interval_median, 0)",
        help="Days since the last purchase, divided by the usual interval: above 1 the next"
        " purchase is overdue. Unknown until there are two purchase days.",
    )
    expected_next_date = fields.Date(
        "Next Purchase Expected",
        readonly=True,
        formula="last_purchase_date + round(interval_median)::integer",
        help="Last purchase plus the usual interval.",
    )
