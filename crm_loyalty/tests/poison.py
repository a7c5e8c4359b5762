from contextlib import contextmanager
from unittest.mock import patch

from odoo.tools import SQL


@contextmanager
def poisoned(env, *partners):
    """Make the facts of some customers such that no statement over them succeeds."""
    source = type(env["crm.loyalty.source"])
    sources = source._sources
    ids = [partner.id for partner in partners]

    def poisoned_sources(self):
        queries = sources(self)
        poison = SQL("1 / (CASE WHEN facts.partner_id = ANY(%s) THEN 0 ELSE 1 END) = 1", ids)
        return queries | {"sale": SQL("SELECT * FROM (%s) facts WHERE %s", queries["sale"], poison)}

    with patch.object(source, "_sources", poisoned_sources):
        yield
