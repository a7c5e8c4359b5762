"""What would stay behind: the mark of change on a column of sale_margin."""

from odoo.addons.crm_loyalty.engine import triggers


def uninstall_hook(env):
    """Stop watching the cost on order lines."""
    triggers.uninstall(env, "sale_margin")
