from odoo import fields, models

from ..fields import KnownFloat, KnownInteger, KnownMonetary


class CrmLoyaltyProfile(models.Model):
    """What the company's model of repeat buying expects of the customer within the horizon."""

    _inherit = "crm.loyalty.profile"

    repeat_count = fields.Integer(
        "Repeat Purchase Days",
        readonly=True,
        facts="gap",
        sql="count(*)",
        absent="0",
        help="Days with a purchase after the first one: what models of repeat buying count.",
    )
    alive = KnownFloat(
        "Still a Customer",
        readonly=True,
        digits=(12, 4),
        aggregator="avg",
        facts="forecast",
        sql="max(alive)",
        help="Chance that the customer has not left for good, from when and how often it bought.",
    )
    expected_purchases = KnownFloat(
        readonly=True,
        digits=(12, 3),
        facts="forecast",
        sql="max(purchases)",
        help="Days with a purchase that are expected within the horizon.",
    )
    expected_wait = KnownInteger(
        "Days to Next Purchase",
        readonly=True,
        aggregator="avg",
        facts="forecast",
        sql="CASE WHEN max(wait) < 100000 THEN round(max(wait)) END",
        help="If it is still a customer, it buys within so many days with a chance of one half.",
    )
    predicted_next_date = fields.Date(
        "Next Purchase Predicted",
        readonly=True,
        formula="setting.as_of + expected_wait::integer",
        help="If it is still a customer, it buys by this day with a chance of one half. By the"
        " model of all customers; “Next Purchase Expected” is by its own rhythm alone.",
    )
    expected_revenue = KnownMonetary(
        readonly=True,
        facts="forecast",
        sql="max(facts.revenue)",
        help="Net revenue expected within the horizon, worth today.",
    )
    expected_revenue_low = KnownMonetary(
        "Expected Revenue, at Least", readonly=True, facts="forecast", sql="max(low)"
    )
    expected_revenue_high = KnownMonetary(
        "Expected Revenue, at Most",
        readonly=True,
        facts="forecast",
        sql="max(high)",
        help="In four cases of five this customer brings something between the two ends.",
    )
