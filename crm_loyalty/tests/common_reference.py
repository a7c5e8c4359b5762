import os
import tempfile
from types import SimpleNamespace

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.configuration import set_hypothesis_home_dir

from odoo.fields import Command

from . import histories
from .common import LoyaltyCase
from .reference_facts import Company

SIZE = 8  # customers of one example
ASKED = os.environ.get("CRM_LOYALTY_HISTORIES")  # another number of histories, for a long run


class ReferenceCase(LoyaltyCase):
    """Two companies of two currencies, one counting orders and one invoices, without customers."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        usd, jpy = cls._enable_currency("USD"), cls._enable_currency("JPY")
        us, jp = cls.env.ref("base.us"), cls.env.ref("base.jp")
        cls.records = cls._company("Orders Inc", usd, us) + cls._company("Invoices KK", jpy, jp)
        cls.records[0].state_id = us.state_ids[0]
        cls.records[1].loyalty_basis = "invoiced"
        cls.env.user.company_ids += cls.records
        cls.env = cls.env(context={**cls.env.context, "allowed_company_ids": cls.records.ids})
        cls.profiles = cls.profiles.with_env(cls.env).with_context(active_test=False)
        cls.world = cls._world([us, jp])
        cls.companies = [cls._counting(record) for record in cls.records]
        cls.pricelists = {
            (company, currency.decimal_places): cls._pricelist(record, currency)
            for company, record in zip(cls.companies, cls.records, strict=True)
            for currency in (usd, jpy)
        }
        cls.credited = cls._plain_invoice()

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
            teams=cls.world.teams,
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
        for number, seller in enumerate(sellers):
            members = [Command.create({"user_id": seller.id})]
            cls.env["crm.team"].create(
                {"name": f"Team {number}", "company_id": False, "crm_team_member_ids": members}
            )
        return SimpleNamespace(
            teams={seller.id: seller.sale_team_id.id for seller in sellers},
            products={product.id: product.categ_id.id for product in products},
            sellers=sellers.ids,
            countries=[country.id for country in countries],
            states=countries[0].state_ids[:2].ids,
        )

    @classmethod
    def _plain_invoice(cls):
        """An invoice of no order, of a customer that is not in the histories."""
        invoice = (
            cls.env["account.move"]
            .with_company(cls.records[0])
            .create(
                {
                    "move_type": "out_invoice",
                    "partner_id": cls.customer("Else").id,
                    "invoice_date": "2020-01-01",
                    "invoice_line_ids": [
                        Command.create({"name": "x", "price_unit": 1, "tax_ids": [Command.clear()]})
                    ],
                }
            )
        )
        invoice.action_post()
        return invoice

    def check_random_histories(self, check, number):
        """Check so many histories of customers, a population at a time: the same ones every time,
        unless somebody asks for another number.
        """
        # Hypothesis leaves nothing in the folder from which the tests are run.
        set_hypothesis_home_dir(self.enterContext(tempfile.TemporaryDirectory()))

        @settings(
            max_examples=-(-int(ASKED or number) // SIZE),
            derandomize=not ASKED,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(histories.populations(self.companies, self.world, SIZE))
        def checked(population):
            check(population)

        checked()
