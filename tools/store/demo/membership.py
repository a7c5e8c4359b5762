"""The tiers' benefits of the demonstration company, and the customer who looks at its own."""

from odoo.api import Environment
from odoo.fields import Command
from odoo.models import BaseModel

PORTAL = "demo_portal"  # login and password
_PERKS = (
    # tier, name, what it is, how staff see to it
    ("gold", "Free delivery", "From the first piece on.", "Put no delivery costs on the order."),
    ("gold", "First look at new goods", "Two weeks before everybody.", "Send the private list."),
    ("silver", "A contact of its own", "One person for every question.", "Name yourself."),
    ("bronze", "Thirty days to return", "Instead of fourteen.", "Accept without asking why."),
)
_DISCOUNTS = {"gold": 8, "silver": 4}  # percent on the list price


def write_benefits(env: Environment) -> int:
    """Give the tiers their benefits, and customers a look at them; returns the number."""
    env["res.company"].search([]).write({"loyalty_portal": True})
    perks = [
        {"name": name, "description": text, "instruction": staff, **_in(env, tier)}
        for tier, name, text, staff in _PERKS
    ]
    lists = [_prices(env, tier, percent) for tier, percent in _DISCOUNTS.items()]
    return len(env["crm.loyalty.benefit"].create(perks + lists))


def _in(env: Environment, tier: str) -> dict:
    return {"stage_id": env.ref(f"crm_loyalty.stage_tier_{tier}").id, "company_id": env.company.id}


def _prices(env: Environment, tier: str, percent: int) -> dict:
    """A benefit with a price list of its own."""
    stage = env.ref(f"crm_loyalty.stage_tier_{tier}")
    rule = {"compute_price": "percentage", "percent_price": percent, "applied_on": "3_global"}
    pricelist = env["product.pricelist"].create(
        {
            "name": f"{stage.name} prices",
            "currency_id": env.company.currency_id.id,
            "company_id": env.company.id,
            "item_ids": [Command.create(rule)],
        }
    )
    return {
        "name": f"{percent} % off every price",
        "kind": "pricelist",
        "pricelist_id": pricelist.id,
        "sequence": 5,
        **_in(env, tier),
    }


def let_one_in(env: Environment) -> BaseModel:
    """A customer may look at its tier in the portal; returns the user, or none.

    It is the best one of those who have another tier above them: there is something to gain.
    """
    ours = [("company_id", "=", env.company.id), ("tier_id", "!=", False)]
    profiles = env["crm.loyalty.profile"].search(ours).filtered("partner_id.email")
    top = max(profiles.tier_id.mapped("sequence"), default=0)
    best = profiles.sorted(
        lambda profile: (
            profile.tier_id.sequence == top,
            -profile.tier_id.sequence,
            -profile.loyalty_index,
            profile.partner_id.ref,
        )
    )
    if not best:
        return env["res.users"]
    return (
        env["res.users"]
        .with_context(no_reset_password=True)
        .create(
            {
                "login": PORTAL,
                "password": PORTAL,
                "partner_id": best[0].partner_id.id,
                "company_id": env.company.id,
                "company_ids": [Command.set(env.company.ids)],
                "group_ids": [Command.set(env.ref("base.group_portal").ids)],
            }
        )
    )
