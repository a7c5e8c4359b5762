"""What the staged lines name and Odoo must know: countries, currencies with rates, salespeople.

Each function looks at the distinct names in ``store_line`` and returns name -> record; an unknown
name is refused with the row where it first stands.
"""

from odoo.api import Environment
from odoo.fields import Command
from odoo.models import BaseModel
from odoo.tools import SQL

from tools.store.rows import BadInput


def names(env: Environment, column: str) -> list[tuple[str, int]]:
    """The distinct texts of a column with the first row of each, in the order of the file."""
    name = SQL.identifier(column)
    query = SQL('SELECT %s, min("row") FROM store_line GROUP BY 1 ORDER BY 2', name)
    return env.execute_query(query)


def countries(env: Environment) -> dict[str, BaseModel]:
    """Countries by ISO code or English name; no name is no country."""
    known = env["res.country"].with_context(lang="en_US").search([])
    by_name = {country.name.lower(): country for country in known}
    by_name |= {country.code.lower(): country for country in known} | {"": known.browse()}
    for name, row in names(env, "country"):
        if name.lower() not in by_name:
            raise BadInput(
                f"Row {row}, column country: no country is called {name!r}; "
                "write its English name or its two-letter ISO code."
            )
    return {name: by_name[name.lower()] for name, _row in names(env, "country")}


def salespeople(env: Environment) -> dict[str, BaseModel]:
    """Internal users by login or name; no name is nobody."""
    users = env["res.users"].search([("share", "=", False)])
    known = {user.name.lower(): user for user in users}
    known |= {user.login.lower(): user for user in users} | {"": users.browse()}
    for name, row in names(env, "salesperson"):
        if name.lower() not in known:
            raise BadInput(
                f"Row {row}, column salesperson: no user has the login or name {name!r}; "
                "create the user first, or leave the column out."
            )
    return {name: known[name.lower()] for name, _row in names(env, "salesperson")}


def currencies(env: Environment, company: BaseModel, shift: int = 0) -> dict[str, BaseModel]:
    """Currencies by code, activated, with the rates of the file; no code is the company's.

    The days of the rates move by ``shift``, as the orders' do.
    """
    known = env["res.currency"].with_context(active_test=False).search([])
    by_code = {currency.name: currency for currency in known} | {"": company.currency_id}
    found = {}
    for code, row in names(env, "currency"):
        if code not in by_code:
            raise BadInput(
                f"Row {row}, column currency: Odoo knows no currency {code!r}; "
                "write an ISO code such as EUR, or create the currency first."
            )
        found[code] = by_code[code]
    foreign = {code: cur for code, cur in found.items() if cur != company.currency_id}
    for currency in foreign.values():
        currency.active = True
    _enter_rates(env, company, foreign, shift)
    _check_rates(env, company, foreign)
    return found


def _enter_rates(
    env: Environment, company: BaseModel, foreign: dict[str, BaseModel], shift: int
) -> None:
    """The rates given in the file become Odoo's, one a day."""
    given = env.execute_query(
        SQL(
            """
            SELECT currency, at::date + %s, min(rate) FROM store_line
             WHERE rate IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2
            """,
            shift,
        )
    )
    rates = env["res.currency.rate"]
    for code, day, rate in given:
        if code not in foreign:
            continue
        key = {"currency_id": foreign[code].id, "company_id": company.root_id.id, "name": day}
        old = rates.search([(name, "=", value) for name, value in key.items()])
        old.unlink()
        rates.with_company(company).create({**key, "company_rate": float(rate)})


def _check_rates(env: Environment, company: BaseModel, foreign: dict[str, BaseModel]) -> None:
    """Odoo would silently take 1 for a currency without any rate."""
    for code, row in names(env, "currency"):
        rates = [("currency_id", "=", foreign[code].id)] if code in foreign else None
        rates = rates and [*rates, ("company_id", "in", (False, company.root_id.id))]
        if rates and not env["res.currency.rate"].search_count(rates, limit=1):
            raise BadInput(
                f"Row {row}, column currency: there is no exchange rate for {code}; add a column "
                f"rate ({code} for one {company.currency_id.name}) or enter rates in Odoo."
            )


def pricelists(
    env: Environment, company: BaseModel, currencies: dict[str, BaseModel]
) -> dict[str, BaseModel]:
    """Currency code -> the price list that gives an order its currency; none where none is used.

    Orders in other currencies need one, so that the feature is switched on as in the settings.
    """
    feature, user = env.ref("product.group_product_pricelist"), env.ref("base.group_user")
    if feature not in user.all_implied_ids:
        if set(currencies.values()) <= {company.currency_id}:
            return dict.fromkeys(currencies, env["product.pricelist"])
        user.implied_ids = [Command.link(feature.id)]
        env["res.company"]._activate_or_create_pricelists()
    return {code: _pricelist(env, company, currency) for code, currency in currencies.items()}


def _pricelist(env: Environment, company: BaseModel, currency: BaseModel) -> BaseModel:
    ours = [("currency_id", "=", currency.id), ("company_id", "in", (False, company.id))]
    return env["product.pricelist"].search(ours, limit=1) or env["product.pricelist"].create(
        {"name": currency.name, "currency_id": currency.id, "company_id": company.id}
    )
