"""Pictures of every screen of the addon, taken by a headless Chromium from a running Odoo.

python -m tools.screenshots --url http://127.0.0.1:8069 --database DB --out DIR [--lang zh_CN]
"""

import argparse
import contextlib
import itertools
import shutil
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from tools.browser import WIDTH, Browser, Session
from tools.store.demo.membership import PORTAL


class Screen(NamedTuple):
    """One picture: what to open, as whom, and what to click (CSS) before it is taken."""

    name: str
    path: str
    user: str = "manager"
    click: tuple[str, ...] = ()
    height: int = 900
    width: int = WIDTH


PHONE = 390
# Logins of the demonstration store.
USERS = {"manager": ("admin", "admin"), "salesperson": ("anna", "demo")}
USERS["customer"] = (PORTAL, PORTAL)

# {customer} and the like are ids; see RECORDS.
SCREENS = [
    Screen("apps", "/odoo", click=(".o_navbar_apps_menu button",)),
    Screen("customers", "/odoo/relationships"),
    Screen("customers_board", "/odoo/relationships?view_type=kanban"),
    Screen("customers_pivot", "/odoo/relationships?view_type=pivot"),
    Screen("customers_graph", "/odoo/relationships?view_type=graph"),
    Screen("customers_activities", "/odoo/relationships?view_type=activity"),
    Screen("customers_filters", "/odoo/relationships", click=(".o_searchview_dropdown_toggler",)),
    Screen("customer", "/odoo/relationships/{customer}", height=1500),
    Screen("customer_lost", "/odoo/relationships/{lost}", height=1500),
    Screen("customer_unknown", "/odoo/relationships/{prospect}", height=1500),
    Screen("customer_pinned", "/odoo/relationships/{pinned}", height=1500),
    Screen(
        "customer_history",
        "/odoo/relationships/{customer}",
        click=("a[name=history]",),
        height=1500,
    ),
    Screen("customer_pins", "/odoo/relationships/{pinned}", click=("a[name=pins]",), height=1500),
    Screen(
        "customer_pin_dialog",
        "/odoo/relationships/{customer}",
        click=(".o_form_statusbar button:nth-child(3)",),
    ),
    Screen(
        "customer_value", "/odoo/relationships/{customer}", click=("a[name=value]",), height=2500
    ),
    Screen(
        "customer_loyalty", "/odoo/relationships/{asked}", click=("a[name=loyalty]",), height=2900
    ),
    Screen(
        "customer_satisfaction",
        "/odoo/relationships/{heard}",
        click=("a[name=satisfaction]",),
        height=2600,
    ),
    Screen(
        "customer_unheard",
        "/odoo/relationships/{prospect}",
        click=("a[name=satisfaction]",),
        height=1700,
    ),
    Screen(
        "note",
        "/odoo/relationships/{heard}",
        click=(".o_form_statusbar button[data-hotkey=n]",),
    ),
    Screen("responses", "/odoo/customer-responses"),
    Screen("response", "/odoo/customer-responses/{response}"),
    Screen("aspects", "/odoo/action-crm_loyalty.action_crm_loyalty_aspect", height=1400),
    Screen("levers", "/odoo/satisfaction-levers", height=1400),
    Screen("salesperson_levers", "/odoo/satisfaction-levers", "salesperson", height=1400),
    Screen("salesperson_responses", "/odoo/customer-responses", "salesperson"),
    Screen("customer_tier", "/odoo/relationships/{customer}", click=("a[name=tier]",), height=1900),
    Screen("tiers", "/odoo/tiers"),
    Screen("tier", "/odoo/tiers/{tier}", height=1300),
    Screen("tier_benefits", "/odoo/tiers/{tier}", click=("a[name=benefits]",)),
    Screen("benefits", "/odoo/tier-benefits"),
    Screen("value_matrix", "/odoo/value-matrix", height=1300),
    Screen("attitude", "/odoo/attitude-and-behaviour", height=1300),
    Screen("scorecards", "/odoo/loyalty-scorecards"),
    Screen("scorecard", "/odoo/loyalty-scorecards/{scorecard}", height=1900),
    Screen(
        "scorecard_new",
        "/odoo/loyalty-scorecards/new",
        click=(
            ".o_field_x2many_list_row_add a",
            "td[name=measure]",
            "td[name=measure] .o_select_menu_input, td[name=measure] select",
        ),
        height=1100,
    ),
    Screen("loyalty_marks", "/odoo/loyalty-marks"),
    Screen("loyalty_mark", "/odoo/loyalty-marks/{mark}"),
    Screen("customer_pyramid", "/odoo/customer-pyramid"),
    Screen("movements", "/odoo/stage-movements"),
    Screen("movements_graph", "/odoo/stage-movements?view_type=graph"),
    Screen("movements_list", "/odoo/stage-movements?view_type=list"),
    Screen("prediction_models", "/odoo/prediction-models"),
    Screen("prediction_model", "/odoo/prediction-models/{fit}", height=1500),
    Screen("equity", "/odoo/customer-equity", height=1500),
    Screen("equity_over_time", "/odoo/customer-equity-over-time"),
    Screen("equity_over_time_pivot", "/odoo/customer-equity-over-time?view_type=pivot"),
    Screen("salesperson_equity", "/odoo/customer-equity", "salesperson", height=1500),
    Screen("complaints", "/odoo/complaints"),
    Screen("complaint", "/odoo/complaints/{complaint}", height=1300),
    Screen("complaint_report", "/odoo/complaint-report"),
    Screen("complaint_report_pivot", "/odoo/complaint-report?view_type=pivot"),
    Screen("complaint_rate", "/odoo/complaint-rate"),
    Screen("salesperson_complaints", "/odoo/complaints", "salesperson"),
    Screen("ideas", "/odoo/customer-ideas"),
    Screen("referrer", "/odoo/relationships/{referrer}", click=("a[name=value]",), height=1900),
    Screen("rewards", "/odoo/referral-rewards"),
    Screen("reward", "/odoo/referral-rewards/{reward}"),
    Screen(
        "contact_referred", "/odoo/contacts/{referred}", click=("a[name=loyalty_relationship]",)
    ),
    Screen(
        "contact_objecting", "/odoo/contacts/{objecting}", click=("a[name=loyalty_relationship]",)
    ),
    Screen("erasures", "/odoo/action-crm_loyalty.action_crm_loyalty_erasure"),
    Screen("salesperson_rewards", "/odoo/referral-rewards", "salesperson"),
    Screen(
        "salesperson_referrer",
        "/odoo/relationships/{referrer}",
        "salesperson",
        click=("a[name=value]",),
        height=1900,
    ),
    Screen("kano", "/odoo/kano-study", height=1400),
    Screen("kano_features", "/odoo/kano-features"),
    Screen("growth", "/odoo/more-longer-deeper", height=1000),
    Screen("growth_left", "/odoo/more-longer-deeper", click=("button[name=gone_count]",)),
    Screen("growth_lapsed", "/odoo/more-longer-deeper", click=("button[name=lapsed]",)),
    Screen("growth_months", "/odoo/loyalty-months"),
    Screen("growth_months_graph", "/odoo/loyalty-months?view_type=graph"),
    Screen("growth_months_pivot", "/odoo/loyalty-months?view_type=pivot"),
    Screen("cohorts", "/odoo/cohorts"),
    Screen("cohorts_graph", "/odoo/cohorts?view_type=graph"),
    Screen("cohorts_list", "/odoo/cohorts?view_type=list"),
    Screen("pins", "/odoo/action-crm_loyalty.action_crm_loyalty_pin"),
    Screen("pin_new", "/odoo/action-crm_loyalty.action_crm_loyalty_pin/new"),
    Screen("workbooks", "/odoo/action-crm_loyalty.action_crm_loyalty_workbook"),
    Screen("passes", "/odoo/action-crm_loyalty.action_crm_loyalty_run"),
    Screen("pass", "/odoo/action-crm_loyalty.action_crm_loyalty_run/{run}"),
    Screen("parked", "/odoo/action-crm_loyalty.action_crm_loyalty_parked"),
    Screen("stages", "/odoo/action-crm_loyalty.action_crm_loyalty_stage"),
    Screen("stage", "/odoo/action-crm_loyalty.action_crm_loyalty_stage/{stage}", height=1200),
    Screen(
        "stage_preview",
        "/odoo/action-crm_loyalty.action_crm_loyalty_stage/{stage}",
        click=(".o_tree_editor_node .o_tree_editor_node .o_tree_editor_connector .fa-trash",),
        height=1200,
    ),
    Screen("stage_new", "/odoo/action-crm_loyalty.action_crm_loyalty_stage/new"),
    Screen("segments", "/odoo/segments"),
    Screen("segments_by_stage", "/odoo/segment-movements"),
    Screen("segments_crossed", "/odoo/segment-crossing"),
    Screen("market_roles", "/odoo/action-crm_loyalty.action_crm_loyalty_market_role"),
    Screen("settings", "/odoo/action-crm_loyalty.action_crm_loyalty_settings", height=2300),
    Screen("contacts", "/odoo/contacts?view_type=list"),
    Screen("contacts_board", "/odoo/contacts?view_type=kanban"),
    Screen("contact", "/odoo/contacts/{contact}", click=("a[name=loyalty_relationship]",)),
    Screen("orders", "/odoo/orders"),
    Screen("order", "/odoo/orders/{order}"),
    Screen("opportunity", "/odoo/crm/{lead}"),
    Screen("salesperson_customers", "/odoo/relationships", "salesperson"),
    Screen("salesperson_board", "/odoo/relationships?view_type=kanban", "salesperson"),
    Screen("salesperson_customer", "/odoo/relationships/{customer}", "salesperson", height=1500),
    Screen(
        "salesperson_loyalty",
        "/odoo/relationships/{asked}",
        "salesperson",
        click=("a[name=loyalty]",),
        height=2900,
    ),
    Screen("salesperson_attitude", "/odoo/attitude-and-behaviour", "salesperson", height=1300),
    Screen("salesperson_contacts", "/odoo/contacts?view_type=list", "salesperson"),
    Screen("salesperson_movements", "/odoo/stage-movements", "salesperson"),
    Screen("salesperson_pins", "/odoo/action-crm_loyalty.action_crm_loyalty_pin", "salesperson"),
    Screen("salesperson_order", "/odoo/orders/{order}", "salesperson"),
    Screen("portal_home", "/my", "customer"),
    Screen("portal", "/my/loyalty", "customer", height=560),
    Screen("portal_phone", "/my/loyalty", "customer", height=844, width=PHONE),
    Screen(
        "link",
        "{link}",
        "customer",
        click=("fieldset:nth-of-type(1) label:nth-child(4) input", "label:nth-child(10) input"),
        height=844,
        width=PHONE,
    ),
]

# The first record that a user finds: model, domain, order.
RECORDS = {
    "customer": (
        "crm.loyalty.profile",
        [("purchase_count", ">", 9), ("return_count", ">", 0), ("recency_ratio", "<", 3)],
        "revenue_12m desc",
    ),
    "asked": (
        "crm.loyalty.profile",
        [("answer_count", ">", 5), ("purchase_count", ">", 5), ("loyalty_coverage", "<", 0.9)],
        "revenue_12m desc",
    ),
    "scorecard": ("crm.loyalty.scorecard", [], "id"),
    "mark": ("crm.loyalty.mark", [], "sequence"),
    "heard": (
        "crm.loyalty.profile",
        [
            ("satisfaction_gap", "!=", False),
            ("delivered_value", "!=", False),
            ("nps_count", ">", 1),
            ("promise_count", ">", 2),
        ],
        "answer_count desc",
    ),
    "response": ("crm.loyalty.response", [("comment", "!=", False)], "date desc"),
    "referrer": (
        "crm.loyalty.profile",
        [("referral_bought_count", ">", 0)],
        "referral_bought_count desc",
    ),
    "complaint": ("crm.loyalty.complaint", [("is_overdue", "=", True)], "opened_at"),
    "reward": ("crm.loyalty.reward", [("state", "=", "due")], "id"),
    "referred": ("res.partner", [("referred_by_id", "!=", False)], "id"),
    "objecting": ("res.partner", [("loyalty_opt_out", "=", True)], "id"),
    "lost": ("crm.loyalty.profile", [("life_curve_id", "!=", False)], "purchase_count desc"),
    "prospect": ("crm.loyalty.profile", [("purchase_count", "=", 0)], "id"),
    "pinned": ("crm.loyalty.profile", [("pin_count", ">", 0)], "purchase_count desc"),
    "fit": ("crm.loyalty.fit", [("is_used", "=", True)], "day desc, id desc"),
    "run": ("crm.loyalty.run", [("kind", "=", "full")], "id desc"),
    "stage": ("crm.loyalty.stage", [("reading", "=", "status")], "decision_sequence"),
    "tier": ("crm.loyalty.stage", [("reading", "=", "tier")], "decision_sequence"),
    "contact": ("res.partner", [("loyalty_profile_id.purchase_count", ">", 9)], "id"),
    "order": ("sale.order", [("state", "=", "sale")], "id desc"),
    "lead": ("crm.lead", [("has_money", "=", True), ("type", "=", "opportunity")], "id"),
}


def take_all(options, browser):
    """Take the chosen pictures; the names of screens that could not be shown are given back."""
    failed = []
    for user, screens in itertools.groupby(chosen(options.only), key=lambda screen: screen.user):
        session = Session(options.url, options.database, *USERS[user])
        cookies = {"session_id": session.cookie, "frontend_lang": options.lang}
        for name, value in cookies.items():
            browser.send("Network.setCookie", name=name, value=value, url=options.url)
        with speaking(session, options.lang):
            for screen in screens:
                failed += [screen.name] if not shot(options, browser, session, screen) else []
    return failed


def shot(options, browser, session, screen):
    """Take one picture; False if there is no record for it or its scripts failed."""
    path = filled(session, screen.path.replace("{link}", options.link or "{link}"))
    if path is None or "{link}" in path:
        print(f"{screen.name}: there is no record to show")
        return False
    browser.errors.clear()
    target = options.out / f"{screen.name}.png"
    browser.take(options.url + path, target, screen.height, screen.click, screen.width)
    print(f"{screen.name}: {path}", *browser.errors, sep="\n    ")
    return not browser.errors and not browser.run("!!document.querySelector('.o_error_dialog')")


def filled(session, path):
    """Put ids in a path; None if there is no such record."""
    for name, record in RECORDS.items():
        if f"{{{name}}}" not in path:
            continue
        number = session.first(*record)
        if number is None:
            return None
        path = path.replace(f"{{{name}}}", str(number))
    return path


@contextlib.contextmanager
def speaking(session, lang):
    """Have a user speak a language for a while."""
    before = session.speak(lang)
    try:
        yield
    finally:
        session.speak(before)


def chosen(names):
    screens = [screen for screen in SCREENS if not names or screen.name in names]
    return sorted(screens, key=lambda screen: screen.user)


def main():
    """0, or 1 if a screen could not be shown."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--url", default="http://127.0.0.1:8069")
    parser.add_argument("--database", required=True)
    parser.add_argument("--out", required=True, type=Path)
    parser.add_argument("--lang", default="en_US", help="an installed language, as zh_CN")
    parser.add_argument("--only", nargs="*", default=(), metavar="NAME", help="some screens")
    parser.add_argument("--chromium", help="the program; else found on the PATH")
    parser.add_argument("--link", help="the path of a public link, as the store told it")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    program = options.chromium or next(filter(None, map(shutil.which, names)), None)
    if not program:
        raise SystemExit("There is no Chromium on the PATH; name one with --chromium.")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        browser = Browser(program, folder)
        try:
            failed = take_all(options, browser)
        finally:
            browser.close()
    if failed:
        print("Not shown:", ", ".join(failed))
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
