"""What the commands stand on, from nothing, in the order in which it is needed."""

import shutil

from tools.dev import apt, chromium, databases, odoo, odoo_source, postgres, python_env
from tools.dev.places import CACHE, VENV
from tools.dev.steps import alone, say, together
from tools.dev.trouble import DISK_FULL, Trouble

NEEDED_SPACE = 2_500_000_000


def prepare(*, tests: bool = False) -> None:
    """Odoo, its Python, PostgreSQL and the template; for tests their packages and a browser too."""
    with alone():
        announce()
        together(odoo_source.provide, python_env.provide)
        python_env.link_odoo()
        odoo.configure()
        postgres.start()
        extras = (python_env.provide_tests, chromium.provide) if tests else ()
        together(databases.provide_template, *extras)
        databases.drop_orphans()
        apt.forget()


def announce() -> None:
    """The first time takes a while and much space: better said now than in the middle."""
    if not VENV.exists():
        if shutil.disk_usage(CACHE).free < NEEDED_SPACE:
            raise Trouble(DISK_FULL)
        say(f"Preparing {CACHE} (the first time takes about two minutes):")
