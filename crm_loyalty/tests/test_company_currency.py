from odoo.exceptions import ValidationError

from .common import LoyaltyCase, day


class TestCompanyCurrency(LoyaltyCase):
    """A company whose figures are in one currency does not go on in another without a word."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.seller = cls.other_company("Seller")
        cls.ours, cls.theirs = cls.seller.currency_id, cls.setup_other_currency("EUR")
        cls.buyer = cls.customer()

    def change(self):
        self.seller.currency_id = self.theirs

    def kept(self, model, **values):
        return self.env[model].create(
            {"partner_id": self.buyer.id, "company_id": self.seller.id} | values
        )

    def assertRefused(self, fact):
        text = rf"“Seller” keeps figures in {self.ours.name} .*{fact}.*Create another company"
        with self.assertRaisesRegex(ValidationError, text), self.cr.savepoint():
            self.change()
        self.seller.invalidate_recordset()
        self.assertEqual(self.seller.currency_id, self.ours)

    def test_a_new_company_is_free_to_choose(self):
        self.change()
        self.assertEqual(self.seller.currency_id, self.theirs)
        self.seller.currency_id = self.ours
        self.order(self.buyer, 3, company_id=self.seller.id)
        self.assertRefused("Sales Order")

    def test_a_company_made_in_another_currency_than_the_first_is_kept_in_its_own(self):
        other = self.env["res.company"].create({"name": "EU", "currency_id": self.theirs.id})
        self.order(self.buyer, 3, company_id=other.id)
        other.currency_id = self.theirs
        self.assertEqual(other.currency_id, self.theirs)

    def test_confirmed_orders_would_be_read_in_the_wrong_currency(self):
        """100 dollars, at a rate of 1 against the dollar, are not 100 euros."""
        self.order(self.buyer, 3, company_id=self.seller.id)
        self.assertRefused("Sales Order")

    def test_quotations_hold_nobody_back(self):
        self.order(self.buyer, 3, company_id=self.seller.id, state="draft")
        self.order(self.buyer, 3, company_id=self.seller.id, state="cancel")
        self.change()
        self.assertEqual(self.seller.currency_id, self.theirs)

    def test_what_people_estimated_and_what_was_computed_would_be_too(self):
        for name, fact, values in (
            ("crm.loyalty.wallet", "Wallet Estimate", {"amount": 500}),
            ("crm.loyalty.idea", "Idea", {"name": "Boxes", "worth": 50}),
            ("crm.loyalty.complaint", "Complaint", {"name": "Broken", "cost": 20}),
            ("crm.loyalty.balance", "Value at a Date", {"day": day(1), "is_customer": True}),
        ):
            with self.subTest(name):
                record = self.kept(name, **values)
                self.assertRefused(fact)
                record.unlink()

    def test_a_model_of_what_customers_spend_would_be_too(self):
        models = {"purchase_model": "baseline", "spend_model": "none"}
        values = {"day": day(1), "wanted": "baseline", "choice": {"purchases": {}}} | models
        self.env["crm.loyalty.fit"].create(values | {"company_id": self.seller.id})
        self.change()  # it knows no amount
        self.seller.currency_id = self.ours
        values["spend_model"] = "mean_spend"
        self.env["crm.loyalty.fit"].create(values | {"company_id": self.seller.id})
        self.assertRefused("Prediction Model")

    def test_what_is_in_no_currency_holds_nobody_back(self):
        self.kept("crm.loyalty.complaint", name="Late")
        self.kept("crm.loyalty.balance", day=day(1))
        self.change()
        self.assertEqual(self.seller.currency_id, self.theirs)

    def test_the_facts_of_another_company_hold_nobody_back(self):
        self.order(self.buyer, 3)
        self.change()
        self.assertEqual(self.seller.currency_id, self.theirs)

    def test_saving_the_same_currency_again_is_no_change(self):
        self.order(self.buyer, 3, company_id=self.seller.id)
        self.seller.currency_id = self.ours
        self.seller.write({"name": "Renamed", "currency_id": self.ours.id})
        self.assertEqual(self.seller.name, "Renamed")

    def test_once_the_facts_are_gone_it_is_free_again(self):
        order = self.order(self.buyer, 3, company_id=self.seller.id)
        self.assertRefused("Sales Order")
        order.state = "cancel"
        self.change()
        self.assertEqual(self.seller.currency_id, self.theirs)
