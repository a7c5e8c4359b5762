"""What Odoo cannot do by itself when the addon comes and goes."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from odoo.tools import SQL

from . import leftovers
from .engine import triggers

NIGHT = time(1, 30)


def post_init_hook(env):
    """Start the first pass in the background; the screens show how far it is."""
    env["crm.loyalty.run"]._queue_first_pass()
    _nights(env)


def _nights(env):
    """Let the nightly pass come at night where the company is; the data file says UTC."""
    zone = ZoneInfo(env.company._loyalty_tz_name())
    tomorrow = datetime.now(zone).date() + timedelta(days=1)
    begin = datetime.combine(tomorrow, NIGHT, zone).astimezone(UTC).replace(tzinfo=None)
    env.ref("crm_loyalty.ir_cron_full").nextcall = begin


def uninstall_hook(env):
    """Remove what the ORM does not know of, and what people built on what goes."""
    triggers.uninstall(env)
    leftovers.remove(env)
    _forget_reports(env)
    _release_stages(env)


def _forget_reports(env):
    """Let the type of activity go that overdue complaints are reported with: they go too."""
    kind = env.ref("crm_loyalty.mail_activity_type_overdue", raise_if_not_found=False)
    if kind:
        planned = env["mail.activity"].with_context(active_test=False)
        planned.search([("activity_type_id", "=", kind.id)]).unlink()


def _release_stages(env):
    """Let the stages go although customers and orders are in them: their tables go too.

    So do ours in which rows hold others back: answers their aspects, links their questionnaires.
    """
    query = SQL(
        "SELECT conrelid::regclass::text, conname FROM pg_constraint"
        " WHERE contype = 'f' AND (confrelid = 'crm_loyalty_stage'::regclass"
        " OR confdeltype = 'r' AND conrelid::regclass::text LIKE 'crm\\_loyalty\\_%%')"
    )
    for table, name in env.execute_query(query):
        env.cr.execute(
            SQL("ALTER TABLE %s DROP CONSTRAINT %s", SQL.identifier(table), SQL.identifier(name))
        )
