from odoo.tests import mute_logger
from odoo.tools import SQL

from ..engine import triggers
from ..hooks import post_init_hook, uninstall_hook
from .common import LoyaltyCase


class TestLifecycle(LoyaltyCase):
    """What the hooks do; a whole installation and removal is proved by tools/proof/uninstall.py."""

    def triggers(self):
        query = "SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'crm\\_loyalty\\_watch\\_%%'"
        return self.env.execute_query(SQL(query))[0][0]

    def uninstall(self):
        with mute_logger("odoo.addons.crm_loyalty.leftovers"):
            uninstall_hook(self.env)

    def test_the_first_pass_waits_after_the_installation(self):
        self.runs.search([]).unlink()
        self.order(self.customer(), 10)
        cron = [("cron_id", "=", self.env.ref("crm_loyalty.ir_cron_full").id)]
        woken = self.env["ir.cron.trigger"].search_count(cron)
        post_init_hook(self.env)
        passes = self.runs.search([], order="id")
        self.assertEqual(set(passes.mapped("state")), {"queued"})
        self.assertEqual(len(passes), 1 + 12)
        self.assertFalse(passes[-1].asked_day)
        self.assertEqual(self.env["ir.cron.trigger"].search_count(cron), woken + 1)

    def test_nothing_watches_others_tables_afterwards(self):
        self.assertGreater(self.triggers(), 10)
        self.uninstall()
        self.assertEqual(self.triggers(), 0)
        triggers.install(self.env)
        self.assertGreater(self.triggers(), 10)

    def test_triggers_are_made_anew_without_doubles(self):
        before = self.triggers()
        triggers.install(self.env)
        self.assertEqual(self.triggers(), before)

    def test_a_record_rule_over_a_field_of_ours_goes_with_it(self):
        partner = self.env["ir.model"]._get_id("res.partner")
        ours, theirs = self.env["ir.rule"].create(
            [
                {
                    "name": "x",
                    "model_id": partner,
                    "domain_force": "[('relationship_rfm', '>', 1)]",
                },
                {
                    "name": "y",
                    "model_id": partner,
                    "domain_force": "[('name', '!=', 'relationship')]",
                },
            ]
        )
        self.uninstall()
        self.assertEqual((ours | theirs).exists(), theirs)

    def test_saved_filters_go(self):
        values = {"user_ids": [], "name": "x", "model_id": "sale.order"}
        kept, *gone = self.env["ir.filters"].create(
            [
                values | {"domain": "[('partner_id.name', '=', 'position')]"},
                values | {"domain": "[('partner_id.relationship_rfm', '>', 1)]"},
                values | {"context": "{'group_by': ['confirmed_level_id']}"},
                values | {"sort": '["relationship_rfm desc"]'},
                values | {"model_id": "crm.loyalty.profile"},
            ]
        )
        self.uninstall()
        self.assertFalse(self.env["ir.filters"].concat(*gone).exists())
        self.assertTrue(kept.exists())

    def test_export_templates_lose_our_fields_and_keep_the_others(self):
        names = ["name", "relationship_level_id", "loyalty_profile_id/revenue"]
        template, about_ours = self.env["ir.exports"].create(
            [
                {
                    "name": "x",
                    "resource": resource,
                    "export_fields": [(0, 0, {"name": name}) for name in names],
                }
                for resource in ("res.partner", "crm.loyalty.profile")
            ]
        )
        self.uninstall()
        self.assertEqual(template.export_fields.mapped("name"), ["name"])
        self.assertFalse(about_ours.exists())

    def test_views_that_show_our_fields_go_and_others_stay(self):
        form = self.env.ref("base.view_partner_form")
        arch = "<field name='parent_id' position='after'><field name='%s'/></field>"
        ours, theirs = self.env["ir.ui.view"].create(
            [
                {"name": "x", "model": "res.partner", "inherit_id": form.id, "arch": arch % name}
                for name in ("relationship_source", "employee")
            ]
        )
        before = self.env["ir.model.data"].search_count([("model", "=", "ir.ui.view")])
        self.uninstall()
        self.assertEqual((ours | theirs).exists(), theirs)
        self.assertEqual(
            self.env["ir.model.data"].search_count([("model", "=", "ir.ui.view")]), before
        )

    def test_menus_and_actions_that_open_our_models_go(self):
        action = self.env["ir.actions.act_window"].create(
            {"name": "x", "res_model": "crm.loyalty.profile"}
        )
        menu = self.env["ir.ui.menu"].create(
            {"name": "x", "action": f"ir.actions.act_window,{action.id}"}
        )
        self.uninstall()
        self.assertFalse(action.exists() or menu.exists())
