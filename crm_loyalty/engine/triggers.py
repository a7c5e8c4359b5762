"""Marks of change, made by the database itself.

Triggers see every change, whoever makes it: the ORM, its recomputed fields, a merge of contacts, an
import by SQL; and they cost the user's transaction no query. See docs/decisions/0002.
"""

from odoo.tools import SQL

PREFIX = "crm_loyalty_watch_"


def install(env):
    """(Re)create the triggers on every table that a source watches."""
    uninstall(env)
    for name, watch in env["crm.loyalty.source"]._watched().items():
        for statement in _statements(name, watch):
            env.cr.execute(statement)  # statements that give no rows


def uninstall(env, name=None):
    """Drop triggers with their functions; without them Odoo's tables are as before.

    :param name: the name of one watch, for an addon that goes; all of them by default
    """
    own = SQL("= %s", PREFIX + name) if name else SQL("LIKE %s", PREFIX.replace("_", r"\_") + "%")
    for [function] in env.execute_query(SQL("SELECT proname FROM pg_proc WHERE proname %s", own)):
        env.cr.execute(SQL("DROP FUNCTION %s() CASCADE", SQL.identifier(function)))


def _statements(name, watch):
    function = SQL.identifier(PREFIX + name)
    yield _function(function, watch)
    changed = SQL(" OR ").join(
        SQL("OLD.%s IS DISTINCT FROM NEW.%s", SQL.identifier(column), SQL.identifier(column))
        for column in watch.columns
    )
    yield SQL(
        "CREATE TRIGGER %s AFTER UPDATE OF %s ON %s FOR EACH ROW WHEN (%s) EXECUTE FUNCTION %s()",
        SQL.identifier(f"{PREFIX}{name}_update"),
        SQL(", ").join(SQL.identifier(column) for column in watch.columns),
        SQL.identifier(watch.table),
        changed,
        function,
    )
    for event, rows in (("INSERT", "NEW"), ("DELETE", "OLD")) if watch.arrivals else ():
        yield SQL(
            "CREATE TRIGGER %s AFTER %s ON %s REFERENCING %s TABLE AS touched"
            " FOR EACH STATEMENT EXECUTE FUNCTION %s()",
            SQL.identifier(f"{PREFIX}{name}_{event.lower()}"),
            SQL(event),
            SQL.identifier(watch.table),
            SQL(rows),
            function,
        )


def _function(function, watch):
    """A function that marks the customer before and after an update, or those of many rows.

    A change of one row is by far the most common, a load of a million the most costly: hence rows
    for updates, and whole statements for what comes and goes.
    """
    if watch.partner:
        column = SQL.identifier(watch.partner)
        updated = SQL("SELECT DISTINCT id FROM (VALUES (OLD.%s), (NEW.%s)) t (id)", column, column)
        touched = SQL("SELECT DISTINCT %s FROM touched", column)
        known = SQL("WHERE id IS NOT NULL")
    else:
        touched = SQL("SELECT NULL::integer")
        updated = SQL("%s WHERE %s", touched, SQL(watch.only))
        known = SQL("")
    return SQL(
        """
        CREATE FUNCTION %(function)s() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'UPDATE' THEN
                INSERT INTO crm_loyalty_dirty (partner_id)
                SELECT id FROM (%(updated)s) changed (id) %(known)s;
            ELSE
                INSERT INTO crm_loyalty_dirty (partner_id)
                SELECT id FROM (%(touched)s) changed (id) %(known)s;
            END IF;
            RETURN NULL;
        END $$
        """,
        function=function,
        updated=updated,
        touched=touched,
        known=known,
    )
