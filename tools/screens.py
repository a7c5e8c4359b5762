"""Every screen of the addon that a picture is taken of, in the demonstration store."""

from typing import NamedTuple

from tools.browser import WIDTH
from tools.store.demo.membership import PORTAL

PHONE = 390
# Logins of the demonstration store.
USERS = {"manager": ("admin", "admin"), "salesperson": ("anna", "demo")}
USERS["customer"] = (PORTAL, PORTAL)


class Screen(NamedTuple):
    """One picture: what to open, as whom, and what to click (CSS) before it is taken."""

    name: str
    path: str
    user: str = "manager"
    click: tuple[str, ...] = ()
    height: int = 900
    width: int = WIDTH


# {customer} and the like are ids of records; see tools/screenshots.py.
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
    Screen("wallets", "/odoo/wallet-estimates"),
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
