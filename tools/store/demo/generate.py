"""``generate``: a demonstration company that trades for three years up to today."""

from collections.abc import Callable
from datetime import date
from random import Random

from odoo.api import Environment
from odoo.tools import SQL

from tools.store.checks import check_database
from tools.store.demo.asked import ask
from tools.store.demo.chinese import speak
from tools.store.demo.complaints import complain
from tools.store.demo.contacts import age_contacts, move_one_archive_one, write_contacts
from tools.store.demo.deals import write_deals
from tools.store.demo.deliveries import deliver
from tools.store.demo.invoices import write_invoices
from tools.store.demo.life import live
from tools.store.demo.membership import PORTAL, let_one_in
from tools.store.demo.people import build
from tools.store.demo.relations import relate
from tools.store.demo.sales import write_orders
from tools.store.demo.staff import PASSWORD, SELLERS
from tools.store.demo.story import customers
from tools.store.rows import BadInput


def generate(env: Environment, seed: int, *, today: date, say: Callable[[str], None]) -> None:
    """Write the company of ``seed`` as of ``today``; the caller commits. Raises BadInput."""
    check_database(env)
    _check_empty(env)
    random = Random(seed)
    house = build(env, random, today)
    say(f"Written: 2 companies, {len(house.users)} salespeople, {len(house.products)} products")
    people = customers(random, today)
    partners = write_contacts(env, house, people)
    say(f"Written: {len(people)} customers with {len(partners) - len(people)} contacts")
    orders, lines = write_orders(env, house, people, partners)
    say(f"Written: {orders:,} orders with {lines:,} lines")
    leads, quotations = write_deals(env, house, random, today, people, partners)
    say(f"Written: {leads} opportunities, {quotations} quotations")
    invoices, paid, credits = write_invoices(env, house, today)
    say(f"Written: {invoices} invoices ({paid} paid), {credits} credit notes")
    age_contacts(env, people, partners)
    moved, archived = move_one_archive_one(people, partners)
    say(f"{moved.name} has changed to {moved.parent_id.name}; {archived.name} is archived")
    if sent := deliver(env, house, seed, today):
        say(f"Written: {sent} orders with a promised day and their deliveries")
    latest = relate(env, house, seed, today, people, partners, say)
    if passes := live(env, today, lambda: complain(env, house, latest, partners)):
        say(f"Computed: the relationships, as of {passes} days from a year ago to today")
        if guest := let_one_in(env):
            say(f"Log in as {PORTAL}, password {PORTAL}: {guest.name}, a customer")
        for buyer, link in ask(env):
            say(f"Answer as {buyer.display_name}, without a login: {link}")
    if spoken := speak(env):
        say(f"Named in Chinese too: {spoken} products, benefits, segments and the like")
    for seller in SELLERS:
        right = env.ref(seller.group).name
        say(f"Log in as {seller.login}, password {PASSWORD}: {seller.name}, {right}")


def _check_empty(env: Environment) -> None:
    [(count,)] = env.execute_query(SQL("SELECT count(*) FROM sale_order"))
    logins = [seller.login for seller in SELLERS]
    there = env["res.users"].with_context(active_test=False).search([("login", "in", logins)])
    if count or there:
        found = f"{count:,} orders" if count else f"the user {there[0].login}"
        raise BadInput(
            f"The database {env.cr.dbname} already has {found}; "
            "generate into a database without orders."
        )
