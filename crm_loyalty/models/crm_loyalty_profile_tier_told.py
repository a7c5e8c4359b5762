from odoo import fields, models
from odoo.tools import format_date

from ..engine.explain import conditions
from ..engine.tiering import staying


class CrmLoyaltyProfile(models.Model):
    """The tier in words: what keeps it, what the next one asks for, and what it brings."""

    _inherit = "crm.loyalty.profile"

    tier_told = fields.Json("Tier and Benefits", compute="_compute_explanation")

    def _explain_by(self, stages):
        tiers = stages.filtered_domain([("reading", "=", "tier")])
        benefits = self.env["crm.loyalty.benefit"]._of(self.tier_id, self.company_id)
        self.tier_told = {
            "tier": self._named(self.tier_id),
            "sentences": [*self._tier_beside_pin(), *self._tier_sentences()],
            "warning": self._tier_warning(),
            "stay": self._staying_conditions(tiers),
            "next": self._next_tier(tiers),
            "benefits": benefits._told(),
        }
        return super()._explain_by(stages)

    def _explain(self, reading, name, stages):
        """A tier rests on its rule to stay and on what was promised, not on one rule alone."""
        told = super()._explain(reading, name, stages)
        if reading != "tier" or not self.suggested_tier_id:
            return told
        earned = self.suggested_tier_id.name
        return told | {
            "pin": told["pin"] and told["pin"] | {"rule_stage": earned},
            "rule_stage": earned,
            "conditions": self._staying_conditions(stages),
            "moves": [
                {
                    "stage": tier.name,
                    "color": tier.color,
                    "conditions": conditions(self, tier._parsed_domain()),
                }
                for tier in self._above(self.suggested_tier_id, stages)
            ],
            "notes": [" ".join(self._tier_sentences()), *filter(None, [self._tier_warning()])],
        }

    def _named(self, stage):
        return {"name": stage.name, "color": stage.color} if stage else None

    def _tier_beside_pin(self):
        """What the figures have earned, where a pin says something else."""
        if self.suggested_tier_id and self.tier_id != self.suggested_tier_id:
            earned = self.suggested_tier_id.name
            yield self.env._("The figures alone have earned “%s”.", earned)

    def _tier_sentences(self):
        """Since when and how long the tier holds that the figures have earned."""
        if not self.suggested_tier_id:
            return []
        today = self._today()
        told = [self.env._("Earned on %s.", format_date(self.env, self.tier_since))]
        if self.tier_kept_until and self.tier_kept_until >= today:
            until = format_date(self.env, self.tier_kept_until)
            told.append(self.env._("Guaranteed until %s.", until))
        if self.tier_review_date and not self.tier_below_since:
            review = format_date(self.env, self.tier_review_date)
            told.append(self.env._("Next review on %s.", review))
        return told

    def _tier_warning(self):
        """That the tier is on its way to be lost, and when; None where it is not."""
        if not self.tier_below_since:
            return None
        return self.env._(
            "The rule to stay has not been met since %(since)s: “%(tier)s” is lost on %(falls)s"
            " unless it is met before.",
            since=format_date(self.env, self.tier_below_since),
            tier=self.suggested_tier_id.name,
            falls=format_date(self.env, self.tier_review_date),
        )

    def _staying_conditions(self, tiers):
        """What the tier that the figures have earned asks for to be kept."""
        held = self.suggested_tier_id
        if held not in tiers or held.by_hand:
            return []
        return conditions(self, staying(held._rule())["domain"])

    def _next_tier(self, tiers):
        """The tier above, with what it asks for; None at the top.

        :param tiers: those of the company, the highest first
        """
        above = self._above(self.tier_id, tiers)[-1:]
        if not above:
            return None
        return self._named(above) | {"conditions": conditions(self, above._parsed_domain())}

    def _above(self, tier, tiers):
        """The tiers above one that figures can reach; all of them for who has none."""
        place = tiers.ids.index(tier.id) if tier in tiers else len(tiers)
        return tiers[:place].filtered(lambda stage: not stage.by_hand)
