from datetime import date

from .common import TODAY, LoyaltyCase

LADDER = {"gold": (1000, 600), "silver": (500, 300), "bronze": (200, 100)}


class TierCase(LoyaltyCase):
    """Tiers by what was bought in 12 months: so much to enter, less to stay; a year, 30 days."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for name, (enter, stay) in LADDER.items():
            cls.tier(name).write(
                {
                    "domain": f"[('revenue_12m', '>=', {enter})]",
                    "keep_domain": f"[('revenue_12m', '>=', {stay})]",
                    "kept_months": 12,
                    "grace_days": 30,
                }
            )
        cls.buyer = cls.customer("Buyer")

    @classmethod
    def tier(cls, name):
        return cls.stage(f"tier_{name}")

    @classmethod
    def buys(cls, on, amount, partner=None, **values):
        ago = (TODAY - date.fromisoformat(on)).days
        return cls.order(partner or cls.buyer, ago, amount, **values)

    @classmethod
    def look(cls, on):
        """A full pass as of a day."""
        return cls.full_pass(date.fromisoformat(on))

    def state(self, partner=None):
        """(tier, since, guaranteed until, below since, review) as words and days."""
        profile = self.profile(partner or self.buyer)
        names = ("tier_since", "tier_kept_until", "tier_below_since", "tier_review_date")
        return (profile.tier_id.name or None, *(str(profile[name] or "") for name in names))

    def assertState(self, on, *expected):
        self.look(on)
        self.assertEqual(self.state(), expected, on)
