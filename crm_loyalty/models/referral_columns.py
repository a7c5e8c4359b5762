"""Columns on the large tables of others that must come without computing every row."""

from odoo.tools.sql import column_exists, create_column


def add_column(model, name):
    """Create a Many2one's column before the ORM does, which would compute it for a million rows.

    What was recorded before the addon came stays empty; for new records it is computed as ever.
    """
    if not column_exists(model.env.cr, model._table, name):
        create_column(model.env.cr, model._table, name, "int4")
