"""The demonstration company's own records, made through the ORM: companies, users, products."""

from dataclasses import dataclass
from datetime import date
from random import Random

from odoo.api import Environment
from odoo.fields import Command
from odoo.models import BaseModel

from tools.store.demo.catalogue import CATALOGUE
from tools.store.demo.chinese import tongue
from tools.store.demo.logo import SIGN
from tools.store.demo.staff import ABROAD, HOME, LEADERS, PASSWORD, SELLERS, rates
from tools.store.rows import BadInput

# Switched on as in the settings: price lists for foreign currencies, discounts on lines.
_FEATURES = {"group_product_pricelist": True, "group_discount_per_so_line": True}


@dataclass(frozen=True)
class House:
    """The company's records by the names that the data tables use."""

    companies: dict[str, BaseModel]
    currencies: dict[str, BaseModel]
    rates: dict[str, list[tuple[date, float]]]
    pricelists: dict[str, BaseModel]  # of the first company, by currency
    users: dict[str, BaseModel]
    products: dict[str, BaseModel]


def build(env: Environment, random: Random, today: date) -> House:
    """Companies with accounts, currencies with rates, price lists, users with teams, products."""
    wandering = rates(random, today)
    companies = _companies(env)
    currencies = _currencies(env, wandering)
    companies[ABROAD].currency_id = currencies["CNY"]
    env["res.config.settings"].create(_FEATURES).execute()
    return House(
        companies=companies,
        currencies=currencies,
        rates=wandering,
        pricelists=_pricelists(env, companies[HOME], currencies),
        users=_users(env, companies),
        products=_products(env, companies, wandering),
    )


def _companies(env: Environment) -> dict[str, BaseModel]:
    home = env.company
    home.logo = SIGN
    env.flush_all()  # its sizes: later on models are set up anew
    home.write({"name": HOME, "country_id": home.country_id.id or env.ref("base.us").id})
    abroad = env["res.company"].create({"name": ABROAD, "country_id": env.ref("base.cn").id})
    abroad.partner_id.write(tongue(env, True))
    for company in home | abroad:
        if not company.chart_template:
            chart = env["account.chart.template"]
            chart.try_loading("generic_coa", company=company, install_demo=False)
        if not company.chart_template:
            raise BadInput(
                f"The company {company.name} has no chart of accounts, so that nothing can be "
                "invoiced; install one in Odoo's invoicing settings first."
            )
        _house_goods(company)
    env.user.company_ids |= abroad
    env.ref("base.user_admin").company_ids |= abroad
    return {HOME: home, ABROAD: abroad}


def _house_goods(company: BaseModel) -> None:
    """A warehouse, where deliveries are installed: Odoo gives one to the first company only."""
    warehouses = company.env.get("stock.warehouse")
    if warehouses is None or warehouses.search_count([("company_id", "=", company.id)]):
        return
    warehouses.create({"name": company.name, "code": "WH2", "company_id": company.id})


def _currencies(env: Environment, wandering: dict[str, list]) -> dict[str, BaseModel]:
    """The traded currencies, active, with their rates against the dollar on many days."""
    currencies = {code: env.ref(f"base.{code}") for code in ("USD", *wandering)}
    for currency in currencies.values():
        currency.active = True
    env["res.currency.rate"].create(
        [
            {"currency_id": currencies[code].id, "company_id": False, "name": day, "rate": rate}
            for code, days in wandering.items()
            for day, rate in days
        ]
    )
    return currencies


def _pricelists(env: Environment, company: BaseModel, currencies: dict[str, BaseModel]) -> dict:
    lists = env["product.pricelist"].create(
        [
            {"name": f"Export {code}", "currency_id": currency.id, "company_id": company.id}
            for code, currency in currencies.items()
            if currency != company.currency_id
        ]
    )
    return {pricelist.currency_id.name: pricelist for pricelist in lists}


def _users(env: Environment, companies: dict[str, BaseModel]) -> dict[str, BaseModel]:
    """The salespeople, each in a team."""
    users = env["res.users"].with_context(no_reset_password=True)
    users = users.create(
        [
            {
                "name": seller.name,
                "login": seller.login,
                "password": PASSWORD,
                "email": f"{seller.login}@lantern-leaf.example",
                "company_id": companies[seller.companies[0]].id,
                "company_ids": [Command.set([companies[name].id for name in seller.companies])],
                "group_ids": [Command.link(env.ref(seller.group).id)],
                **tongue(env, ABROAD in seller.companies),
            }
            for seller in SELLERS
        ]
    )
    by_login = {user.login: user for user in users}
    for team in sorted({seller.team for seller in SELLERS}):
        members = [by_login[seller.login].id for seller in SELLERS if seller.team == team]
        leader = by_login[LEADERS[team]].id
        env["crm.team"].create(
            {"name": team, "user_id": leader, "member_ids": [Command.set(members)]}
        )
    return by_login


def _products(
    env: Environment, companies: dict[str, BaseModel], wandering: dict[str, list]
) -> dict[str, BaseModel]:
    """The catalogue; each company knows the cost in its own currency."""
    categories = env["product.category"].create([{"name": name} for name in CATALOGUE])
    by_name = {category.name: category.id for category in categories}
    catalogue = [product for shelf in CATALOGUE.values() for product in shelf]
    products = env["product.product"].create(
        [
            {
                "name": product.name,
                "default_code": product.code,
                "categ_id": by_name[product.category],
                "list_price": product.price,
                "taxes_id": False,
                "supplier_taxes_id": False,
                "invoice_policy": "order",
            }
            for product in catalogue
        ]
    )
    _day, yuan = wandering["CNY"][-1]
    for product, record in zip(catalogue, products, strict=True):
        record.with_company(companies[HOME]).standard_price = product.cost
        record.with_company(companies[ABROAD]).standard_price = round(product.cost * yuan, 2)
    return {record.default_code: record for record in products}
