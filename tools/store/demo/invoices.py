"""Invoices, payments and credit notes of the demonstration company, made through the ORM."""

from datetime import date, timedelta

from odoo.api import Environment
from odoo.models import BaseModel

from tools.store.demo.people import House

INVOICED = (140, 40)  # the latest orders of the first and of the second company
PAYS = 3  # every third customer has paid
CREDITED = (10, 4)


def write_invoices(env: Environment, house: House, today: date) -> tuple[int, int, int]:
    """Invoice the latest orders, pay some, credit some; returns these three numbers."""
    invoices = paid = credits = env["account.move"]
    for place, company in enumerate(house.companies.values()):
        inside = env(context={"allowed_company_ids": [company.id], "tracking_disable": True})
        posted = _invoice(inside, company, today, INVOICED[place])
        payers = posted.partner_id[::PAYS]
        chosen = posted.filtered_domain([("partner_id", "in", payers.ids)])
        _pay(inside, chosen, today)
        back = (posted - chosen)[: CREDITED[place]]
        invoices, paid, credits = invoices | posted, paid | chosen, credits | _credit(back, today)
    return len(invoices), len(paid), len(credits)


def _invoice(env: Environment, company: BaseModel, today: date, count: int) -> BaseModel:
    """Posted invoices of the latest orders, dated two days after each."""
    ours = [("company_id", "=", company.id), ("state", "=", "sale"), ("amount_total", ">", 0)]
    orders = env["sale.order"].search(ours, order="date_order desc", limit=count)
    days = {order.name: order.date_order.date() + timedelta(days=2) for order in orders}
    invoices = orders._create_invoices(grouped=True)  # one for each order
    for invoice in invoices:
        invoice.invoice_date = min(today, days[invoice.invoice_origin])
    invoices.action_post()
    return invoices


def _pay(env: Environment, invoices: BaseModel, today: date) -> None:
    """Full payments, registered today, customer by customer."""
    context = {"active_model": "account.move", "active_ids": invoices.ids}
    wizard = env["account.payment.register"].with_context(**context)
    wizard.create({"payment_date": today, "group_payment": True})._create_payments()


def _credit(invoices: BaseModel, today: date) -> BaseModel:
    """Posted credit notes for whole invoices."""
    credits = invoices._reverse_moves(
        [{"invoice_date": today, "date": today, "ref": "Goods came back"} for _move in invoices]
    )
    credits.action_post()
    return credits
