from odoo import models

from odoo.addons.crm_loyalty.fields import KnownFloat, KnownMonetary


class CrmLoyaltyProfile(models.Model):
    """Margin: of the lines whose cost is known, with the share of revenue that these are."""

    _inherit = "crm.loyalty.profile"

    margin = KnownMonetary(
        readonly=True,
        facts="earning",
        sql="sum(margin)",
        help="Net amount less cost, over the whole relationship, of the order lines whose cost is"
        " known. Unknown if none is.",
    )
    margin_12m = KnownMonetary(
        "Margin, 12 Months",
        readonly=True,
        facts="earning",
        sql="sum(margin) FILTER (WHERE day > setting.year_ago)",
    )
    margin_prev_12m = KnownMonetary(
        "Margin, 12 Months Before",
        readonly=True,
        facts="earning",
        sql="sum(margin) FILTER (WHERE day <= setting.year_ago AND day > setting.two_years_ago)",
    )
    margin_fy = KnownMonetary(
        "Margin, This Fiscal Year",
        readonly=True,
        facts="earning",
        sql="sum(margin) FILTER (WHERE day >= setting.fy_start)",
    )
    margin_last_fy = KnownMonetary(
        "Margin, Last Fiscal Year",
        readonly=True,
        facts="earning",
        sql="sum(margin) FILTER (WHERE day < setting.fy_start AND day >= setting.last_fy_start)",
    )
    margin_coverage = KnownFloat(
        "Margin Known For",
        readonly=True,
        digits=(12, 4),
        aggregator="avg",
        facts="earning",
        sql="COALESCE(sum(abs(amount)) FILTER (WHERE margin IS NOT NULL), 0)"
        " / NULLIF(sum(abs(amount)), 0)",
        help="Share of the amount ordered whose cost is known.",
    )
    margin_known = KnownFloat(
        "Margin of What Is Known",
        readonly=True,
        digits=(12, 4),
        aggregator="avg",
        facts="earning",
        sql="sum(margin) / NULLIF(sum(amount) FILTER (WHERE margin IS NOT NULL), 0)",
        help="Margin, divided by the net amount of the order lines whose cost is known.",
    )
    margin_rate = KnownFloat(formula="COALESCE(margin_known, setting.margin_rate)")
    earned_12m = KnownMonetary(
        formula="CASE WHEN margin_coverage = 1 THEN COALESCE(margin_12m, 0)"
        " ELSE revenue_12m * margin_rate END"
    )
    earned_fy = KnownMonetary(
        formula="CASE WHEN margin_coverage = 1 THEN COALESCE(margin_fy, 0)"
        " ELSE revenue_fy * margin_rate END"
    )
    earned_last_fy = KnownMonetary(
        formula="CASE WHEN margin_coverage = 1 THEN COALESCE(margin_last_fy, 0)"
        " ELSE revenue_last_fy * margin_rate END"
    )
