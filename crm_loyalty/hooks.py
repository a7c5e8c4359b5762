"""What Odoo cannot do by itself when the addon comes and goes."""

from .engine import triggers


def post_init_hook(env):
    """Start the first pass in the background; the screens show how far it is."""
    env["crm.loyalty.run"]._queue_first_pass()


def uninstall_hook(env):
    """Remove what the ORM does not know of: triggers, and activities on relationships."""
    triggers.uninstall(env)
    env["mail.activity"].search([("res_model", "=", "crm.loyalty.profile")]).unlink()
