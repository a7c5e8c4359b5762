import os
import random
from decimal import Decimal

from odoo.fields import Command

from .common import TODAY, day
from .common_invoicing import InvoicingCase
from .reference_facts import rounded

# Customers with random dealings; the number can be raised for a long run by hand.
SEEDS = int(os.environ.get("CRM_LOYALTY_MONEY_SEEDS", "60"))
# The days on which rates change, as days before today, and the rates from then on.
RATES = {
    "EUR": {900: "0.9134", 400: "0.8871", 120: "0.9402", 30: "0.8666"},
    "GBP": {900: "0.7813", 400: "0.7401", 120: "0.8019", 30: "0.7777"},
    "JPY": {900: "131.47", 400: "149.03", 120: "156.9", 30: "143.21"},
}
FATES = ["draft", "cancelled", "ordered", "ordered", "invoiced", "deposit", "credited", "returned"]


class Deal:
    """What was agreed with a customer, and what should remain of it."""

    def __init__(self, dice, companies):
        self.company = dice.choice(companies)
        self.currency = dice.choice([self.company.currency_id.name, *RATES])
        self.ago = dice.choice([800, 401, 400, 399, 200, 121, 120, 90])
        self.price = Decimal(dice.randint(1, 90) * 100)
        self.quantity = dice.randint(2, 6)
        self.discount = dice.choice([0, 0, 10, 25, 50])
        self.taxed = dice.random() < 0.4
        self.fate = dice.choice(FATES)
        self.invoiced_ago = dice.choice([80, 40, 31, 30])
        self.credited_ago = dice.choice([29, 10, 0])
        self.back = dice.randint(1, self.quantity - 1)

    def net(self, quantity):
        """Without tax: 25 % of it are inside the price."""
        gross = self.price * quantity * (100 - self.discount) / 100
        return gross / Decimal("1.25") if self.taxed else gross

    def booked(self, quantity, ago):
        """An amount in the company's currency as an invoice of that day books it: rounded."""
        return rounded(
            self._converted(self.net(quantity), ago), self.company.currency_id.decimal_places
        )

    def _converted(self, amount, ago):
        if self.currency == self.company.currency_id.name:
            return amount
        since = min(start for start in RATES[self.currency] if start >= ago)
        return amount / Decimal(RATES[self.currency][since])

    def expected(self):
        """The revenue that the deal leaves."""
        if self.company.loyalty_basis == "invoiced":
            return self._expected_invoiced()
        if self.fate in ("draft", "cancelled"):
            return Decimal(0)
        ordered = self._converted(self.net(self.quantity), self.ago)
        return ordered - self._taken_back()

    def _expected_invoiced(self):
        if self.fate in ("draft", "cancelled", "ordered"):
            return Decimal(0)
        return self.booked(self.quantity, self.invoiced_ago) - self._taken_back()

    def _taken_back(self):
        if self.fate == "credited":
            return self.booked(self.quantity, self.credited_ago)
        return self.booked(self.back, self.credited_ago) if self.fate == "returned" else Decimal(0)


class TestMoneySeeds(InvoicingCase):
    """Random dealings in several currencies against an oracle in plain Decimal."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        other = cls.env["res.company"].create(
            {"name": "Other", "country_id": cls.env.ref("base.us").id}
        )
        cls.env["account.chart.template"].try_loading("generic_coa", other, install_demo=False)
        other.write({"loyalty_basis": "invoiced", "loyalty_tz": "UTC"})
        cls.env.user.company_ids += other
        cls.companies = cls.company + other
        cls.pricelists, cls.taxes = {}, {}
        for company in cls.companies:
            # A company that adds up rounded lines: the oracle does, too.
            company.tax_calculation_rounding_method = "round_per_line"
            env = cls.env["res.company"].with_company(company).env
            tax = {"name": "Inside", "amount": 25, "price_include_override": "tax_included"}
            cls.taxes[company] = env["account.tax"].create(tax)
            for code in ["USD", *RATES]:
                cls.pricelists[company, code] = cls._pricelist(company, code)

    @classmethod
    def _pricelist(cls, company, code):
        currency = cls._enable_currency(code)
        for ago, rate in RATES.get(code, {}).items():
            values = {"name": day(ago), "rate": float(rate), "company_id": company.id}
            cls.env["res.currency.rate"].create(values | {"currency_id": currency.id})
        values = {"name": code, "currency_id": currency.id, "company_id": company.id}
        return cls.env["product.pricelist"].create(values)

    def test_revenue_is_what_remains_of_every_deal_to_half_a_cent(self):
        dealings = []
        for seed in range(SEEDS):
            dice = random.Random(seed)
            buyer = self.customer(f"Customer {seed}")
            deals = [Deal(dice, self.companies) for _number in range(dice.randint(1, 2))]
            for deal in deals:
                self.carry_out(deal, buyer)
            dealings.append((buyer, deals))
        self.full_pass(TODAY)
        for seed, (buyer, deals) in enumerate(dealings):
            for company in self.companies:
                with self.subTest(seed=seed, company=company.name):
                    self.compare(buyer, company, [d for d in deals if d.company == company])

    def compare(self, buyer, company, deals):
        expected = sum((deal.expected() for deal in deals), Decimal(0))
        computed = Decimal(str(self.profile(buyer, company).revenue or 0))
        half = Decimal("0.5").scaleb(-company.currency_id.decimal_places)
        self.assertLessEqual(
            abs(computed - expected), half + Decimal("1e-6"), [vars(deal) for deal in deals]
        )

    def carry_out(self, deal, buyer):
        self.env.user.company_id = deal.company
        line = {
            "product_id": self.product.id,
            "product_uom_qty": deal.quantity,
            "price_unit": float(deal.price),
            "discount": deal.discount,
            "tax_ids": [Command.set(self.taxes[deal.company].ids if deal.taxed else [])],
        }
        values = {
            "company_id": deal.company.id,
            "pricelist_id": self.pricelists[deal.company, deal.currency].id,
            "order_line": [Command.create(line)],
        }
        if deal.fate == "draft":
            self.order(buyer, deal.ago, state="draft", **values)
            return
        order = self.confirmed(buyer, deal.ago, **values)
        if deal.fate == "cancelled":
            order._action_cancel()
        elif deal.fate != "ordered":
            self.settle(deal, order)

    def settle(self, deal, order):
        if deal.fate == "deposit":
            self.deposit(order, 30, deal.invoiced_ago)
        invoice = self.invoice(order, deal.invoiced_ago)
        if deal.fate == "credited":
            self.credit(invoice, deal.credited_ago)
        elif deal.fate == "returned":
            self.credit(
                invoice,
                deal.credited_ago,
                lambda note: note.invoice_line_ids.write({"quantity": deal.back}),
            )
