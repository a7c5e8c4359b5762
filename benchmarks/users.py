"""What the addon costs people at work: confirming a quotation, writing orders."""

import time
from contextlib import contextmanager
from statistics import median
from unittest.mock import patch

from odoo.fields import Command
from odoo.tools import SQL

from odoo.addons.crm_loyalty.engine import triggers

BLOCKS = 2
IN_A_BLOCK = 10
ROWS = 10_000


def measure_users(env):
    """Queries and milliseconds as it is, and without what the addon adds; all is rolled back.

    :return: {name: (as it is, without)}
    """
    user = env["res.users"].search([("login", "=", "salesperson0")])
    seller = env(user=user, context={"lang": "en_US", "tz": "UTC", "uid": user.id})
    quotation = _quotation(seller)
    env.cr.commit()
    works = {
        "confirm": (seller, quotation.with_context(loyalty_no_mail=True).action_confirm),
        "create": (seller, lambda: _quotation(seller)),
        "insert": (env, lambda: _insert(env)),
    }
    ours, without = _costs(works), {}
    for _block in range(BLOCKS):
        with _without_ours(env):
            _add(without, _costs(works))
        _add(ours, _costs(works))
    return {
        f"{name}_{unit}": tuple(
            median(cost[place] for cost in costs[name]) for costs in (ours, without)
        )
        for name in works
        for place, unit in enumerate(("queries", "ms"))
    }


def _quotation(env):
    """A quotation of two lines for a customer that has a relationship."""
    customer = env["crm.loyalty.profile"].search([("purchase_count", ">", 1)], limit=1).partner_id
    products = env["product.product"].search([("sale_ok", "=", True)], limit=2)
    lines = [Command.create({"product_id": product.id}) for product in products]
    return env["sale.order"].create({"partner_id": customer.id, "order_line": lines})


def _insert(env):
    """Copies of many orders by one statement."""
    columns = [name for name, field in env["sale.order"]._fields.items() if field.column_type]
    names = SQL(", ").join(
        SQL.identifier(n) for n in columns if n != "id" and env["sale.order"]._fields[n].store
    )
    env.cr.execute(
        SQL(
            "INSERT INTO sale_order (%s) SELECT %s FROM sale_order ORDER BY id LIMIT %s",
            names,
            names,
            ROWS,
        )
    )


@contextmanager
def _without_ours(env):
    """No snapshot at the confirmation, no triggers, none of the addon's indexes on orders."""
    indexes = env.execute_query(
        SQL(
            "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index"
            " WHERE indrelid IN ('sale_order'::regclass, 'sale_order_line'::regclass)"
            " AND indexrelid::regclass::text LIKE %s",
            "%loyalty%",
        )
    )
    triggers.uninstall(env)
    for name, _definition in indexes:
        env.cr.execute(SQL("DROP INDEX %s", SQL.identifier(name)))
    env.cr.commit()
    with patch.object(type(env["sale.order"]), "_keep_relationship", lambda self: None):
        yield
    for _name, definition in indexes:
        env.cr.execute(SQL(definition.replace("%", "%%")))
    triggers.install(env)
    env.cr.commit()


def _costs(works):
    """{name: [(queries, milliseconds)]} of some calls of each; the first only warms up."""
    return {
        name: [_once(env, work) for _turn in range(IN_A_BLOCK + 1)][1:]
        for name, (env, work) in works.items()
    }


def _add(costs, more):
    for name, found in more.items():
        costs.setdefault(name, []).extend(found)


def _once(env, work):
    env.invalidate_all()
    queries, start = env.cr.sql_log_count, time.perf_counter()
    work()
    env.flush_all()
    cost = env.cr.sql_log_count - queries, 1000 * (time.perf_counter() - start)
    env.cr.rollback()
    return cost
