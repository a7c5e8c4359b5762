from .common import LoyaltyCase, day


class ReferralCase(LoyaltyCase):
    """A customer who referred others, and those."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.anna, cls.ben, cls.cora = (cls.customer(name) for name in ("Anna", "Ben", "Cora"))
        cls.orders(cls.anna, 500)
        cls.full_pass()

    @classmethod
    def refer(cls, referrer, customer, ago=None):
        """Note that somebody referred a customer, so many days ago or from the beginning."""
        since = False if ago is None else day(ago)
        customer.write({"referred_by_id": referrer.id, "referral_date": since})

    def figures(self, partner):
        told = self.profile(partner)
        return told.referral_count, told.referral_bought_count, told.referral_revenue_12m
