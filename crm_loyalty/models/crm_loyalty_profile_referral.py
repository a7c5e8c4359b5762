from itertools import islice

from odoo import fields, models
from odoo.fields import Domain

from ..engine.explain import comma, shown
from ..engine.joined import joined_rows
from ..fields import KnownMonetary

ALL = "sales_team.group_sale_salesman_all_leads"
TOLD = 3  # referred customers that are named
LOOKED_AT = 20  # to find them


class CrmLoyaltyProfile(models.Model):
    """Whom the customer sent to us, and what those brought in."""

    _inherit = "crm.loyalty.profile"

    referral_count = fields.Integer(
        "Referred",
        readonly=True,
        facts="referral",
        sql="count(*)",
        absent="0",
        help="Customers whom this customer or one of its contacts referred.",
    )
    referral_bought_count = fields.Integer(
        "Referred and Bought",
        readonly=True,
        facts="referral",
        sql="count(*) FILTER (WHERE bought)",
        absent="0",
        help="Those of them whose first purchase came after the referral.",
    )
    # The sum over one customer is what a colleague sold to it: not for who sees his own alone.
    referral_revenue_12m = KnownMonetary(
        "Revenue by Referral, 12 Months",
        readonly=True,
        groups=ALL,
        facts="referral",
        sql="CASE WHEN count(*) FILTER (WHERE bought AND recent > 0) = 0 THEN 0"
        " ELSE sum(revenue) FILTER (WHERE bought) END",
        help="What the referred customers who bought have bought in the last 12 months, returns"
        " taken off. Unknown where nobody was referred.",
    )

    def action_open_referred(self):
        """Open the customers that this one and its contacts referred."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Referred by %s", self.partner_id.display_name),
            "res_model": "res.partner",
            "view_mode": "list,kanban,form",
            "domain": [("referred_by_id.commercial_partner_id", "=", self.partner_id.id)],
        }

    def _referral_value(self):
        """What the referred customers brought in, as text; None if unknown, or not for the user."""
        return self._known_text("referral_revenue_12m") if self._sees_referral_value() else None

    def _sees_referral_value(self):
        return self.env.user.has_group(ALL)

    def _told_referral(self):
        """What the referral component of value rests on: how many, and the best of those seen."""
        if not self.referral_count:
            return self.env._("Nobody is known to have been referred by this customer.")
        told = self.env._(
            "Referred: %(count)s, of whom %(bought)s bought since.",
            count=self.referral_count,
            bought=self.referral_bought_count,
        )
        if not self._sees_referral_value():
            hidden = self.env._("What they bought is for those who see every customer.")
            return f"{told} {hidden}"
        best = self._best_brought()
        if not best:
            return told
        named = comma(self.env).join(
            self.env._(
                "%(customer)s (%(revenue)s in 12 months)",
                customer=row["name"],
                revenue=shown(self, "revenue_12m", row["revenue_12m"]),
            )
            for row in best
        )
        return f"{told} {self.env._('Those who buy most: %s.', named)}"

    def _best_brought(self):
        """Who of them buys most, of those that the user may see; who bought before is left out."""
        most_first = "revenue_12m desc nulls last"
        found = joined_rows(
            self,
            self._search(self._referred_buyers(), order=most_first, limit=LOOKED_AT),
            ("revenue_12m", "first_purchase_date"),
            name=("partner_id", "name"),
            since=("partner_id", "referral_date"),
        )
        counted = (r for r in found if not r["since"] or r["since"] <= r["first_purchase_date"])
        return list(islice(counted, TOLD))

    def _referred_buyers(self):
        by_customer = Domain(
            "partner_id.referred_by_id.commercial_partner_id", "=", self.partner_id.id
        )
        bought = Domain("purchase_count", ">", 0)
        return by_customer & bought & Domain("company_id", "=", self.company_id.id)
