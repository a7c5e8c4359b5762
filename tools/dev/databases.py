"""Databases with their filestores: a template with all dependencies, and clones of it."""

import os
import re
import shutil
import time
from pathlib import Path

from tools.dev import addons, odoo
from tools.dev.odoo_source import source
from tools.dev.places import FILESTORE
from tools.dev.postgres import psql
from tools.dev.steps import digest, timed
from tools.dev.trouble import Trouble

TEMPLATE = "template_"
UNFINISHED = "building_"


def names() -> list[str]:
    """The databases of people and of tests."""
    return psql(
        "SELECT datname FROM pg_database WHERE NOT datistemplate AND datname NOT IN ('postgres')"
    ).split()


def exists(database: str) -> bool:
    """Whether there is such a database."""
    return database in psql("SELECT datname FROM pg_database").split()


def required(database: str) -> str:
    """The name itself, if there is such a database."""
    if not exists(database):
        there = ", ".join(name for name in names() if not name.startswith(UNFINISHED))
        raise Trouble(f"There is no database {database}; there are: {there or 'none'}.")
    return database


def checked(database: str) -> str:
    """The name itself, if it is one that needs no quoting anywhere."""
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,50}", database):
        raise Trouble(
            f"“{database}” cannot name a database: use small letters, digits and underscores."
        )
    return database


def of_this_run(purpose: str) -> str:
    """A name that no other run uses."""
    return f"{purpose}_{time.strftime('%d%H%M%S')}_{os.getpid()}"


def drop_orphans() -> None:
    """Drop what killed runs left behind."""
    for database in names():
        owner = re.fullmatch(r"(?:test|lint)_\d+_(\d+)", database)
        if owner and not Path("/proc", owner[1]).exists():
            drop(database)


def template() -> str:
    """The name of the template for today's dependencies."""
    return TEMPLATE + digest([addons.dependencies(), source().identity])[:8]


def provide_template() -> None:
    """Install the dependencies once; the name appears only when everything is in."""
    name = template()
    if not exists(name):
        timed(
            f"Template database, {len(addons.dependencies())} modules and theirs",
            lambda: make_template(name),
        )


def make_template(name: str) -> None:
    """Build under another name, rename, and let nobody in: an open session would forbid cloning."""
    unfinished = UNFINISHED + name
    drop(unfinished)
    odoo.install(unfinished, addons.dependencies(), "--without-demo=all")
    for old in psql(
        f"SELECT datname FROM pg_database WHERE datname LIKE '{TEMPLATE}%' AND datallowconn = false"
    ).split():
        if old not in (name, "template0"):
            drop(old)
    rename(unfinished, name)
    psql(f"ALTER DATABASE {name} WITH IS_TEMPLATE true ALLOW_CONNECTIONS false")


def clone(database: str) -> None:
    """Copy the template; files in a filestore never change, so they are linked."""
    original = template()
    psql(f"CREATE DATABASE {database} TEMPLATE {original}")
    shutil.rmtree(FILESTORE / database, ignore_errors=True)
    if (FILESTORE / original).exists():
        shutil.copytree(FILESTORE / original, FILESTORE / database, copy_function=os.link)


def rename(database: str, name: str) -> None:
    """Give a database and its filestore another name."""
    psql(f"ALTER DATABASE {database} RENAME TO {name}")
    shutil.rmtree(FILESTORE / name, ignore_errors=True)
    if (FILESTORE / database).exists():
        (FILESTORE / database).rename(FILESTORE / name)


def drop(database: str) -> None:
    """Remove a database and its filestore, if there."""
    if exists(database):
        psql(f"ALTER DATABASE {database} WITH IS_TEMPLATE false")
        # An autovacuum in it is none of ours to end.
        psql(f"DROP DATABASE {database} WITH (FORCE)", user="postgres")
    shutil.rmtree(FILESTORE / database, ignore_errors=True)
