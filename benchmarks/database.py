"""A database for one size: cloned from the template, the addon installed, dropped at the end."""

import shutil
from contextlib import closing, contextmanager

from odoo import api
from odoo.modules.registry import Registry
from odoo.sql_db import close_db, db_connect
from odoo.tools import SQL, config


@contextmanager
def database(name, template, keep=False):
    """Make a database with crm_loyalty installed, give its registry, and drop it at the end.

    :param template: a database in which the addon's dependencies are installed
    :param keep: whether the database stays, for a look at it
    """
    drop(name)
    statement(SQL("CREATE DATABASE %s TEMPLATE %s", SQL.identifier(name), SQL.identifier(template)))
    try:
        config["skip_auto_install"] = True
        yield Registry.new(name, update_module=True, install_modules=["crm_loyalty"])
    finally:
        Registry.delete(name)
        close_db(name)
        if not keep:
            drop(name)
            shutil.rmtree(config.filestore(name), ignore_errors=True)


def drop(name):
    """Drop a database, if there is one, whoever of ours is still in it.

    ``WITH (FORCE)`` would also end an autovacuum, which only a superuser may; without it
    PostgreSQL asks the autovacuum to leave.
    """
    statement(
        SQL(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = %s AND usename = current_user",
            name,
        )
    )
    statement(SQL("DROP DATABASE IF EXISTS %s", SQL.identifier(name)))


def statement(query, name="postgres"):
    """Run a statement that wants no transaction around it."""
    with closing(db_connect(name).cursor()) as cr:
        cr._cnx.autocommit = True
        cr.execute(query)


@contextmanager
def environment(registry):
    """The superuser's environment in a transaction of its own; what is not committed is lost."""
    with closing(registry.cursor()) as cr:
        yield api.Environment(cr, api.SUPERUSER_ID, {})


def vacuum(env, *tables):
    """Do what autovacuum does some time after a load, lest it do it in mid-measurement."""
    names = SQL(", ").join(SQL.identifier(table) for table in tables)
    statement(SQL("VACUUM (ANALYZE) %s", names), env.cr.dbname)
