"""The demonstration company's complaints, made through the ORM."""

from odoo.api import Environment
from odoo.models import BaseModel
from odoo.tools import SQL

from tools.store.demo.contacts import buyer
from tools.store.demo.grievances import Grievance
from tools.store.demo.people import House

_CHANNELS = ("phone", "mail", "mail", "order", "phone", "visit")


def write_complaints(
    env: Environment, house: House, told: list[Grievance], partners: dict
) -> BaseModel:
    """Write the complaints; returns them."""
    orders = _orders(env)
    complaints = env["crm.loyalty.complaint"].with_context(
        tracking_disable=True, mail_create_nosubscribe=True
    )
    made = complaints.create(
        [_complaint(env, house, orders, partners, one, place) for place, one in enumerate(told)]
    )
    _age(env, made)
    return made


def complain(env: Environment, house: House, told: list[Grievance], partners: dict) -> None:
    """Write the latest complaints, and tell of those that are overdue."""
    late = write_complaints(env, house, told, partners).filtered("is_overdue")
    late.with_context(mail_activity_quick_update=True)._escalate()


def _complaint(
    env: Environment, house: House, orders: dict, partners: dict, told: Grievance, place: int
) -> dict:
    purchase = told.purchase
    company = house.companies[purchase.company]
    partner = partners[buyer(told.customer, purchase)]
    return {
        "name": told.subject,
        "partner_id": partner.id,
        "company_id": company.id,
        "order_id": orders.get((partner.id, company.id, purchase.day), False),
        "product_id": house.products[purchase.items[0].product.code].id,
        "cause_id": env.ref(f"crm_loyalty.complaint_cause_{told.cause}").id,
        "channel": _CHANNELS[place % len(_CHANNELS)],
        "opened_at": told.opened.replace(microsecond=0),
        "answered_at": told.answered and told.answered.replace(microsecond=0),
        "solved_at": told.solved and told.solved.replace(microsecond=0),
        "solution": told.solution or False,
        "cost": told.cost is not None and told.cost,
        "satisfaction": told.satisfaction is not None and told.satisfaction,
        "priority": told.priority,
    }


def _orders(env: Environment) -> dict[tuple, int]:
    """Confirmed orders by their customer, company and day."""
    query = SQL(
        """
        SELECT partner_id, company_id, date_order::date, id FROM sale_order WHERE state = 'sale'
        """
    )
    return {
        (partner, company, day): order for partner, company, day, order in env.execute_query(query)
    }


def _age(env: Environment, complaints: BaseModel) -> None:
    """They were written down when they came; only SQL can say so."""
    env.flush_all()
    env.cr.execute(
        SQL(
            "UPDATE crm_loyalty_complaint SET create_date = opened_at WHERE id = ANY(%s)",
            complaints.ids,
        )
    )
    env.invalidate_all()
