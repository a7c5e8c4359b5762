from odoo.tests import new_test_user

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


class RewardCase(ReferralCase):
    """Anna referred Ben, for which a reward is owed when he buys; two salespeople, and a leader."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.write({"loyalty_referral_amount": 25, "loyalty_referral_text": "A voucher"})
        cls.seller = new_test_user(cls.env, "seller", "sales_team.group_sale_salesman")
        cls.manager = new_test_user(cls.env, "manager", "crm_loyalty.group_loyalty_manager")
        cls.colleague, cls.leader = (
            new_test_user(cls.env, login, f"sales_team.group_sale_{right}")
            for login, right in (("colleague", "salesman"), ("leader", "salesman_all_leads"))
        )
        cls.refer(cls.anna, cls.ben)

    @property
    def rewards(self):
        return self.env["crm.loyalty.reward"].search([], order="id")
