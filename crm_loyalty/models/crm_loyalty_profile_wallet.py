from odoo import fields, models
from odoo.tools import format_date

from ..engine.explain import shown
from ..fields import KnownFloat, KnownMonetary


class CrmLoyaltyProfile(models.Model):
    """How much of what the customer spends it spends with us: known where staff estimated it."""

    _inherit = "crm.loyalty.profile"

    wallet_amount = KnownMonetary(
        "Spends a Year",
        readonly=True,
        facts="wallet",
        sql="max(amount)",
        help="What the customer spends in a year on what we sell, whoever it buys from: the latest"
        " estimate of staff. Unknown without one.",
    )
    wallet_date = fields.Date(
        "Wallet Estimated On", readonly=True, facts="wallet", sql="max(facts.day)"
    )
    share_of_wallet = KnownFloat(
        "Share of Wallet",
        readonly=True,
        digits=(12, 4),
        aggregator="avg",
        # LEAST and GREATEST would take what is unknown for nothing.
        formula="CASE WHEN revenue_12m IS NOT NULL AND wallet_amount > 0"
        " THEN LEAST(1, GREATEST(0, revenue_12m / wallet_amount)) END",
        help="Revenue of 12 months, divided by what the customer is estimated to spend in a year;"
        " at most 100 %. Unknown without an estimate.",
    )
    wallet_open = KnownMonetary(
        "Wallet Still Open",
        readonly=True,
        formula="CASE WHEN revenue_12m IS NOT NULL AND wallet_amount IS NOT NULL"
        " THEN GREATEST(0, wallet_amount - revenue_12m) END",
        help="What the customer is estimated to spend in a year, less what it bought in 12 months.",
    )

    def _told_wallet(self):
        """What of the wallet is open, in words; None without an estimate."""
        if self.wallet_open is False:
            return None
        return self.env._(
            "Still open: %(open)s of %(wallet)s that the customer spends a year (estimated on"
            " %(day)s), and %(pipeline)s from open opportunities.",
            open=shown(self, "wallet_open", self.wallet_open),
            wallet=shown(self, "wallet_amount", self.wallet_amount),
            day=format_date(self.env, self.wallet_date),
            pipeline=shown(self, "pipeline_expected", self.pipeline_expected),
        )
