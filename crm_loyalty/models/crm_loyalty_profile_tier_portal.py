from odoo import api, models
from odoo.fields import Domain
from odoo.tools import format_date


class CrmLoyaltyProfile(models.Model):
    """What a customer is told of its own tier, and nothing else."""

    _inherit = "crm.loyalty.profile"

    @api.model
    def _membership(self):
        """Tell the current user the tier of its own customer with the current company.

        :return: dict of plain values: tier, until (or None), next (name, conditions) and benefits;
            None where the company does not show tiers, or has none
        """
        # A customer reads nothing of ours: this picks out what it is told, of itself alone.
        ours = self.sudo()
        company = self.env.company.with_env(ours.env)  # checked to be the user's, as asked for
        tiers = ours.env["crm.loyalty.stage"]._tiers(company)._usable()
        if not company.loyalty_portal or not tiers:
            return None
        customer = ours.env.user.partner_id.commercial_partner_id
        mine = Domain("partner_id", "=", customer.id) & Domain("company_id", "=", company.id)
        profile = ours.search(mine) or ours.new({"company_id": company.id})
        tier = profile.tier_id
        benefits = ours.env["crm.loyalty.benefit"]._of(tier, company)
        return {
            "tier": tier.name or None,
            "until": profile._promised_until(),
            "next": profile._way_up(tiers),
            "benefits": [(benefit.name, benefit.description or "") for benefit in benefits],
        }

    def _way_up(self, tiers):
        """The next tier with its conditions in a customer's words; None at the top."""
        above = self._next_tier(tiers)
        if not above:
            return None
        labels = {
            "revenue": self.env._("Bought so far"),
            "revenue_12m": self.env._("Bought in 12 months"),
            "purchase_count": self.env._("Purchases so far"),
            "product_count": self.env._("Different products bought"),
            "tenure_days": self.env._("Days since the first purchase"),
            "value_percentile": self.env._("Place among our customers (100: the top)"),
            "loyalty_index": self.env._("Loyalty index (100: the top)"),
        }
        for condition in above["conditions"]:
            name = condition.pop("measure", None)
            label = name and (labels.get(name) or self._fields[name]._description_string(self.env))
            condition["label"] = label or condition["text"]
        return above

    def _promised_until(self):
        """Until when the tier is guaranteed, in words; None where it is not."""
        until = self.tier_id == self.suggested_tier_id and self.tier_kept_until
        if not until or until < self._today():
            return None
        return format_date(self.env, until)
