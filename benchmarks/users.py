"""What the addon costs people at work: confirming a quotation, writing orders."""

import time
from contextlib import contextmanager
from statistics import median
from unittest.mock import patch

from odoo.fields import Command
from odoo.tools import SQL

from odoo.addons.crm_loyalty.engine import triggers

BLOCKS = 4
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
    confirm = _compared(seller, quotation.action_confirm, lambda: _without_snapshot(env))
    create = _compared(seller, lambda: _quotation(seller), lambda: _without_triggers(env))
    insert = _compared(env, lambda: _insert(env), lambda: _without_triggers(env))
    return {
        "confirm_queries": confirm["queries"],
        "confirm_ms": confirm["ms"],
        "create_ms": create["ms"],
        "insert_ms": insert["ms"],
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
def _without_snapshot(env):
    with patch.object(type(env["sale.order"]), "_keep_relationship", lambda self: None):
        yield


@contextmanager
def _without_triggers(env):
    triggers.uninstall(env)
    env.cr.commit()
    yield
    triggers.install(env)
    env.cr.commit()


def _compared(env, work, absent):
    """Do the same in blocks, by turns as it is and with something absent.

    :return: {"queries": (as it is, without), "ms": the same}, medians
    """
    present, without = [], []
    for _block in range(BLOCKS):
        present += _block_of(env, work)
        with absent():
            without += _block_of(env, work)
    return {
        name: (median(row[place] for row in present), median(row[place] for row in without))
        for place, name in enumerate(("queries", "ms"))
    }


def _block_of(env, work):
    """The costs of some calls; the first only warms up."""
    return [_once(env, work) for _turn in range(IN_A_BLOCK)][1:]


def _once(env, work):
    env.invalidate_all()
    queries, start = env.cr.sql_log_count, time.perf_counter()
    work()
    env.flush_all()
    cost = env.cr.sql_log_count - queries, 1000 * (time.perf_counter() - start)
    env.cr.rollback()
    return cost
