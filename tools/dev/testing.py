"""`./dev test`: every test, on a database of its own."""

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from tools.dev import addons, databases, odoo
from tools.dev.places import ROOT
from tools.dev.prepare import prepare
from tools.dev.process import show
from tools.dev.steps import say, timed

TOOLS_TESTS = "tools/tests"
# Options of pytest whose value could be taken for a path.
WITH_VALUE = {"-k", "-m", "-p", "-o", "-W", "-n", "-c", "-r"}


def test(arguments: Namespace, rest: Sequence[str]) -> int:
    """Run pytest over the addons and the tools; the exit code is pytest's."""
    prepare(tests=True)
    purpose = "kept" if arguments.keep_db else "test"
    database = databases.checked(arguments.db or databases.of_this_run(purpose))
    try:
        made_ready(database)
        wanted = rest if paths(rest) else [*rest, *addons.names(), TOOLS_TESTS]
        words = pytest(
            "-p", "tools.dev.honest", "--odoo-http", f"--odoo-database={database}", *wanted
        )
        code = show(words, env=odoo.odoo_environment())
    finally:
        if not (arguments.db or arguments.keep_db):
            databases.drop(database)
    if arguments.keep_db:
        say(f"The database is kept: ./dev psql {database}, ./dev test --db {database}")
    return code


def pytest(*words: str) -> list[str | Path]:
    """Pytest's command line; its settings are in pyproject.toml."""
    return [odoo.PYTHON, "-m", "pytest", *words]


def made_ready(database: str) -> None:
    """A database with today's addons: a clone of the template, or the named one updated."""

    def work() -> None:
        if not databases.exists(database):
            databases.clone(database)
        odoo.install(database, addons.names())

    timed(f"{', '.join(addons.names())} in {database}", work)


def paths(words: Sequence[str]) -> list[str]:
    """Which of pytest's arguments name tests."""
    before = ["", *words]
    return [
        word
        for previous, word in zip(before, words, strict=False)
        if previous not in WITH_VALUE
        and not word.startswith("-")
        and (ROOT / word.split("::")[0]).exists()
    ]
