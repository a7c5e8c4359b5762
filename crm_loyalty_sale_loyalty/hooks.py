"""The stage of members: reached by a card while the addon is there, by hand without it."""

from odoo.fields import Domain

from odoo.addons.crm_loyalty.engine import triggers

from .engine.source import WATCHES

RULE = "[('member_count', '>', 0)]"


def post_init_hook(env):
    """Let who holds a card be a member, unless somebody has written a rule already."""
    stage = env.ref("crm_loyalty.stage_formation_member", raise_if_not_found=False)
    if stage and stage.by_hand:
        stage.write({"by_hand": False, "domain": RULE})


def uninstall_hook(env):
    """Stop watching cards; who asks for one comes to its stage by hand again."""
    for name in WATCHES:
        triggers.uninstall(env, name)
    stages = env["crm.loyalty.stage"].with_context(active_test=False)
    ours = Domain("domain", "like", "member_count") | Domain("domain", "like", "member_since")
    stages.search(ours).write({"by_hand": True, "domain": "[]"})
