from odoo import fields, models

from ..fields import KnownFloat, KnownInteger, KnownMonetary


class CrmLoyaltyProfile(models.Model):
    """What kind of things were bought, at what price, and what came back."""

    _inherit = "crm.loyalty.profile"

    product_count = fields.Integer(
        "Products Bought", readonly=True, facts="category", sql="sum(products)", absent="0"
    )
    category_count = fields.Integer(
        "Categories Bought",
        readonly=True,
        facts="category",
        sql="count(*) FILTER (WHERE products > 0)",
        absent="0",
    )
    new_category_days = KnownInteger(
        "Days Since a New Category",
        readonly=True,
        aggregator="avg",
        facts="category",
        sql="max(setting.as_of) - max(first_day) FILTER (WHERE products > 0)",
        help="Days since the customer first bought from a product category that was new to it.",
    )
    sold_amount = KnownMonetary(
        "Sold",
        readonly=True,
        facts="category",
        sql="COALESCE(sum(sold), 0)",
        absent="0",
        help="Net of tax, before returns, over the whole relationship.",
    )
    returned_amount = KnownMonetary(
        "Returned", readonly=True, facts="category", sql="COALESCE(sum(returned), 0)", absent="0"
    )
    return_rate = KnownFloat(
        "Return Rate",
        readonly=True,
        digits=(12, 4),
        aggregator="avg",
        formula="returned_amount / NULLIF(sold_amount, 0)",
        help="Amount returned, divided by amount sold.",
    )
    discount_share = KnownFloat(
        "Discount Dependence",
        readonly=True,
        digits=(12, 4),
        aggregator="avg",
        facts="category",
        sql="COALESCE(sum(discounted), 0) / NULLIF(sum(sold), 0)",
        help="Share of the amount sold that was bought at a discount.",
    )
