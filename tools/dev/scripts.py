"""The small commands: benchmarks, proofs, screenshots, shells, and cleaning up."""

import shutil
import time
from argparse import Namespace
from collections.abc import Sequence

from tools.dev import databases, odoo, postgres, python_env, serving, shops
from tools.dev.places import CACHE, DATA, POSTGRES, ROOT, STAMPS
from tools.dev.prepare import prepare
from tools.dev.process import become, show
from tools.dev.steps import alone, say
from tools.dev.trouble import Trouble

PASS_LIMIT = 180  # seconds


def bench(arguments: Namespace, rest: Sequence[str]) -> int:
    """Run the benchmarks."""
    prepare(tests=True)
    return script("benchmarks/run.py", *rest)


def proof(arguments: Namespace, rest: Sequence[str]) -> int:
    """Run one of the proofs that are too long, too large or too brutal for a test."""
    prepare(tests=True)
    return script(f"tools/proof/{arguments.name}.py", *rest)


def screenshots(arguments: Namespace, rest: Sequence[str]) -> int:
    """Take pictures of the demonstration store as it is after its first pass."""
    prepare(tests=True)
    shops.provide(shops.DEMO)
    port = serving.free_port()
    with serving.served(shops.DEMO, port):
        wait_for_first_pass()
        where = ["--url", f"http://127.0.0.1:{port}", "--database", shops.DEMO]
        # With a folder of their own all screens as they are, else the pictures of the guides.
        kind = "screenshots" if "--out" in rest else "pictures"
        return script(f"tools/{kind}.py", *where, *rest)


def wait_for_first_pass() -> None:
    """Before it every screen is empty."""
    deadline = time.monotonic() + PASS_LIMIT
    done = "SELECT id FROM crm_loyalty_run WHERE state = 'done' LIMIT 1"
    while not postgres.psql(done, shops.DEMO):
        if time.monotonic() > deadline:
            raise Trouble(f"The first pass did not end; see {serving.log_of(shops.DEMO)}.")
        time.sleep(1)


def script(path: str, *words: str) -> int:
    """Run a script of this checkout with everything at hand.

    It finds Odoo's settings in ODOO_RC, the databases through PGHOST and PGUSER, the database with
    all dependencies in CRM_LOYALTY_TEMPLATE, PostgreSQL's programs and a Chromium on the PATH.
    """
    if not (ROOT / path).exists():
        raise Trouble(f"{path} is missing in this checkout.")
    env = odoo.odoo_environment(PYTHONPATH=ROOT, CRM_LOYALTY_TEMPLATE=databases.template())
    return show([odoo.PYTHON, ROOT / path, *words], env=env)


def shell(arguments: Namespace, rest: Sequence[str]) -> int:
    """Open Odoo's Python shell on a database."""
    command = odoo.command("shell", "-d", known(arguments.db), "--no-http")
    become(command, odoo.odoo_environment())


def psql(arguments: Namespace, rest: Sequence[str]) -> int:
    """Open psql on a database."""
    command = [postgres.BIN / "psql", "-d", known(arguments.db), *rest]
    become(command, odoo.odoo_environment())


def known(database: str | None) -> str:
    """A database that is there, or the list of those that are."""
    prepare()
    return databases.required(database or shops.DEMO)


def clean(arguments: Namespace, rest: Sequence[str]) -> int:
    """Stop PostgreSQL and remove the databases, or everything."""
    if not CACHE.exists():
        return 0
    with alone():
        if python_env.packages(odoo.VENV).exists():
            postgres.stop()
        for folder in (POSTGRES, DATA, postgres.socket_folder()):
            shutil.rmtree(folder, ignore_errors=True)
        for stamp in STAMPS.glob("shop-*"):
            stamp.unlink()
    if arguments.all:
        shutil.rmtree(CACHE)
    say(
        f"{CACHE} is gone."
        if arguments.all
        else "PostgreSQL is stopped and all databases are gone."
    )
    return 0
