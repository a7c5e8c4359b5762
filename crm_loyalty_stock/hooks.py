"""What would stay behind: the marks of change on columns that deliveries move."""

from odoo.addons.crm_loyalty.engine import triggers

from .engine.source import WATCHES


def uninstall_hook(env):
    """Stop watching what was promised and what was delivered."""
    for name in WATCHES:
        triggers.uninstall(env, name)
