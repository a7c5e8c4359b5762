from odoo import fields, models

from ..fields import KnownFloat, KnownMonetary


class CrmLoyaltyProfile(models.Model):
    """What may come: leads, opportunities and quotations, and how earlier ones ended."""

    _inherit = "crm.loyalty.profile"

    lead_count = fields.Integer(
        "Open Opportunities",
        readonly=True,
        facts="lead",
        sql="count(*) FILTER (WHERE is_open)",
        absent="0",
    )
    pipeline_amount = KnownMonetary(
        "Pipeline",
        readonly=True,
        facts="lead",
        sql="COALESCE(sum(expected_revenue) FILTER (WHERE is_open), 0)",
        absent="0",
        help="Expected revenue of the open opportunities.",
    )
    pipeline_expected = KnownMonetary(
        "Expected From the Pipeline",
        readonly=True,
        facts="lead",
        sql="COALESCE(sum(expected_revenue * probability / 100) FILTER (WHERE is_open), 0)",
        absent="0",
        help="Expected revenue of the open opportunities, each by its chance to be won.",
    )
    won_count = fields.Integer(
        "Opportunities Won",
        readonly=True,
        facts="lead",
        sql="count(*) FILTER (WHERE won_status = 'won')",
        absent="0",
    )
    lost_count = fields.Integer(
        "Opportunities Lost",
        readonly=True,
        facts="lead",
        sql="count(*) FILTER (WHERE won_status = 'lost')",
        absent="0",
    )
    qualified = fields.Boolean(
        readonly=True,
        facts="lead",
        sql="COALESCE(bool_or(qualified) FILTER (WHERE is_open), FALSE)",
        absent="FALSE",
        help="An open opportunity has money, authority and need.",
    )
    lead_user_id = fields.Many2one(
        "res.users",
        "Opportunity Owner",
        readonly=True,
        index="btree_not_null",
        facts="lead",
        sql="max(user_id) FILTER (WHERE is_open)",
    )
    quotation_count = fields.Integer(
        "Open Quotations",
        readonly=True,
        facts="quotation",
        sql="count(*) FILTER (WHERE is_open)",
        absent="0",
        help="Where purchases are posted invoices, a confirmed order counts until it is invoiced.",
    )
    quotation_amount = KnownMonetary(
        "Quoted",
        readonly=True,
        facts="quotation",
        sql="COALESCE(sum(amount) FILTER (WHERE is_open), 0)",
        absent="0",
        help="Net amount of the open quotations.",
    )
    cancel_count = fields.Integer(
        "Cancelled",
        readonly=True,
        facts="quotation",
        sql="count(*) FILTER (WHERE cancelled)",
        absent="0",
        help="Quotations and orders that were cancelled.",
    )
    cancel_rate = KnownFloat(
        "Cancel Rate",
        readonly=True,
        digits=(12, 4),
        aggregator="avg",
        formula="cancel_count::numeric / NULLIF(cancel_count + purchase_count, 0)",
        help="Cancelled quotations and orders, divided by these and the purchases.",
    )
