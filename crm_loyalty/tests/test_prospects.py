from odoo.tests import new_test_user

from .common_equity import SETTINGS, EquityCase


class TestProspects(EquityCase):
    """What the open opportunities of those are worth who never bought."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.write(SETTINGS)
        cls.prospect, cls.buyer = cls.customer("Prospect"), cls.customer("Buyer")
        cls.order(cls.buyer, 5)

    @classmethod
    def lead(cls, partner=None, **values):
        lead = cls.env["crm.lead"].create(
            {
                "name": "Lead",
                "type": "opportunity",
                "partner_id": partner and partner.id,
                "company_id": cls.company.id,
                "expected_revenue": 1000,
                "probability": 20,
                "user_id": False,
            }
            | values
        )
        cls.created(lead, 1)
        return lead

    def prospects(self, user=None):
        self.full_pass()
        self.env.flush_all()
        return self.balances.with_user(user or self.manager).equity_prospects()

    def test_expected_revenue_by_chance_and_margin(self):
        """0.4 × (0.2 × 1,000 + 0.5 × 400); what the buyer may buy is in its own value."""
        self.lead(self.prospect)
        self.lead(expected_revenue=400, probability=50)
        self.lead(self.buyer, expected_revenue=9999)
        self.lead(self.prospect, active=False)
        self.assertEqual(
            self.prospects(), {"value": 160, "customers": 1, "leads": 1, "unvalued": 0}
        )

    def test_without_a_margin_it_is_unknown(self):
        self.company.loyalty_margin_rate = False
        self.lead(self.prospect)
        self.lead()
        found = self.prospects()
        self.assertIs(found["value"], None)
        self.assertEqual(found["unvalued"], 2)

    def test_leads_of_another_company_are_not_counted(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.lead(company_id=other.id)
        self.assertEqual(self.prospects()["leads"], 0)

    def test_a_salesperson_sees_what_is_his(self):
        seller = new_test_user(self.env, "seller", "sales_team.group_sale_salesman")
        self.prospect.user_id = self.manager
        self.lead(self.prospect)
        self.lead(user_id=self.manager.id)
        self.lead(user_id=seller.id, expected_revenue=10)
        found = self.prospects(seller)
        self.assertEqual((found["customers"], found["leads"]), (0, 1))
        self.assertEqual(found["value"], 0.8)
