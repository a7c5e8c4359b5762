"""Order lines in the temporary table ``store_line``, and what they must agree on by themselves."""

import csv
import io
from collections.abc import Iterable
from itertools import islice

from odoo.api import Environment
from odoo.tools import SQL

from tools.store.rows import BadInput, Row

BATCH = 50_000
_TYPES = {
    "row": "integer",
    "at": "timestamp",
    "quantity": "numeric",
    "unit_price": "numeric",
    "discount": "numeric",
    "rate": "numeric",
}
_COLUMNS = SQL(", ").join(SQL.identifier(name) for name in Row._fields)


def stage(env: Environment, rows: Iterable[Row]) -> int:
    """Copy ``rows`` into a fresh ``store_line``; returns how many there were."""
    columns = [SQL("%s %s", SQL.identifier(f), SQL(_TYPES.get(f, "text"))) for f in Row._fields]
    env.cr.execute(SQL("DROP TABLE IF EXISTS store_line"))
    env.cr.execute(
        SQL("CREATE TEMPORARY TABLE store_line (%s) ON COMMIT DROP", SQL(", ").join(columns))
    )
    copy = SQL(
        "COPY store_line (%s) FROM STDIN (FORMAT csv, FORCE_NOT_NULL (%s))", _COLUMNS, _texts()
    )
    count, rows = 0, iter(rows)
    while batch := list(islice(rows, BATCH)):
        buffer = io.StringIO()
        # A price travels as the shortest text of its double, as Odoo itself would store it.
        csv.writer(buffer).writerows(
            row._replace(unit_price=float(row.unit_price)) for row in batch
        )
        buffer.seek(0)
        env.cr.copy_expert(copy.code, buffer)
        count += len(batch)
    env.cr.execute(SQL("ANALYZE store_line"))
    return count


def _texts() -> SQL:
    return SQL(", ").join(SQL.identifier(name) for name in Row._fields if name not in _TYPES)


def check_lines(env: Environment, *, repeats: bool) -> None:
    """Refuse lines that contradict each other; ``repeats`` allows the same line twice."""
    _check_orders(env)
    _check_rates(env)
    if not repeats:
        _check_repeats(env)


def _check_orders(env: Environment) -> None:
    """All lines of an order have its customer, day, currency and salesperson."""
    found = env.execute_query(
        SQL(
            """
            SELECT "order", first_row, "row",
                   CASE WHEN customer != first_customer THEN 'customer'
                        WHEN at::date != first_day THEN 'date'
                        WHEN currency != first_currency THEN 'currency'
                        ELSE 'salesperson' END
              FROM (SELECT *,
                           first_value("row") OVER line AS first_row,
                           first_value(customer) OVER line AS first_customer,
                           first_value(at::date) OVER line AS first_day,
                           first_value(currency) OVER line AS first_currency,
                           first_value(salesperson) OVER line AS first_salesperson
                      FROM store_line WINDOW line AS (PARTITION BY "order" ORDER BY "row")) lines
             WHERE (customer, at::date, currency, salesperson)
                != (first_customer, first_day, first_currency, first_salesperson)
             ORDER BY "row" LIMIT 1
            """
        )
    )
    for order, first, other, column in found:
        raise BadInput(
            f"Row {other}, column {column}: order {order} has another {column} in row {first}; "
            "give one number to one order only."
        )


def _check_rates(env: Environment) -> None:
    """A currency has one rate a day."""
    found = env.execute_query(
        SQL(
            """
            SELECT currency, at::date, min("row"), max("row") FROM store_line
             WHERE rate IS NOT NULL GROUP BY 1, 2
            HAVING min(rate) != max(rate) ORDER BY 3 LIMIT 1
            """
        )
    )
    for currency, day, first, last in found:
        raise BadInput(
            f"Rows {first} to {last}, column rate: {currency} has several rates on {day}; "
            "give one rate for a day."
        )


def _check_repeats(env: Environment) -> None:
    """A line stands once in its order."""
    same = SQL(", ").join(SQL.identifier(name) for name in Row._fields if name != "row")
    found = env.execute_query(
        SQL(
            """
            SELECT "order", min("row"), max("row") FROM store_line
             GROUP BY %s HAVING count(*) > 1 ORDER BY 2 LIMIT 1
            """,
            same,
        )
    )
    for order, first, last in found:
        raise BadInput(
            f"Row {last} repeats row {first} of order {order}; delete it or, if both were sold, "
            "add the quantities together."
        )
