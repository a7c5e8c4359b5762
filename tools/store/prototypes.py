"""Rows as Odoo itself leaves them, kept as patterns for thousands of others.

A record made through the ORM in a savepoint that is rolled back shows every default and computed
column of its table, whatever modules are installed. The bulk of rows is then inserted by SQL from
that pattern, with only the columns that differ given one by one.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager

from odoo.api import Environment
from odoo.models import BaseModel
from odoo.tools import SQL


@contextmanager
def trial(env: Environment) -> Iterator[Environment]:
    """An environment whose records vanish at the end; nothing is logged or mailed in it."""
    with closing(env.cr.savepoint()):
        yield env(context={**env.context, "tracking_disable": True, "no_reset_password": True})


def pattern(record: BaseModel) -> str:
    """The record's row in its table, as JSON."""
    record.env.flush_all()
    query = SQL("SELECT to_jsonb(t)::text FROM %s t WHERE id = %s", _table(record), record.id)
    return record.env.execute_query(query)[0][0]


def keep(env: Environment, table: str, patterns: dict[int, str]) -> None:
    """Put patterns (kind -> row as JSON) into the temporary table ``store_proto_<table>``."""
    name = SQL.identifier(f"store_proto_{table}")
    env.cr.execute(SQL("DROP TABLE IF EXISTS %s", name))
    env.cr.execute(
        SQL(
            "CREATE TEMPORARY TABLE %s (kind integer, LIKE %s) ON COMMIT DROP",
            name,
            SQL.identifier(table),
        )
    )
    env.cr.execute(
        SQL(
            """
            INSERT INTO %(name)s
            SELECT kind, (jsonb_populate_record(NULL::%(table)s, content::jsonb)).*
              FROM unnest(%(kinds)s::integer[], %(contents)s::text[]) AS proto (kind, content)
            """,
            name=name,
            table=SQL.identifier(table),
            kinds=list(patterns),
            contents=list(patterns.values()),
        )
    )


def keep_made(env: Environment, make: Callable[[Environment], Iterable[BaseModel]]) -> None:
    """Keep the rows of the records that ``make`` gives, one of a table, as patterns of kind 0."""
    with trial(env) as trying:
        patterns = {record._table: pattern(record) for record in make(trying)}
    for table, content in patterns.items():
        keep(env, table, {0: content})


def insert(env: Environment, table: str, source: SQL, differing: dict[str, SQL]) -> int:
    """Insert one row of ``table`` for each row of ``source``; returns how many.

    ``source`` is what follows FROM and names the pattern's row ``proto``; columns that are not in
    ``differing`` are taken from it. Columns of modules that are not installed are passed over.
    """
    columns = [name for (name,) in env.execute_query(_columns(table))]
    values = [differing.get(name) or SQL.identifier("proto", name) for name in columns]
    env.cr.execute(
        SQL(
            "INSERT INTO %s (%s) SELECT %s FROM %s",
            SQL.identifier(table),
            SQL(", ").join(map(SQL.identifier, columns)),
            SQL(", ").join(values),
            source,
        )
    )
    return env.cr.rowcount


@contextmanager
def keys_checked_afterwards(env: Environment, table: str) -> Iterator[None]:
    """Foreign keys of ``table`` are checked once at the end, not row by row (three times as fast).

    The table is locked until the transaction ends.
    """
    name = SQL.identifier(table)
    keys = env.execute_query(
        SQL(
            """
            SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
             WHERE conrelid = %s::regclass AND contype = 'f'
            """,
            table,
        )
    )
    for key, _definition in keys:
        env.cr.execute(SQL("ALTER TABLE %s DROP CONSTRAINT %s", name, SQL.identifier(key)))
    yield
    for key, definition in keys:
        key = SQL.identifier(key)
        env.cr.execute(SQL("ALTER TABLE %s ADD CONSTRAINT %s %s", name, key, SQL(definition)))


def _table(record: BaseModel) -> SQL:
    return SQL.identifier(record._table)


def _columns(table: str) -> SQL:
    return SQL(
        """
        SELECT attname FROM pg_attribute
         WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
         ORDER BY attnum
        """,
        table,
    )
