"""Odoo's environment for a command: one transaction on one database."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg2

from odoo import api
from odoo.api import Environment
from odoo.modules.registry import Registry
from odoo.tools import config

from tools.store.rows import BadInput


@contextmanager
def transaction(database: str, rc: str) -> Iterator[Environment]:
    """The superuser's environment; committed when the block ends well, else rolled back."""
    if not Path(rc).is_file():
        raise BadInput(f"There is no configuration file {rc}; give the path of Odoo's.")
    config.parse_config(
        ["-c", rc, "-d", database, "--no-http", "--log-level=warn"], setup_logging=True
    )
    try:
        registry = Registry(database)
    except psycopg2.OperationalError as error:
        reason = str(error).strip().splitlines()[-1]
        raise BadInput(
            f"The database {database} cannot be opened ({reason}); create it first."
        ) from None
    with registry.cursor() as cr:
        yield api.Environment(cr, api.SUPERUSER_ID, {"lang": "en_US"})
    registry.signal_changes()
