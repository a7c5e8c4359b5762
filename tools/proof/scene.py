"""What every proof stands on: Odoo's settings, databases of its own, and other processes."""

import argparse
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))


def arguments(description: str, size: int = 0, file: bool = False) -> argparse.Namespace:
    """Read the command line and configure Odoo.

    :param size: the number of customers by default; 0 for a proof that has no size
    :param file: whether the proof is about a file
    """
    from odoo.tools import config

    parser = argparse.ArgumentParser(description=description.splitlines()[0])
    if size:
        parser.add_argument("size", nargs="?", type=int, default=size, help="customers")
    if file:
        parser.add_argument("file", type=Path)
    parser.add_argument("--config", default=os.environ.get("ODOO_RC"), help="Odoo's settings")
    parser.add_argument(
        "--template",
        default=os.environ.get("CRM_LOYALTY_TEMPLATE"),
        help="a database with all that the addon depends on",
    )
    found = parser.parse_args()
    if not (found.config and found.template):
        parser.error("--config and --template are needed")
    os.environ["ODOO_RC"] = found.config
    config.parse_config(["-c", found.config, "--no-http", "--log-level=warn"], setup_logging=True)
    return found


@contextmanager
def database(name: str, template: str):
    """A clone of a database, dropped at the end; nothing is installed in it."""
    from odoo.sql_db import close_db
    from odoo.tools import SQL

    from benchmarks.database import drop, statement

    drop(name)
    statement(SQL("CREATE DATABASE %s TEMPLATE %s", SQL.identifier(name), SQL.identifier(template)))
    try:
        yield name
    finally:
        close_db(name)
        drop(name)


def odoo(*words: str, script: str = "") -> str:
    """Run Odoo's command line in a process of its own; give what it logged.

    :param script: Python for the shell, with ``env`` at hand
    """
    done = subprocess.run(
        [sys.executable, "-m", "odoo", *words],
        input=script,
        text=True,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if done.returncode or "Traceback" in done.stdout:
        raise RuntimeError(f"odoo {' '.join(words)} failed:\n{done.stdout[-5000:]}")
    return done.stdout


def install(name: str) -> str:
    """Install the addon as an administrator does; give the log."""
    return odoo(
        "-d", name, "-i", "crm_loyalty", "--skip-auto-install", "--stop-after-init", "--no-http"
    )


def shell(name: str, script: str) -> str:
    """Run Python in Odoo's shell and commit."""
    return odoo("shell", "-d", name, "--no-http", script=script + "\nenv.cr.commit()\n")


def complaints(log: str) -> list[str]:
    """The lines of a log that a clean run does not have."""
    return [line for line in log.splitlines() if " WARNING " in line or " ERROR " in line]


def verdict(claims: dict[str, bool]) -> int:
    """Print each claim with whether it holds; the exit code says whether all do."""
    for claim, holds in claims.items():
        print(f"{'ok  ' if holds else 'FAIL'} {claim}")
    return 0 if all(claims.values()) else 1


def main(proof: Callable[[], int]) -> None:
    """Run a proof and leave with its verdict."""
    sys.exit(proof())
