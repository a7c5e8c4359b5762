"""Databases with a shop in them: the demonstration store, and shops made from files of orders."""

import re
from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path

from tools.dev import addons, databases, odoo, store
from tools.dev.places import CACHE, STAMPS
from tools.dev.prepare import prepare
from tools.dev.steps import alone, once, say, stamp_done, timed
from tools.dev.trouble import Trouble

DEMO = "crm_loyalty"
LANGUAGES = "--load-language=en_US,zh_CN"


def provide(database: str) -> None:
    """Make the demonstration store if need be; update any shop whose addons have changed."""
    with alone(CACHE / f"lock-{database}"):
        if database == DEMO and not databases.exists(database):
            build(database, store.fill, "Demonstration store")
        databases.required(database)
        once(
            f"Update of {', '.join(addons.names())}",
            STAMPS / f"shop-{database}",
            addons.fingerprint(),
            STAMPS,
            lambda: odoo.install(database, addons.names()),
        )


def load(arguments: Namespace, rest: Sequence[str]) -> int:
    """Make a database from a file of orders."""
    file = Path(arguments.file).resolve()
    if not file.is_file():
        raise Trouble(f"There is no file {file}.")
    database = databases.checked(arguments.db or named_after(file))
    prepare()
    with alone(CACHE / f"lock-{database}"):
        if databases.exists(database):
            raise Trouble(
                f"There is a database {database} already: "
                f"serve it with ./dev run --db {database}, or give another --db NAME."
            )
        shape, shift = arguments.format, arguments.shift
        build(
            database,
            lambda unfinished: store.load(unfinished, file, shape, shift),
            f"Orders of {file.name}",
        )
    say(f"Serve it with: ./dev run --db {database}")
    return 0


def named_after(file: Path) -> str:
    """A database name that tells which file is in it."""
    name = re.sub(r"[^a-z0-9]+", "_", file.name.split(".")[0].lower()).strip("_")
    return name if name[:1].isalpha() else f"shop_{name}"


def build(database: str, fill: Callable[[str], None], title: str) -> None:
    """Install the addons in a clone and fill it; the name appears only when all went well."""
    unfinished = databases.UNFINISHED + database
    code = addons.fingerprint()

    def install() -> None:
        databases.drop(unfinished)
        databases.clone(unfinished)
        odoo.install(unfinished, addons.names(), LANGUAGES)

    try:
        timed(f"{', '.join(addons.names())}, English and Chinese", install)
        timed(title, lambda: fill(unfinished))
        databases.rename(unfinished, database)
    finally:
        databases.drop(unfinished)
    stamp_done(STAMPS / f"shop-{database}", code)
