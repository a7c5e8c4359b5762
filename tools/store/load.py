"""``load``: an order file into a database without orders, in one transaction."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from odoo.api import Environment
from odoo.tools import SQL

from tools.store.checks import check_database, check_digits, check_new
from tools.store.masters import insert_contacts, insert_products
from tools.store.order_patterns import Sellers
from tools.store.orders import insert_orders
from tools.store.readers import read
from tools.store.references import countries, currencies, salespeople
from tools.store.rows import BadInput, Tally
from tools.store.stage import check_lines, stage

Say = Callable[[str], None]


def load(
    env: Environment,
    path: Path,
    *,
    name: str | None = None,
    shift: bool = False,
    basis: str = "ordered",
    say: Say = print,
) -> None:
    """Write the orders of ``path`` for ``env.company``; the caller commits.

    ``name`` forces a format, ``shift`` moves the last order to yesterday, ``basis`` is what the
    company's figures shall count. Each step is told to ``say``. Raises BadInput.
    """
    company = env.company
    check_database(env)
    tally = Tally()
    format_, rows = read(path, tally, name)
    say(f"Reading {path.name} (format {format_.name}) …")
    if not stage(env, rows):
        raise BadInput(
            f"{path.name} has no order line of a known customer; give a file with orders."
        )
    say(f"Checking {tally[Tally.READ]:,} lines …")
    check_lines(env, repeats=format_.repeats)
    check_new(env)
    check_digits(env)
    days = _days_to_yesterday(env) if shift else 0
    sellers = Sellers(company, countries(env), currencies(env, company, days), salespeople(env))
    contacts = insert_contacts(env, sellers.countries, companies=format_.companies)
    say(f"Written: {contacts:,} customers")
    say(f"Written: {insert_products(env, company):,} products")
    orders, lines = insert_orders(env, sellers, _zone(env), days)
    if "loyalty_basis" in company._fields:
        company.loyalty_basis = basis
    say(f"Written: {orders:,} orders with {lines:,} lines{_amounts(env)}")
    for reason, count in tally.left_out().items():
        say(f"Left out: {count:,} lines {reason}")
    if days:
        say(f"All dates were moved by {days:+,} days: the last order is yesterday.")
    if "crm.loyalty.run" in env:
        env["crm.loyalty.run"]._queue_first_pass()
        say("The relationships are computed in the background as soon as Odoo is served.")


def _zone(env: Environment) -> str:
    """The time zone in which the file's times are meant: the company's."""
    company = env.company
    own = company.loyalty_tz if "loyalty_tz" in company._fields else None
    return own or company.partner_id.tz or "UTC"


def _days_to_yesterday(env: Environment) -> int:
    [(last,)] = env.execute_query(SQL("SELECT max(at)::date FROM store_line"))
    return (date.today() - timedelta(days=1) - last).days


def _amounts(env: Environment) -> str:
    """The total in each currency, for the last line of the report."""
    query = SQL(
        """
        SELECT currency.name, sum(sale.amount_untaxed)
          FROM sale_order sale JOIN res_currency currency ON currency.id = sale.currency_id
         GROUP BY 1 ORDER BY 1
        """
    )
    return "".join(f", {amount:,.2f} {code}" for code, amount in env.execute_query(query))
