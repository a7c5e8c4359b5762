"""The demonstration store and imported shops: `tools.store` does the work."""

from pathlib import Path

from tools.dev import odoo
from tools.dev.places import CONFIG
from tools.dev.postgres import psql
from tools.dev.process import show
from tools.dev.trouble import Trouble

# What the people of the demonstration store log in with.
PASSWORD = "demo"


def fill(database: str) -> None:
    """Put the demonstration store into an installed database."""
    run_store("generate", database)


def people(database: str) -> str:
    """Who works in the store; the first two users are Odoo's own."""
    return psql(
        "SELECT string_agg(login, ', ' ORDER BY login) FROM res_users"
        " WHERE active AND NOT share AND id > 2",
        database,
    )


def load(database: str, file: Path, shape: str | None, shift: bool) -> None:
    """Put orders from a file into an installed database."""
    words = ["--format", shape] if shape else []
    run_store("load", database, file, *words, *(["--shift"] if shift else []))


def run_store(action: str, database: str, *words: str | Path) -> None:
    """Run one action of `tools.store`."""
    line = [odoo.PYTHON, "-m", "tools.store", action, *words]
    where = ["--database", database, "--config", CONFIG]
    if show([*line, *where], env=odoo.odoo_environment()):
        raise Trouble("The shop was not made; the reason stands above.")
