"""What a database holds beside the business of its users: to compare before and after."""

from odoo.sql_db import db_connect
from odoo.tools import SQL

# Every line is a query of names; what is not a table yet counts as empty.
QUERIES = {
    "relation": "SELECT relkind::text || ' ' || relname FROM pg_class"
    " WHERE relnamespace = 'public'::regnamespace",
    "column": "SELECT attrelid::regclass::text || '.' || attname FROM pg_attribute JOIN pg_class c"
    " ON c.oid = attrelid WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
    " AND attnum > 0 AND NOT attisdropped",
    "function": "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
    "trigger": "SELECT tgrelid::regclass::text || ' ' || tgname"
    " FROM pg_trigger WHERE NOT tgisinternal",
    "constraint": "SELECT conrelid::regclass::text || ' ' || conname FROM pg_constraint"
    " WHERE connamespace = 'public'::regnamespace",
    "parameter": "SELECT key FROM ir_config_parameter",
    "model": "SELECT model FROM ir_model",
    "field": "SELECT model || '.' || name FROM ir_model_fields",
    "name": "SELECT module || '.' || name FROM ir_model_data",
    "saved filter": "SELECT id || ' ' || model_id FROM ir_filters",
    "export template": "SELECT id || ' ' || resource FROM ir_exports",
    "exported field": "SELECT id || ' ' || name FROM ir_exports_line",
    "job": "SELECT c.id || ' ' || s.usage FROM ir_cron c JOIN ir_act_server s"
    " ON s.id = c.ir_actions_server_id",
    "attachment": "SELECT id || ' ' || COALESCE(res_model, '') FROM ir_attachment"
    " WHERE COALESCE(res_model, '') <> 'ir.ui.view' OR res_field IS NOT NULL",
    "group": "SELECT id || ' ' || (name->>'en_US') FROM res_groups",
    "privilege": "SELECT id || ' ' || (name->>'en_US') FROM res_groups_privilege",
    "access right": "SELECT id || ' ' || name FROM ir_model_access",
    "record rule": "SELECT id || ' ' || name FROM ir_rule",
    "view": "SELECT id || ' ' || name FROM ir_ui_view",
    "menu": "SELECT id || ' ' || (name->>'en_US') FROM ir_ui_menu",
    "action": "SELECT id || ' ' || type FROM ir_actions",
    "default": "SELECT id::text FROM ir_default",
    "activity": "SELECT id || ' ' || res_model FROM mail_activity",
    "activity type": "SELECT id || ' ' || (name->>'en_US') FROM mail_activity_type",
    "follower": "SELECT id || ' ' || res_model FROM mail_followers",
    "template": "SELECT id || ' ' || model FROM mail_template",
    "sequence": "SELECT id || ' ' || name FROM ir_sequence",
    "asset": "SELECT id || ' ' || name FROM ir_asset",
}


def footprints(name: str) -> dict[str, set[str]]:
    """What is in a database: {kind: names}."""
    with db_connect(name).cursor() as cr:
        found = {}
        for kind, query in QUERIES.items():
            cr.execute(SQL(query.replace("%", "%%")))
            found[kind] = {row[0] for row in cr.fetchall()}
        return found


def difference(before: dict[str, set[str]], after: dict[str, set[str]]) -> list[str]:
    """What came and what went, a line each."""
    return [
        f"{sign} {kind}: {name}"
        for kind in QUERIES
        for sign, names in (("+", after[kind] - before[kind]), ("-", before[kind] - after[kind]))
        for name in sorted(names)
    ]
