"""Tables without their indexes, foreign keys and marks for the time of a large load."""

from contextlib import contextmanager

from odoo.tools import SQL

from odoo.addons.crm_loyalty.engine import triggers


@contextmanager
def bare_tables(env, tables):
    """Take off what slows an insert down, but for primary keys; put it back at the end."""
    triggers.uninstall(env)
    keys = env.execute_query(
        SQL(
            "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE contype = 'f' AND conrelid = ANY(%s::regclass[])",
            tables,
        )
    )
    indexes = env.execute_query(
        SQL(
            "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index"
            " WHERE NOT indisprimary AND indrelid = ANY(%s::regclass[])",
            tables,
        )
    )
    for table, name, _definition in keys:
        env.cr.execute(
            SQL("ALTER TABLE %s DROP CONSTRAINT %s", SQL.identifier(table), SQL.identifier(name))
        )
    for name, _definition in indexes:
        env.cr.execute(SQL("DROP INDEX %s", SQL.identifier(name)))
    yield
    for _name, definition in indexes:
        env.cr.execute(SQL(definition.replace("%", "%%")))
    for table, name, definition in keys:
        env.cr.execute(
            SQL(
                "ALTER TABLE %s ADD CONSTRAINT %s %s",
                SQL.identifier(table),
                SQL.identifier(name),
                SQL(definition),
            )
        )
    triggers.install(env)
