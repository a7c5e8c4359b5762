"""Who may do what: the whole of it, as data. A model or a field without a line here is a fault.

``RECORDS``: per model, what each role may do: r read, w write, c create, d delete, - nothing.
"mine" and "theirs" are the user with "own documents only" on his own customer's record and on a
colleague's; "other" is a loyalty manager of another company.
"""

RECORDS = """
model                           public portal employee mine theirs all  manager admin other
crm.loyalty.profile             -      -      -        r    -      r    r       r     -
crm.loyalty.history             -      -      -        r    -      r    r       r     -
crm.loyalty.balance             -      -      -        r    -      r    r       r     -
crm.loyalty.cohort              -      -      -        -    -      r    r       r     -
crm.loyalty.growth              -      -      -        -    -      r    r       r     -
crm.loyalty.pin                 -      -      -        rwc  -      rwc  rwcd    rwcd  -
crm.loyalty.idea                -      -      -        rwc  -      rwc  rwcd    rwcd  -
crm.loyalty.wallet              -      -      -        rwc  -      rwc  rwcd    rwcd  -
crm.loyalty.complaint           -      -      -        rwc  -      rwc  rwcd    rwcd  -
crm.loyalty.complaint.cause     -      -      -        r    r      r    rwcd    rwcd  rwcd
crm.loyalty.complaint.rate      -      -      -        -    -      r    r       r     -
crm.loyalty.response            -      -      -        rwc  -      rwc  rwcd    rwcd  -
crm.loyalty.answer              -      -      -        rwcd -      rwcd rwcd    rwcd  -
crm.loyalty.note                -      -      -        c    c      c    c       c     c
crm.loyalty.note.line           -      -      -        c    c      c    c       c     c
crm.loyalty.aspect              -      -      -        r    r      r    rwcd    rwcd  rwcd
crm.loyalty.questionnaire       -      -      -        r    r      r    rwcd    rwcd  -
crm.loyalty.questionnaire.line  -      -      -        r    r      r    rwcd    rwcd  rwcd
crm.loyalty.invite              -      -      -        r    -      r    r       rd    -
crm.loyalty.attempt             -      -      -        -    -      -    -       r     -
crm.loyalty.ask                 -      -      -        c    c      c    c       c     c
crm.loyalty.reward              -      -      -        r    -      r    rwd     rwd   -
crm.loyalty.erasure             -      -      -        -    -      -    r       r     -
crm.loyalty.benefit             -      -      -        r    r      r    rwcd    rwcd  -
crm.loyalty.stage               -      -      -        r    r      r    r       rwcd  -
crm.loyalty.mark                -      -      -        r    r      r    rwcd    rwcd  -
crm.loyalty.scorecard           -      -      -        r    r      r    rwcd    rwcd  -
crm.loyalty.scorecard.line      -      -      -        r    r      r    rwcd    rwcd  -
crm.loyalty.segment             -      -      -        r    r      r    rwcd    rwcd  -
crm.loyalty.member              -      -      -        r    -      r    r       r     -
crm.loyalty.segment.crossing    -      -      -        r    -      r    r       r     -
crm.loyalty.market.role         -      -      -        r    r      r    rwcd    rwcd  rwcd
crm.loyalty.run                 -      -      -        r    r      r    r       r     r
crm.loyalty.fit                 -      -      -        r    r      r    r       r     -
crm.loyalty.parked              -      -      -        -    -      -    r       r     -
crm.loyalty.dirty               -      -      -        -    -      -    -       r     -
crm.loyalty.workbook            -      -      -        -    -      -    r       rd    -
crm.loyalty.workbook.selection  -      -      -        c    c      c    c       c     c
"""

SALES = "sales_team.group_sale_salesman"
ALL = "sales_team.group_sale_salesman_all_leads"
STAFF = "base.group_user"
MANAGER = "crm_loyalty.group_loyalty_manager"
ADMIN = "crm_loyalty.group_loyalty_admin"
SYSTEM = "base.group_system"
EXPORT = "base.group_allow_export"

# Fields that this addon gives to models of others, and the group that they are for.
FIELDS = {
    "res.partner": {
        SALES: "loyalty_profile_id relationship_status_id relationship_formation_id"
        " relationship_lifecycle_id relationship_level_id relationship_rfm"
        " relationship_rfm_segment_id relationship_segment_ids market_role_ids"
        " relationship_source partnership_date loyalty_complaint_count"
        " loyalty_opt_out loyalty_unprofiled referred_by_id referral_date relationship_tier_id",
    },
    "sale.order": {
        SALES: "loyalty_profile_id relationship_lifecycle_id relationship_level_id relationship_rfm"
        " confirmed_formation_id confirmed_lifecycle_id confirmed_level_id"
        " loyalty_complaint_count referred_by_id relationship_tier_id relationship_benefits",
    },
    "crm.lead": {SALES: "has_money has_authority has_need referred_by_id"},
    "res.company": {
        STAFF: "loyalty_basis loyalty_tz loyalty_rfm_classes loyalty_rfm_method"
        " loyalty_recency_limits loyalty_frequency_limits"
        " loyalty_monetary_limits loyalty_workbook_monthly"
        " loyalty_model loyalty_horizon loyalty_discount_rate loyalty_retention"
        " loyalty_margin_rate loyalty_upkeep loyalty_upkeep_amount loyalty_hour_cost"
        " loyalty_activity_minutes loyalty_fit_asked loyalty_workbook_user_id"
        " loyalty_workbook_keep_months loyalty_clv_by loyalty_value_by loyalty_steady"
        " loyalty_currency_id loyalty_half_life loyalty_gap_weight loyalty_portal"
        " loyalty_answer_hours loyalty_solve_days loyalty_complaint_user_id"
        " loyalty_escalation_user_id loyalty_complaint_alias_id loyalty_complaint_address"
        " loyalty_referral_depth loyalty_referral_amount loyalty_referral_text"
        " loyalty_keep_told_months loyalty_keep_history_months"
        " loyalty_ask_questionnaire_id loyalty_ask_days loyalty_ask_pause",
    },
}

# Fields of models of ours that not everybody sees who sees the record.
NARROWER = {
    "crm.loyalty.profile": {SALES: "market_role_ids market_roles", ALL: "referral_revenue_12m"},
    "crm.loyalty.fit": {MANAGER: "backtest"},
    "crm.loyalty.run": {SYSTEM: "rules scorecards marks segments settings drifted totals"},
    "crm.loyalty.scorecard": {MANAGER: "preview"},
    "crm.loyalty.invite": {SYSTEM: "token_hash"},
    "crm.loyalty.segment": {MANAGER: "preview"},
    "crm.loyalty.stage": {MANAGER: "preview"},
    "crm.loyalty.workbook": {EXPORT: "file"},
}


def records():
    """The table as {model: {role: set of letters}}."""
    head, *lines = (line.split() for line in RECORDS.strip().splitlines())
    return {
        model: dict(zip(head[1:], map(_letters, cells), strict=True)) for model, *cells in lines
    }


def _letters(cell):
    return set(cell) - {"-"}


def groups(table, model):
    """The groups of a model's fields in one of the tables, as {field: group}."""
    return {name: group for group, names in table.get(model, {}).items() for name in names.split()}
