"""What the demonstration company promised of its latest orders, and when it delivered."""

from datetime import date, datetime, time, timedelta
from random import Random

from odoo.api import Environment
from odoo.models import BaseModel

from tools.store.demo.people import House
from tools.store.demo.staff import HOME

RECENT = 150  # days
AT_MOST = 140  # orders
PROMISED = 6  # days from the order on
# Days against the promise, at home and abroad; nobody knows yet where the goods are: None.
AT_HOME = (-2, -1, -1, 0, 0, 0, 0, 0, 2)
ABROAD = (-1, 0, 0, 0, 1, 3, 5, 9, None)


def deliver(env: Environment, house: House, seed: int, today: date) -> int:
    """Promise a day for the latest orders and deliver them; returns the number of orders.

    Without deliveries, or nobody who looks at them, nothing happens.
    """
    if "promise_count" not in env.get("crm.loyalty.profile", env["res.partner"])._fields:
        return 0
    random = Random(f"{seed} deliveries")  # the same trade, whatever is delivered
    quiet = env(context={**env.context, "tracking_disable": True, "skip_sms": True})
    orders = _latest(quiet, house.companies[HOME], today)
    for order in orders:
        order.commitment_date = _at(order.date_order.date() + timedelta(days=PROMISED))
    orders.order_line._action_launch_stock_rule()
    _ship(random, orders, house.companies[HOME], today)
    return len(orders)


def _latest(env: Environment, company: BaseModel, today: date) -> BaseModel:
    """The orders of the last months that are no returns."""
    since = _at(today - timedelta(days=RECENT))
    ours = [("company_id", "=", company.id), ("state", "=", "sale"), ("date_order", ">=", since)]
    wanted = [*ours, ("amount_total", ">", 0)]
    return env["sale.order"].search(wanted, order="date_order desc, id desc", limit=AT_MOST)


def _ship(random: Random, orders: BaseModel, company: BaseModel, today: date) -> None:
    """Validate what has left by today, on the days it left."""
    left = {}
    for order in orders:
        near = order.partner_id.country_id == company.country_id
        late = random.choice(AT_HOME if near else ABROAD)
        if late is None:
            continue
        day = order.commitment_date.date() + timedelta(days=late)
        if day < today:
            left |= dict.fromkeys(order.picking_ids, _at(day))
    pickings = orders.env["stock.picking"].union(*left)
    for move in pickings.move_ids:
        move.write({"quantity": move.product_uom_qty, "picked": True})
    pickings._action_done()
    for picking, moment in left.items():
        picking.date_done = picking.move_ids.date = moment


def _at(day: date) -> datetime:
    return datetime.combine(day, time(12))
