"""What happens in the demonstration store once its relationships are known."""

from collections.abc import Callable
from datetime import date, timedelta

from odoo.api import Environment

# How many of the open quotations the customers accept, and of the best customers are looked after.
ACCEPTED = 4
LOOKED_AFTER = 6
QUALIFIED = 12
# The login of the administrator of the rules.
KEEPER = "fang"
_PLANS = (
    ("mail.mail_activity_data_call", "Ask about the spring order", 1),
    ("mail.mail_activity_data_meeting", "Yearly review", -2),
    ("mail.mail_activity_data_todo", "Send the new catalogue", 5),
)
# What the companies assume of margin and of the cost of keeping a customer for a year.
_VALUED = {"loyalty_margin_rate": 0.35, "loyalty_upkeep_amount": 60}
_SEGMENT = ("name", "color", "description", "domain")
_SEGMENTS = (
    (
        "Good customers, fading",
        1,
        "Worth a call this week: they bought a lot, and are out of their rhythm.",
        "['&', ('value_percentile', '>=', 60), ('recency_ratio', '>', 1.5)]",
    ),
    (
        "One category only",
        4,
        "Bought several times, always from the same category: show them another.",
        "['&', ('purchase_count', '>=', 3), ('category_count', '=', 1)]",
    ),
    (
        "Never without a discount",
        3,
        "Most of what they buy is at a discount.",
        "[('discount_share', '>=', 0.5)]",
    ),
)
_PINS = (
    ("level_partnership", "Framework contract is being signed", 180),
    ("status_lost", "Closed the business, says the owner", 365),
    ("formation_advocate", "Recommends us to other shops", 90),
)


def live(env: Environment, today: date, go_on: Callable[[], None]) -> int:
    """Compute the relationships, then let people work with them; returns the number of passes.

    ``go_on`` is what happens when the relationships are known, before they are computed again.
    Without the addon in the database nothing happens, and the number is 0.
    """
    if "crm.loyalty.run" not in env:
        return 0
    _appoint(env)
    _qualify(env, today)
    _value(env)
    env["crm.loyalty.segment"].create([dict(zip(_SEGMENT, row, strict=True)) for row in _SEGMENTS])
    runs = env["crm.loyalty.run"]
    runs._queue_first_pass()
    passes = compute(env)
    _accept(env)
    mine = [("user_id", "!=", False), ("company_id", "=", env.company.id)]
    best = env["crm.loyalty.profile"].search(mine, limit=LOOKED_AFTER)
    for profile, (kind, summary, days) in zip(best, _PLANS * 2, strict=False):
        profile.activity_schedule(
            kind, today + timedelta(days=days), summary, user_id=profile.user_id.id
        )
    for profile, (stage, reason, days) in zip(best[1:], _PINS, strict=False):
        env["crm.loyalty.pin"].with_user(profile.user_id).create(
            {
                "partner_id": profile.partner_id.id,
                "company_id": profile.company_id.id,
                "stage_id": env.ref(f"crm_loyalty.stage_{stage}").id,
                "reason": reason,
                "date_from": today,
                "date_to": today + timedelta(days=days),
            }
        )
    go_on()
    runs._queue("full")  # what people did shows at once
    compute(env)
    return passes


def _appoint(env: Environment) -> None:
    """One of the salespeople keeps the rules."""
    keeper = env["res.users"].search([("login", "=", KEEPER)])
    env.ref("crm_loyalty.group_loyalty_admin").user_ids += keeper


def _qualify(env: Environment, today: date) -> None:
    """What people say of leads and contacts: some are qualified, one has signed a partnership."""
    known = {"has_money": True, "has_authority": True, "has_need": True}
    open_leads = env["crm.lead"].search([("won_status", "=", "pending")], limit=QUALIFIED)
    open_leads.write(known)
    orders = env["sale.order"].search([("company_id", "=", env.company.id)], limit=1)
    orders.partner_id.commercial_partner_id.partnership_date = today - timedelta(days=200)


def _value(env: Environment) -> None:
    """What the companies assume, and the models of what their customers will buy."""
    for company in env["res.company"].search([]):
        company.write(_VALUED)
        env["crm.loyalty.fit"]._fit(company)


def compute(env: Environment) -> int:
    """The passes that wait, here and now instead of in the background."""
    env.flush_all()
    runs, passes = env["crm.loyalty.run"], 0
    while run := runs._unfinished("full"):
        passes += not run._step()
    return passes


def _accept(env: Environment) -> None:
    """Some quotations are confirmed: the orders keep where their customers stand."""
    waiting = env["sale.order"].search([("state", "=", "sent")], limit=ACCEPTED)
    for order in waiting:
        order.with_company(order.company_id).action_confirm()
