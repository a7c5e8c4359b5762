"""The addon comes, is used, goes, and leaves nothing; then it comes and goes again (B4, B5).

What people make of its fields must go with them: a record rule or a view over a field that is no
more would lock everybody out of the contacts.
"""

from scene import arguments, complaints, database, install, main, shell, verdict

NAME = "proof_uninstall"
# What an administrator should read: what of his goes with the addon.
TOLD = "crm_loyalty.leftovers"

# What is there before the addon comes.
BUSINESS = """
from odoo.fields import Command
env["ir.module.module"].update_list()
groups = env.ref("base.group_user") | env.ref("sales_team.group_sale_salesman")
user = env["res.users"].create({"name": "Seller", "login": "seller", "group_ids": groups.ids})
partner = env["res.partner"].create({"name": "Customer", "is_company": True})
product = env["product.product"].create({"name": "Thing", "list_price": 9})
order = env["sale.order"].create(
    {"partner_id": partner.id, "user_id": user.id,
     "order_line": [Command.create({"product_id": product.id})]})
order.action_confirm()
env["ir.exports"].create({"name": "Contacts", "resource": "res.partner",
                          "export_fields": [Command.create({"name": "name"})]})
env["ir.filters"].create({"name": "Kept", "model_id": "res.partner", "user_ids": [],
                          "domain": "[('name', 'like', 'a')]"})
env["ir.rule"].create({"name": "Kept", "model_id": env["ir.model"]._get_id("res.partner"),
                       "domain_force": "[(1, '=', 1)]"})
"""

# What an administrator and users make of the addon in a year.
USE = """
from odoo.fields import Command
partner = env["res.partner"].search([("name", "=", "Customer")])
env["crm.loyalty.run"]._cron_full()
env["crm.loyalty.run"]._cron_changes()
profile = env["crm.loyalty.profile"].search([("partner_id", "=", partner.id)])
assert profile.purchase_count == 1
model = lambda name: env["ir.model"]._get_id(name)
env["ir.filters"].create([
    {"name": "Lost", "model_id": "res.partner", "user_ids": [],
     "domain": "[('relationship_lifecycle_id.name', '=', 'Lost')]", "is_default": True},
    {"name": "By level", "model_id": "res.partner", "user_ids": [],
     "context": "{'group_by': ['relationship_level_id']}"},
    {
        "name": "By rfm",
        "model_id": "sale.order",
        "user_ids": [],
        "sort": '["relationship_rfm desc"]',
    },
    {"name": "Through", "model_id": "sale.order", "user_ids": [],
     "domain": "[('partner_id.relationship_rfm', '>', 500)]"},
    {"name": "Best", "model_id": "crm.loyalty.profile", "user_ids": [],
     "domain": "[('revenue', '>', 9)]"},
])
line = lambda name: Command.create({"name": name})
env["ir.exports"].search([("name", "=", "Contacts")]).export_fields = [
    line("relationship_level_id"), line("loyalty_profile_id/revenue")]
env["ir.exports"].create([
    {
        "name": "Relationships",
        "resource": "crm.loyalty.profile",
        "export_fields": [line("revenue")],
    },
])
env["ir.rule"].create([
    {"name": "Only the good", "model_id": model("res.partner"), "groups": [],
     "domain_force": "['|', ('relationship_rfm', '>', 100), (1, '=', 1)]"},
    {"name": "Orders of the good", "model_id": model("sale.order"), "groups": [],
     "domain_force": "['|', ('partner_id.relationship_rfm', '>', 100), (1, '=', 1)]"},
    {"name": "Profiles", "model_id": model("crm.loyalty.profile"),
     "domain_force": "[(1, '=', 1)]"},
])
env["ir.ui.view"].create([
    {"name": "partner.mine", "model": "res.partner", "type": "form",
     "inherit_id": env.ref("base.view_partner_form").id,
     "arch": "<field name='parent_id' position='after'>"
     "<field name='relationship_source'/></field>"},
    {"name": "profile.mine", "model": "crm.loyalty.profile", "type": "list",
     "arch": "<list><field name='revenue'/></list>"},
    {"name": "profile.mine.too", "model": "crm.loyalty.profile", "type": "list",
     "inherit_id": env.ref("crm_loyalty.crm_loyalty_profile_view_list").id,
     "arch": "<field name='partner_id' position='after'><field name='run_id'/></field>"},
])
action = env["ir.actions.act_window"].create({"name": "Mine", "res_model": "crm.loyalty.profile"})
env["ir.ui.menu"].create({"name": "Mine", "action": f"ir.actions.act_window,{action.id}"})
env["ir.actions.server"].create([
    {
        "name": "On profiles",
        "model_id": model("crm.loyalty.profile"),
        "state": "code",
        "code": "pass",
    },
])
env["ir.cron"].create(
    {"name": "Mine", "model_id": model("crm.loyalty.profile"), "state": "code", "code": "pass",
     "user_id": env.ref("base.user_root").id, "interval_number": 1, "interval_type": "days"})
env["ir.cron"].search([("name", "=", "Mine")])._trigger()
env["ir.default"].set("res.partner", "relationship_source", "end")
env["ir.default"].set("crm.loyalty.pin", "reason", "Because")
env["ir.attachment"].create(
    {"name": "Contract", "raw": b"x", "res_model": "crm.loyalty.profile", "res_id": profile.id})
env["mail.template"].create({"name": "To relationships", "model_id": model("crm.loyalty.profile")})
profile.activity_schedule("mail.mail_activity_data_todo", summary="Call")
env["mail.activity.type"].create({"name": "Visit", "res_model": "crm.loyalty.profile"})
env["crm.loyalty.pin"].create({"partner_id": partner.id, "reason": "x", "date_to": "2999-01-01",
    "stage_id": env.ref("crm_loyalty.stage_level_basic").id})
env["crm.loyalty.stage"].create({"name": "Mine", "reading": "level", "by_hand": True})
env["res.users"].search([("login", "=", "seller")]).group_ids += env.ref(
    "crm_loyalty.group_loyalty_admin")
"""

GO = """
env["ir.module.module"].search([("name", "=", "crm_loyalty")]).button_immediate_uninstall()
"""

# As the user who lost nothing but the addon's groups.
WORK = """
user = env["res.users"].search([("login", "=", "seller")])
assert env["res.partner"].with_user(user).search([("name", "=", "Customer")]).ids
assert env["sale.order"].with_user(user).search([])
for model in ("res.partner", "sale.order", "crm.lead", "res.company", "res.users"):
    for kind in ("form", "list", "search", "kanban"):
        env[model].with_user(user).get_views([(False, kind)], {"load_filters": True})
partner = env["res.partner"].with_user(user).search([("name", "=", "Customer")])
partner.with_user(user).write({"comment": "still here"})
partner.with_user(user).copy()
order = env["sale.order"].with_user(user).create({"partner_id": partner.id})
order.action_confirm()
for found in env["ir.filters"].search([("model_id", "in", ("res.partner", "sale.order"))]):
    env[found.model_id].search(eval(found.domain))
env.cr.rollback()
"""

# Every view of ours opens.
LOOK = """
for model in env["ir.model"].search([("model", "like", "crm.loyalty.%")]).mapped("model"):
    for view in env["ir.ui.view"].search([("model", "=", model), ("inherit_id", "=", False)]):
        env[model].get_views([(view.id, view.type)], {})
"""


def proof() -> int:
    """Install, use, uninstall, work on; and once more."""
    options = arguments(__doc__)
    from footprints import difference, footprints

    with database(NAME, options.template):
        shell(NAME, BUSINESS)
        before = footprints(NAME)
        claims = {}
        for turn in ("first", "second"):
            claims[f"{turn} installation: no warning"] = not said(complaints(install(NAME)))
            if turn == "first":
                shell(NAME, USE)
                made = difference(before, footprints(NAME))
                print(f"{len(made)} things came with the addon and its use")
            else:
                shell(NAME, LOOK)
            log = [line for line in complaints(shell(NAME, GO)) if TOLD not in line]
            claims[f"{turn} uninstallation: no warning"] = not said(log)
            left = difference(before, footprints(NAME))
            claims[f"{turn} uninstallation: nothing is left"] = not said(left)
            shell(NAME, WORK)
            claims[f"{turn} uninstallation: an ordinary user works on"] = True
        return verdict(claims)


def said(lines: list[str]) -> list[str]:
    """Print lines, if any."""
    for line in lines:
        print(f"     {line}")
    return lines


if __name__ == "__main__":
    main(proof)
