import inspect

from odoo import http
from odoo.exceptions import AccessError
from odoo.service.model import get_public_method
from odoo.tools import SQL

from odoo.addons.portal.controllers.portal import CustomerPortal

from .security import ROLES, SecurityCase

OURS = "odoo.addons.crm_loyalty."
MISSING = 2**31 - 1

# Everything of ours that may be called from outside, and with which arguments the test calls it:
# a list follows the ids of records, a tuple is of a method of the model.
METHODS = {
    "crm.loyalty.aspect": {"kano_study": ()},
    "crm.loyalty.balance": {
        "action_take": (),
        "equity_change": ("2026-06-30",),
        "equity_customers": ("acquired", "2026-06-30"),
        "equity_dates": (),
        "equity_drivers": (),
        "equity_groups": ("user_id", "2026-06-30"),
        "equity_prospects": (),
    },
    "crm.loyalty.complaint": {
        "action_answer": [],
        "action_open_relationship": [],
        "action_reopen": [],
        "action_solve": [],
    },
    "crm.loyalty.fit": {"action_fit_now": [], "action_use": []},
    "crm.loyalty.growth": {"board": ()},
    "crm.loyalty.ask": {"action_link": [], "action_send": []},
    "crm.loyalty.invite": {"action_new_link": [], "action_revoke": []},
    "crm.loyalty.note": {"action_note": []},
    "crm.loyalty.parked": {"action_retry": []},
    "crm.loyalty.profile": {
        "action_open_complaints": [],
        "action_open_contact": [],
        "action_open_ideas": [],
        "action_open_opportunities": [],
        "action_open_orders": [],
        "attitude_points": (),
        "action_open_referred": [],
        "action_open_responses": [],
        "class_shares": ("matrix",),
        "lever_groups": (),
        "levers": ("segment", MISSING),
        "matrix_points": (),
        "message_subscribe": [],
    },
    "crm.loyalty.reward": {"action_give": [], "action_refuse": [], "action_reopen": []},
    "crm.loyalty.response": {
        "action_count": [],
        "action_withdraw": [],
        "default_get": (["channel"],),
    },
    "crm.loyalty.run": {"action_full_pass": [], "progress_now": ()},
    "crm.loyalty.scorecard": {"action_compute_everyone": [], "copy_data": []},
    "res.config.settings": {"set_values": []},
    "res.partner": {
        "action_erase_relationship": [],
        "action_open_complaints": [],
        "action_open_relationship": [],
    },
    "sale.order": {"action_open_complaints": []},
}
ROUTES = {
    "/crm_loyalty/workbook",
    "/loyalty/answer/<string:token>",
    "/web/export/csv",
    "/web/export/xlsx",
    "/my/loyalty",
    "/web/pivot/export_xlsx",
}
# An answer that was meant; anything else is a fault of the server (HTTP 500 by JSON-2).
MEANT = ("odoo.exceptions.", "odoo.http.SessionExpired", "werkzeug.exceptions.")


class TestSecurityRpc(SecurityCase):
    """What can be called from outside is a list, and nothing on it does harm in any hands."""

    def test_methods_that_can_be_called_are_listed(self):
        listed = {(model, method) for model, methods in METHODS.items() for method in methods}
        self.assertEqual(public_methods(self.env), listed)

    def test_routes_are_listed(self):
        self.assertEqual(routes(self.env), ROUTES)

    def test_every_method_in_any_hands(self):
        self.theirs.company_id = self.company
        parked = self.env["crm.loyalty.parked"]
        parked._park(self.runs.search([], limit=1), self.theirs.id, "Poison")
        foreign = {
            "crm.loyalty.fit": self.env["crm.loyalty.fit"]._fit(self.company).ids,
            "crm.loyalty.parked": parked.search([]).ids,
            "crm.loyalty.profile": self.profile(self.theirs).ids,
            "res.partner": self.theirs.ids,
            "res.config.settings": self.env["res.config.settings"].create({}).ids,
        }
        before = self._state()
        for role in ("public", *ROLES):
            if role in ("manager", "admin"):
                continue  # theirs is the right to have a parked customer tried again
            self.as_role(role)
            for model, methods in METHODS.items():
                for method, args in methods.items():
                    for ids in (
                        [],
                        foreign.get(model),
                        [MISSING],
                        [*foreign.get(model, ()), MISSING],
                    ):
                        call = args if isinstance(args, tuple) else [ids, *args]
                        for context in ({}, {"active_ids": [MISSING], "lang": "xx_XX", "tz": "x"}):
                            error = self.error(model, method, *call, context=context)
                            told = (role, model, method, ids, error)
                            self.assertTrue(is_meant(error, call), told)
                            self.assertEqual(self._state(), before, told)

    def test_who_may_see_parked_customers_may_have_them_tried_again(self):
        parked = self.env["crm.loyalty.parked"]
        parked._park(self.runs.search([], limit=1), self.theirs.id, "Poison")
        self.as_role("manager")
        marks = self.env["crm.loyalty.dirty"]
        before = marks.search_count([])
        self.call("crm.loyalty.parked", "action_retry", parked.search([]).ids)
        self.assertEqual(marks.search_count([]), before + 1)

    def _state(self):
        """Everything that a call might have changed: rows and last writes of our tables."""
        tables = [m._table for n, m in self.env.items() if n.startswith("crm.loyalty.") and m._auto]
        self.env.flush_all()
        counted = [
            SQL(
                "SELECT %s, count(*), md5(string_agg(t::text, '' ORDER BY id)) FROM %s t",
                table,
                SQL.identifier(table),
            )
            for table in sorted(tables)
        ]
        return self.env.execute_query(SQL(" UNION ALL ").join(counted))


def is_meant(error, call):
    """Whether a call went well or was refused; some methods refuse records by ValueError."""
    many = isinstance(call, list) and len(call[0] or ()) != 1
    return not error or error.startswith(MEANT) or many and error == "builtins.ValueError"


def public_methods(env):
    """Names of the methods that our classes define and RPC does not refuse."""
    return {
        (name, method)
        for name, model in env.registry.items()
        for definition in model.__mro__
        if definition.__module__.startswith(OURS)
        for method, function in vars(definition).items()
        if inspect.isfunction(function) and callable_from_outside(env[name], method)
    }


def callable_from_outside(model, method):
    try:
        return bool(get_public_method(model, method))
    except AccessError:
        return False


def routes(env):
    """The URLs that our controllers serve, or serve in place of another addon's."""
    rules = http._generate_routing_rules(sorted(env.registry._init_modules), nodb_only=False)
    return {url for url, endpoint in rules if is_ours(endpoint.func)}


def is_ours(method):
    """Whether a controller is of this addon; of the portal, which all extend, the page itself."""
    return any(
        definition.__module__.startswith(OURS)
        and (method.__name__ in vars(definition) or not issubclass(definition, CustomerPortal))
        for definition in type(method.__self__).__mro__
    )
