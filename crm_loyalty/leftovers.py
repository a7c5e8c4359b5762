"""What people made of our fields and models, and what must go with them.

Odoo removes the fields, but not the record rules, views, filters and export templates that name
them: a rule over a field that is no more would lock everybody out of the contacts.
"""

import logging

from odoo.fields import Domain
from odoo.tools import SQL

_logger = logging.getLogger(__name__)

ADDON = "crm_loyalty"
# Where people name fields: model, its column for the model concerned, its columns with names.
PLACES = (
    ("ir.rule", None, ["domain_force"]),
    ("ir.filters", "model_id", ["domain", "context", "sort"]),
    ("ir.exports", "resource", []),
    ("ir.exports.line", None, ["name"]),
    ("ir.ui.view", "model", ["arch_db"]),
    ("ir.actions.act_window", "res_model", ["domain", "context"]),
)


def remove(env):
    """Delete what people made that is about our models, or names our fields on other models."""
    env.flush_all()
    models = [name for name, model in env.registry.items() if model._original_module == ADDON]
    names = _names_of_ours_alone(env, models)
    for model, about, columns in PLACES:
        found = _built_on(env[model], about, columns, models, names)
        for record in found:
            _logger.warning("Goes with %s: %s %s", ADDON, model, record.display_name)
        if model == "ir.actions.act_window":
            opened = [f"{model},{action_id}" for action_id in found.ids]
            env["ir.ui.menu"].search([("action", "in", opened)]).unlink()
        found.unlink()
    _parts_in_other_addons(env, models).unlink()


def _names_of_ours_alone(env, models):
    """The names of our fields on models of others, unless another addon uses the same name."""
    data = env["ir.model.data"].search([("module", "=", ADDON), ("model", "=", "ir.model.fields")])
    fields = env["ir.model.fields"].browse(data.mapped("res_id"))
    names = set(fields.filtered(lambda field: field.model not in models).mapped("name"))
    others = [("name", "in", list(names)), ("id", "not in", fields.ids)]
    return names - set(env["ir.model.fields"].search(others).mapped("name"))


def _built_on(place, about, columns, models, names):
    """The records of a place that are about our models, or name our fields; no addon's own."""
    table = SQL.identifier(place._table)
    pattern = rf"\m({'|'.join(sorted(names))})\M"
    told = SQL(", ").join(SQL("t.%s::text", SQL.identifier(column)) for column in columns or ["id"])
    concerned = SQL("t.%s = ANY(%s)", SQL.identifier(about), models) if about else SQL("FALSE")
    query = SQL(
        """
        SELECT t.id FROM %s t
         WHERE (concat_ws(' ', %s) ~ %s OR %s)
           AND NOT EXISTS (SELECT FROM ir_model_data d
                             JOIN ir_module_module m ON m.name = d.module
                            WHERE d.model = %s AND d.res_id = t.id)
        """,
        *(table, told, pattern, concerned, place._name),
    )
    return place.browse(record_id for [record_id] in place.env.execute_query(query))


def _parts_in_other_addons(env, models):
    """The names of those parts of our models that come from other addons' mixins.

    Odoo deletes the parts with the models, and leaves the names.
    """
    parts = ("ir.model.inherit", "ir.model.fields.selection")
    named = Domain.OR(Domain("name", "like", f"__{name.replace('.', '_')}__") for name in models)
    others = Domain("module", "!=", ADDON) & Domain("model", "in", parts)
    return env["ir.model.data"].search(named & others)
