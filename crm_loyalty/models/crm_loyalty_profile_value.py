from odoo import fields, models

from ..fields import KnownFloat, KnownMonetary


class CrmLoyaltyProfile(models.Model):
    """What the relationship is worth: by year, over its life in three ways, and at what cost."""

    _inherit = "crm.loyalty.profile"

    margin_rate = KnownFloat(
        "Margin Rate",
        readonly=True,
        digits=(12, 4),
        aggregator="avg",
        formula="setting.margin_rate",
        help="Share of the net amount that is earned: the customer's own where cost is known, else"
        " the margin that the company assumes. Unknown without either.",
    )
    earned_12m = KnownMonetary(
        "Earned, 12 Months", readonly=True, formula="revenue_12m * margin_rate"
    )
    earned_fy = KnownMonetary(
        "Earned, This Fiscal Year", readonly=True, formula="revenue_fy * margin_rate"
    )
    earned_last_fy = KnownMonetary(
        "Earned, Last Fiscal Year", readonly=True, formula="revenue_last_fy * margin_rate"
    )
    care_hours = fields.Float(
        "Hours Spent, 12 Months",
        readonly=True,
        digits=(12, 2),
        facts="care",
        sql="COALESCE(sum(hours), 0)",
        absent="0",
        help="Meetings with the customer and activities done for it; counted where the cost of"
        " keeping a customer is counted by time.",
    )
    keeping_cost = KnownMonetary(
        "Cost of Keeping",
        readonly=True,
        judged=True,
        formula="CASE setting.upkeep"
        " WHEN 'time' THEN setting.hour_cost * care_hours"
        " WHEN 'level' THEN COALESCE("
        "setting.level_costs[array_position(setting.level_ids, level_id)], setting.upkeep_amount)"
        " ELSE setting.upkeep_amount END",
        help="What it costs to keep this customer for a year.",
    )
    relationship_value = KnownMonetary(
        "Relationship Value, This Fiscal Year",
        readonly=True,
        judged=True,
        formula="earned_fy - keeping_cost * setting.fy_share",
        help="Profit of the relationship in this fiscal year so far: what was earned, less the cost"
        " of keeping the customer for that time.",
    )
    relationship_value_last_fy = KnownMonetary(
        "Relationship Value, Last Fiscal Year",
        readonly=True,
        judged=True,
        formula="CASE WHEN first_purchase_date < setting.fy_start"
        " THEN earned_last_fy - keeping_cost END",
    )
    clv_predicted = KnownMonetary(
        "Lifetime Value by Prediction",
        readonly=True,
        judged=True,
        formula="expected_revenue * margin_rate"
        " - keeping_cost * setting.upkeep_factor * COALESCE(alive, 1)",
        help="Expected revenue times the margin rate, less the cost of keeping the customer for as"
        " long as it is expected to be one; all worth today.",
    )
    clv_retention = KnownMonetary(
        "Lifetime Value by Retention",
        readonly=True,
        judged=True,
        formula="earned_12m * setting.kept_factor - keeping_cost * setting.upkeep_factor",
        help="Σ (m·rᵗ − c) / (1 + d)ᵗ over the years of the horizon: what was earned in the last 12"
        " months, again in every year that the customer stays.",
    )
    clv_baseline = KnownMonetary(
        "Lifetime Value by Average",
        readonly=True,
        judged=True,
        formula="(average_order_value * purchase_count / GREATEST(tenure_days / 365.25, 1)"
        " * margin_rate - keeping_cost) * setting.remaining_years",
        help="Average order, times purchases a year, times the years that a customer is expected to"
        " stay within the horizon; not discounted. What every model has to beat.",
    )
    # No index: it changes every night, and with it every index would.
    clv = KnownMonetary(
        "Lifetime Value",
        readonly=True,
        judged=True,
        formula="CASE setting.clv_by WHEN 'retention' THEN clv_retention"
        " WHEN 'baseline' THEN clv_baseline ELSE clv_predicted END",
        help="What the customer is still to bring within the horizon, by the way of computing it"
        " that the company has chosen.",
    )
    clv_low = KnownMonetary(
        "Lifetime Value, at Least",
        readonly=True,
        judged=True,
        formula="CASE WHEN setting.clv_by = 'predicted' THEN"
        " LEAST(expected_revenue_low * margin_rate, expected_revenue_high * margin_rate)"
        " - keeping_cost * setting.upkeep_factor * COALESCE(alive, 1) END",
    )
    clv_high = KnownMonetary(
        "Lifetime Value, at Most",
        readonly=True,
        judged=True,
        formula="CASE WHEN setting.clv_by = 'predicted' THEN"
        " GREATEST(expected_revenue_low * margin_rate, expected_revenue_high * margin_rate)"
        " - keeping_cost * setting.upkeep_factor * COALESCE(alive, 1) END",
        help="In four cases of five this customer brings something between the two ends.",
    )
