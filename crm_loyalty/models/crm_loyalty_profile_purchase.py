from odoo import fields, models

from ..fields import KnownFloat, KnownMonetary


def _sum(condition):
    """SQL of the net amount of the documents in question: 0 if there are none, NULL if unknown."""
    return (
        f"COALESCE(sum(amount) FILTER (WHERE {condition}),"
        f" CASE WHEN count(*) FILTER (WHERE {condition}) = 0 THEN 0 END)"
    )


class CrmLoyaltyProfile(models.Model):
    """What was bought: how often, for how much, in which year."""

    _inherit = "crm.loyalty.profile"

    purchase_count = fields.Integer(
        "Purchases",
        readonly=True,
        facts="document",
        sql="count(*) FILTER (WHERE sign > 0)",
        absent="0",
        help="Confirmed orders (or posted invoices) with a positive net amount.",
    )
    revenue = KnownMonetary(
        "Revenue",
        readonly=True,
        facts="document",
        sql=_sum("TRUE"),
        absent="0",
        help="Net of tax and of returns, over the whole relationship.",
    )
    revenue_12m = KnownMonetary(
        "Revenue, 12 Months",
        readonly=True,
        index=True,
        facts="document",
        sql=_sum("day > setting.year_ago"),
        absent="0",
        help="Net revenue of the last 12 months.",
    )
    revenue_prev_12m = KnownMonetary(
        "Revenue, 12 Months Before",
        readonly=True,
        facts="document",
        sql=_sum("day <= setting.year_ago AND day > setting.two_years_ago"),
        absent="0",
        help="Net revenue of the 12 months before the last 12.",
    )
    revenue_fy = KnownMonetary(
        "Revenue, This Fiscal Year",
        readonly=True,
        facts="document",
        sql=_sum("day >= setting.fy_start"),
        absent="0",
    )
    revenue_last_fy = KnownMonetary(
        "Revenue, Last Fiscal Year",
        readonly=True,
        facts="document",
        sql=_sum("day < setting.fy_start AND day >= setting.last_fy_start"),
        absent="0",
    )
    average_order_value = KnownMonetary(
        "Average Order",
        readonly=True,
        aggregator="avg",
        facts="document",
        sql="avg(amount) FILTER (WHERE sign > 0)",
        help="Mean net amount of one purchase.",
    )
    trend = KnownFloat(
        "Trend",
        readonly=True,
        digits=(12, 4),
        aggregator="avg",
        formula="CASE WHEN revenue_prev_12m > 0 THEN revenue_12m / revenue_prev_12m - 1 END",
        help="Revenue of the last 12 months against the 12 before: 0.1 is 10 % more.",
    )
    return_count = fields.Integer(
        "Returns",
        readonly=True,
        facts="document",
        sql="count(*) FILTER (WHERE sign < 0)",
        absent="0",
        help="Credit notes and orders with a negative net amount.",
    )
    unvalued_count = fields.Integer(
        "Documents Without Value",
        readonly=True,
        facts="document",
        sql="count(*) FILTER (WHERE amount IS NULL)",
        absent="0",
        help="Documents whose exchange rate is zero or missing: their amount is not known and not"
        " counted.",
    )
    last_seller_id = fields.Many2one(
        "res.users",
        readonly=True,
        index="btree_not_null",
        facts="document",
        sql="(array_agg(user_id ORDER BY day DESC, id DESC) FILTER (WHERE user_id IS NOT NULL))[1]",
    )
