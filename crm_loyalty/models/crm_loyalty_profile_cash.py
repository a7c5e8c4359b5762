from odoo import models

from ..fields import KnownMonetary


class CrmLoyaltyProfile(models.Model):
    """Cash in against cost, by fiscal year; unknown of customers whose payments are not in Odoo."""

    _inherit = "crm.loyalty.profile"

    paid_fy = KnownMonetary(
        "Paid, This Fiscal Year",
        readonly=True,
        facts="payment",
        sql="COALESCE(sum(amount) FILTER (WHERE day >= setting.fy_start), 0) + 0 * sum(amount)",
        help="What the customer paid, less what was paid back, without the tax in it (by the share"
        " of tax in its invoices). Unknown without payments or invoices in Odoo.",
    )
    paid_last_fy = KnownMonetary(
        "Paid, Last Fiscal Year",
        readonly=True,
        facts="payment",
        sql="COALESCE(sum(amount) FILTER (WHERE day < setting.fy_start"
        " AND day >= setting.last_fy_start), 0) + 0 * sum(amount)",
    )
    cash_fy = KnownMonetary(
        "Cash Flow, This Fiscal Year",
        readonly=True,
        judged=True,
        formula="paid_fy - (revenue_fy - earned_fy) - keeping_cost * setting.fy_share",
        help="Cash in against cost: what was paid, less what the goods cost and what keeping the"
        " customer costs for that time.",
    )
    cash_last_fy = KnownMonetary(
        "Cash Flow, Last Fiscal Year",
        readonly=True,
        judged=True,
        formula="CASE WHEN first_purchase_date < setting.fy_start"
        " THEN paid_last_fy - (revenue_last_fy - earned_last_fy) - keeping_cost END",
    )
