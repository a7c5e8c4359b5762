from odoo import fields, models

from ..fields import KnownInteger, KnownMonetary


def _steady(name, value, limits):
    """SQL of a place among the others, which moves only when it would move far enough.

    So nobody flips to and fro between two classes: the stored place stands until today's differs
    from it by more than the company allows for. The place is how many of the limits the value
    does not reach; a percentile has its value and its limits negated, as the RFM scores have:
    equal values share a percentile, and all equal is 0.
    """
    return (
        f"CASE WHEN purchase_count > 0 AND cardinality(setting.{limits}) > 0 THEN"
        f" (SELECT CASE WHEN abs(found - prior.{name}) <= setting.steady THEN prior.{name}"
        f" ELSE found END FROM (SELECT cardinality(setting.{limits})"
        f" - width_bucket(({value})::float, setting.{limits}) AS found OFFSET 0) today) END"
    )


class CrmLoyaltyProfile(models.Model):
    """Where the customer's value and its potential stand among all customers of the company."""

    _inherit = "crm.loyalty.profile"

    ranked_value = KnownMonetary(
        "Current Value",
        readonly=True,
        formula="CASE setting.value_by WHEN 'margin' THEN earned_12m ELSE revenue_12m END",
        help="Revenue of the last 12 months, or what was earned in them: as the company chooses.",
    )
    value_percentile = KnownInteger(
        readonly=True,
        aggregator="avg",
        formula=_steady("value_percentile", "-ranked_value", "value_limits"),
        help="Share of the customers, in percent, whose current value is lower. It moves only when"
        " it changes by more than the company allows for, so that nobody flips to and fro.",
    )
    value_above = KnownInteger(
        "Share of Value Above",
        readonly=True,
        aggregator="avg",
        formula=_steady("value_above", "ranked_value", "share_limits"),
        help="Share of the company's current value, in percent, that customers of higher value"
        " bring together: below 50 are those who bring the first half of it.",
    )
    cross_potential = KnownMonetary(
        "Cross-Selling Potential",
        readonly=True,
        # GREATEST would take what is unknown for zero.
        formula="CASE WHEN category_count = 0 THEN NULL"
        " WHEN setting.usual_categories <= category_count THEN 0"
        " ELSE (setting.usual_categories - category_count) * revenue_12m / category_count END",
        help="Revenue of 12 months for each product category, times the categories that this"
        " customer does not buy from yet and customers with many (three in four have fewer) do.",
    )
    growth_potential = KnownMonetary(
        readonly=True,
        # Both tell of the same revenue: where somebody knows what is open, nobody need infer it.
        formula="COALESCE(wallet_open,"
        " CASE WHEN purchase_count > 0 THEN cross_potential ELSE 0 END) + pipeline_expected",
        help="What of the customer's wallet is still open, or else its cross-selling potential; and"
        " the open opportunities by their chance to be won.",
    )
    potential_percentile = KnownInteger(
        readonly=True,
        aggregator="avg",
        formula=_steady("potential_percentile", "-growth_potential", "potential_limits"),
        help="Share of the customers, in percent, whose growth potential is lower.",
    )
    matrix_id = fields.Many2one(
        "crm.loyalty.stage",
        "Value Matrix",
        readonly=True,
        reading="matrix",
        index="btree_not_null",
        ondelete="restrict",
        help="Current value against growth potential.",
    )
    pyramid_id = fields.Many2one(
        "crm.loyalty.stage",
        "Customer Pyramid",
        readonly=True,
        reading="pyramid",
        index="btree_not_null",
        ondelete="restrict",
        help="VIP, core or general, by current value.",
    )
