from datetime import date

from odoo.tests import new_test_user

from .common import LoyaltyCase

THEN, NOW = date(2025, 7, 1), date(2026, 7, 1)
SETTINGS = {
    "loyalty_margin_rate": 0.4,
    "loyalty_clv_by": "retention",
    "loyalty_retention": 0.8,
    "loyalty_discount_rate": 0,
    "loyalty_horizon": 12,
}


class EquityCase(LoyaltyCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.balances = cls.env["crm.loyalty.balance"]
        cls.manager = new_test_user(cls.env, "boss", "crm_loyalty.group_loyalty_manager")
        cls.lost = cls.stage("lifecycle_lost")
        cls.stable = cls.stage("lifecycle_stability")

    @classmethod
    def hold(cls, partner, on, worth, lost=False, **values):
        """A customer's row in the balance of a day; a worth of None is not known."""
        return cls.balances.create(
            {
                "partner_id": partner.id,
                "company_id": cls.company.id,
                "day": on,
                "is_customer": True,
                "clv": False if worth is None else float(worth),
                "lifecycle_id": (cls.lost if lost else cls.stable).id,
            }
            | values
        )

    def change(self, user=None, then=THEN, now=NOW):
        balances = self.balances.with_user(user or self.manager)
        self.env.flush_all()
        return balances.equity_change(str(then), now and str(now))

    def parts(self, **dates):
        """The parts that have customers: {name: (change, customers)}."""
        found = self.change(**dates)["parts"]
        return {p["name"]: (p["change"], p["customers"]) for p in found if p["customers"]}
