"""Customers of the demonstration company who hold a public link, and have not answered yet."""

from datetime import datetime

from odoo.api import Environment
from odoo.models import BaseModel


def ask(env: Environment) -> list[tuple[BaseModel, str]]:
    """Ask the latest buyer of each company's own country; returns the buyers with their links.

    Of a link only a hash is kept: nobody can tell it later.
    """
    questionnaire = env.ref("crm_loyalty.questionnaire_purchase")
    asked = []
    for company in env["res.company"].search([], order="id"):
        order = env["sale.order"].search(
            [
                ("company_id", "=", company.id),
                ("state", "=", "sale"),
                ("amount_total", ">", 0),
                ("partner_id.country_id", "=", company.country_id.id),
                ("partner_id.loyalty_unprofiled", "=", False),
            ],
            order="date_order desc, id desc",
            limit=1,
        )
        if order:
            invite = env["crm.loyalty.invite"].create(
                {
                    "partner_id": order.partner_id.id,
                    "company_id": company.id,
                    "questionnaire_id": questionnaire.id,
                    "order_id": order.id,
                    "sent_date": datetime.now().replace(microsecond=0),
                }
            )
            asked.append((order.partner_id, invite._new_link()))
    return asked
