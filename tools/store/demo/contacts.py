"""The demonstration company's customers and their contacts, made through the ORM."""

from odoo.api import Environment
from odoo.models import BaseModel
from odoo.tools import SQL

from tools.store.demo.chinese import tongue
from tools.store.demo.people import House
from tools.store.demo.staff import HOME, SELLERS
from tools.store.demo.story import Customer, Purchase

# Which company each salesperson may sell for.
_OF = {seller.login: seller.companies for seller in SELLERS}


def write_contacts(env: Environment, house: House, customers: list[Customer]) -> dict:
    """Make the customers; returns key (see ``buyer``) -> partner."""
    partners = env["res.partner"].with_context(tracking_disable=True)
    made = partners.create([_customer(env, house, customer) for customer in customers])
    found = {customer.ref: record for customer, record in zip(customers, made, strict=True)}
    people = [
        (f"{customer.ref}/{place}", name, function, found[customer.ref])
        for customer in customers
        for place, (name, function) in enumerate(customer.contacts, 1)
    ]
    contacts = partners.create(
        [
            {
                "name": name,
                "function": function,
                "parent_id": parent.id,
                "email": f"{key.replace('/', '.').lower()}@customers.example",
            }
            for key, name, function, parent in people
        ]
    )
    found |= {key: record for (key, *_rest), record in zip(people, contacts, strict=True)}
    return found


def buyer(customer: Customer, purchase: Purchase) -> str:
    """The key of the partner that placed an order: the customer's ref, or ref/number."""
    return f"{customer.ref}/{purchase.buyer}" if purchase.buyer else customer.ref


def seller(customer: Customer, company: str) -> str:
    """The salesperson of a customer's orders: its own, or the manager for the other company."""
    return customer.seller if company in _OF[customer.seller] else "fang"


def _customer(env: Environment, house: House, customer: Customer) -> dict:
    place = customer.place
    pricelist = house.pricelists.get(place.currency) if customer.company == HOME else None
    return {
        "ref": customer.ref,
        "name": customer.name,
        "is_company": customer.is_company,
        "street": f"{int(customer.ref[1:]) % 180 + 1} {place.street}",
        "zip": place.zip,
        "city": place.city,
        "country_id": env.ref(
            f"base.{'uk' if place.country == 'GB' else place.country.lower()}"
        ).id,
        "email": f"{customer.ref.lower()}@customers.example",
        "user_id": house.users[customer.seller].id,
        "specific_property_product_pricelist": pricelist.id if pricelist else False,
        **tongue(env, place.country == "CN"),
    }


def age_contacts(env: Environment, customers: list[Customer], partners: dict) -> None:
    """They have been contacts since before they bought; only SQL can say so."""
    env.flush_all()
    env.cr.execute(
        SQL(
            """
            UPDATE res_partner SET create_date = known.day
              FROM unnest(%s::text[], %s::date[]) AS known (ref, day)
              JOIN res_partner customer USING (ref)
             WHERE res_partner.commercial_partner_id = customer.commercial_partner_id
               AND customer.id = ANY(%s)
            """,
            [customer.ref for customer in customers],
            [customer.since for customer in customers],
            [partners[customer.ref].id for customer in customers],
        )
    )
    env.invalidate_all()


def move_one_archive_one(customers: list[Customer], partners: dict) -> tuple[BaseModel, BaseModel]:
    """A contact that has bought changes its employer; a lost customer is archived."""
    mover = next(
        customer
        for customer in customers
        if customer.kind.name == "in rhythm" and any(p.buyer for p in customer.purchases)
    )
    number = next(purchase.buyer for purchase in mover.purchases if purchase.buyer)
    others = [customer for customer in customers if customer.is_company and customer is not mover]
    contact = partners[f"{mover.ref}/{number}"]
    contact.parent_id = partners[others[0].ref]
    gone = next(c for c in customers if c.kind.name == "lost early" and c is not others[0])
    partners[gone.ref].action_archive()
    return contact, partners[gone.ref]
