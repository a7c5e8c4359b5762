import os
import tempfile
from types import SimpleNamespace

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.configuration import set_hypothesis_home_dir

from odoo.fields import Command

from ..engine import calibration
from . import histories
from .common import LoyaltyCase
from .facts_writer import FactsWriter
from .reference import calibrate, measures
from .reference_facts import Company
from .reference_stages import stages

# Customers of one example; how many histories in all can be raised for a long run by hand.
SIZE = 12
HISTORIES = int(os.environ.get("CRM_LOYALTY_HISTORIES", "240"))
SMALLEST_BASE = 8


class TestReference(LoyaltyCase):
    """The engine against the slow, obvious implementation, on random histories."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._keep_no_notes()
        usd, jpy = cls._enable_currency("USD"), cls._enable_currency("JPY")
        us, jp = cls.env.ref("base.us"), cls.env.ref("base.jp")
        cls.records = cls._company("Orders Inc", usd, us) + cls._company("Invoices KK", jpy, jp)
        cls.records[0].state_id = us.state_ids[0]
        cls.records[1].loyalty_basis = "invoiced"
        cls.env.user.company_ids += cls.records
        cls.env = cls.env(context={**cls.env.context, "allowed_company_ids": cls.records.ids})
        cls.profiles = cls.profiles.with_env(cls.env).with_context(active_test=False)
        cls.companies = [cls._counting(record) for record in cls.records]
        cls.pricelists = {
            (company, currency.decimal_places): cls._pricelist(record, currency)
            for company, record in zip(cls.companies, cls.records, strict=True)
            for currency in (usd, jpy)
        }
        cls.world = cls._world([us, jp])
        cls.credited = cls._plain_invoice()

    @classmethod
    def _keep_no_notes(cls):
        """Have hypothesis leave nothing in the folder from which the tests are run."""
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        set_hypothesis_home_dir(folder.name)

    @classmethod
    def _company(cls, name, currency, country):
        company = cls.env["res.company"].create({"name": name, "country_id": country.id})
        cls.env["account.chart.template"].try_loading("generic_coa", company, install_demo=False)
        # The reference adds up rounded lines; the other way is Odoo's business, not the engine's.
        company.write(
            {"currency_id": currency.id, "tax_calculation_rounding_method": "round_per_line"}
        )
        return company

    @classmethod
    def _counting(cls, record):
        return Company(
            record.name,
            record.loyalty_basis,
            digits=record.currency_id.decimal_places,
            country=record.country_id.id,
            state=record.state_id.id or None,
        )

    @classmethod
    def _pricelist(cls, record, currency):
        values = {"name": currency.name, "currency_id": currency.id, "company_id": record.id}
        return cls.env["product.pricelist"].create(values)

    @classmethod
    def _world(cls, countries):
        """What random histories choose from."""
        categories = cls.env["product.category"].create([{"name": name} for name in "ABC"])
        products = [cls._product(f"Thing {i}", categories[i % 3]) for i in range(4)]
        sellers = cls.env["res.users"].create(
            [
                {
                    "name": name,
                    "login": name,
                    "group_ids": [Command.link(cls.env.ref("sales_team.group_sale_salesman").id)],
                    "company_id": cls.records[0].id,
                    "company_ids": [Command.set(cls.records.ids)],
                }
                for name in ("seller1", "seller2")
            ]
        )
        return SimpleNamespace(
            products={product.id: product.categ_id.id for product in products},
            sellers=sellers.ids,
            countries=[country.id for country in countries],
            states=countries[0].state_ids[:2].ids,
        )

    @classmethod
    def _plain_invoice(cls):
        """An invoice of no order, of a customer that is not in the histories."""
        invoice = cls.env["account.move"].with_company(cls.records[0]).create(
            {
                "move_type": "out_invoice",
                "partner_id": cls.customer("Else").id,
                "invoice_date": "2020-01-01",
                "invoice_line_ids": [
                    Command.create({"name": "x", "price_unit": 1, "tax_ids": [Command.clear()]})
                ],
            }
        )
        invoice.action_post()
        return invoice

    def test_the_engine_agrees_with_the_reference_on_random_histories(self):
        self.patch(calibration, "SMALLEST_BASE", SMALLEST_BASE)

        @settings(
            max_examples=-(-HISTORIES // SIZE),
            derandomize="CRM_LOYALTY_HISTORIES" not in os.environ,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(histories.populations(self.companies, self.world, SIZE))
        def agree(population):
            self._check(population.today, population.companies, population.customers)

        agree()

    def _check(self, today, companies, customers):
        """Write histories, let the engine compute them, and compare every field of every row."""
        savepoint = self.env.cr.savepoint()
        try:
            for company, record in zip(companies, self.records, strict=True):
                month, day = company.year_end
                record.write(
                    {
                        "loyalty_tz": company.tz,
                        "fiscalyear_last_month": str(month),
                        "fiscalyear_last_day": day,
                    }
                )
            pricelists = {
                (company, digits): self.pricelists[known, digits]
                for company, known in zip(companies, self.companies, strict=True)
                for digits in (0, 2)
            }
            records = dict(zip(companies, self.records, strict=True))
            partners = FactsWriter(self.env, records, pricelists, self.credited).write(customers)
            self.full_pass(today)
            for company, record in records.items():
                limits = calibrate(customers, company, today, SMALLEST_BASE)
                for customer, partner in zip(customers, partners, strict=True):
                    self._compare(customer, company, today, limits, self.profile(partner, record))
        finally:
            savepoint.close(rollback=True)

    def _compare(self, customer, company, today, limits, profile):
        expected = measures(customer, company, today, limits)
        if expected:
            expected |= stages(customer, company, today, expected)
        computed = self._computed(profile) if profile else None
        differing = {
            name: (value, computed and computed[name])
            for name, value in (expected or {"row": None}).items()
            if not (computed and _same(value, computed[name])) and (expected or computed)
        }
        self.assertFalse(differing, f"(reference, engine) on {today} in {company} of {customer}")
        if expected:
            self.assertEqual(set(expected), set(computed), "a measure that one side does not know")

    def _computed(self, profile):
        """What the engine wrote, by the names of the reference."""
        row = {
            name: _plain(field, profile[name])
            for name, field in profile._measures().items()
            if "crm_loyalty" in field._modules
        }
        names = self._stage_names()
        for reading, name in profile._readings().items():
            row[reading] = names.get(profile[name].id)
        return row | {"suggested_level": names.get(profile.suggested_level_id.id)}

    def _stage_names(self):
        known = self.env["crm.loyalty.stage"].search([]).get_external_id()
        return {id_: name.removeprefix("crm_loyalty.stage_") for id_, name in known.items()}


def _plain(field, value):
    if field.type == "many2one":
        return value.id or None
    return None if value is False and field.type != "boolean" else value


def _same(reference, computed):
    if reference is None or computed is None:
        return reference is computed
    return float(reference) == computed if isinstance(computed, float) else reference == computed
