"""Ordinary lists, opened as the web client opens them by a salesperson who sees all documents."""

from lxml import etree

from benchmarks.clock import middle

PAGE = 80
COUNT_LIMIT = 10_001


def measure_screens(env):
    """Measure until the server has answered for each list.

    :return: dict of ``Spent``: customers as they come, by measures, contacts of a stage
    """
    user = env["res.users"].search([("login", "=", "salesperson0")])
    env = env(user=user, context={"lang": "en_US", "tz": "UTC", "uid": user.id})
    profiles, partners = env["crm.loyalty.profile"], env["res.partner"]
    stage = env.ref("crm_loyalty.stage_lifecycle_decline")
    return {
        "list": _opened(profiles, [], ""),
        "list_revenue": _opened(profiles, [], "revenue_12m DESC"),
        "list_ratio": _opened(profiles, [], "recency_ratio DESC"),
        "contacts": _opened(partners, [("relationship_lifecycle_id", "=", stage.id)], ""),
    }


def _opened(model, domain, order):
    specification = _specification(model)
    return middle(
        model.env,
        lambda: model.web_search_read(domain, specification, 0, PAGE, order, COUNT_LIMIT),
        model.env.invalidate_all,
    )


def _specification(model):
    """The fields of the list's view, with the names of the records that they point to."""
    arch = etree.fromstring(model.get_view(view_type="list")["arch"])
    names = dict.fromkeys(node.get("name") for node in arch.iter("field"))
    return {
        name: {"fields": {"display_name": {}}} if model._fields[name].relational else {}
        for name in names
    }
