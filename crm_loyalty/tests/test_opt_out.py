from odoo.exceptions import AccessError
from odoo.tests import new_test_user

from .common import TODAY, LoyaltyCase, day
from .common_totals import rewrite_totals


class TestOptOut(LoyaltyCase):
    """Who objects to being profiled is in no step of the engine, and nothing is shown of him."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.quiet, cls.other = cls.customer("Quiet"), cls.customer("Other")
        cls.contact = cls.customer("Contact", is_company=False, parent_id=cls.quiet.id)
        cls.orders(cls.quiet, 400, 300, 100, 10)
        cls.orders(cls.other, 30, amount=7.0)
        cls.env["crm.loyalty.segment"].create({"name": "All", "domain": "[]"})
        cls.manager = new_test_user(
            cls.env, "privacy_manager", "crm_loyalty.group_loyalty_manager,base.group_user"
        )
        cls.full_pass(day(200))
        cls.full_pass()
        cls.env["crm.loyalty.balance"].with_user(cls.manager).action_take()
        cls.env["crm.loyalty.idea"].create(
            [
                {"name": "Lids", "partner_id": partner.id, "date": TODAY, "worth": 10}
                for partner in (cls.quiet, cls.contact)
            ]
        )
        aspect = cls.env.ref("crm_loyalty.aspect_nps")
        for partner in (cls.quiet, cls.contact):
            cls.env["crm.loyalty.response"].create(
                {
                    "partner_id": partner.id,
                    "date": f"{day(3)} 12:00:00",
                    "answer_ids": [(0, 0, {"aspect_id": aspect.id, "score": 90})],
                }
            )
        cls.env["crm.loyalty.pin"].create(
            {
                "partner_id": cls.quiet.id,
                "stage_id": cls.stage("level_basic").id,
                "reason": "x",
                "date_from": day(5),
                "date_to": day(-5),
            }
        )
        cls.changes()

    def shown(self, partner):
        """The models of ours with rows about a customer or its contacts that a manager is shown."""
        family = [("partner_id", "child_of", partner.commercial_partner_id.id)]
        return {
            name
            for name, model in self.env.items()
            if name.startswith("crm.loyalty.")
            and not model._abstract
            and getattr(model._fields.get("partner_id"), "comodel_name", "") == "res.partner"
            and self.env[name].with_user(self.manager).search_count(family, limit=1)
        }

    def test_all_that_is_known_is_hidden_at_once(self):
        before = self.shown(self.quiet)
        for name in ("profile", "history", "balance", "member", "pin", "idea", "response"):
            self.assertIn(f"crm.loyalty.{name}", before)
        self.quiet.loyalty_opt_out = True
        self.assertFalse(self.shown(self.quiet))
        self.assertFalse(self.quiet.with_user(self.manager).relationship_status_id)
        self.assertTrue(self.shown(self.other))

    def test_every_model_about_a_contact_has_a_rule_that_hides_him(self):
        for name, model in self.env.items():
            field = model._fields.get("partner_id")
            if not name.startswith("crm.loyalty.") or model._abstract | model._transient:
                continue
            if getattr(field, "comodel_name", "") != "res.partner":
                continue
            if name == "crm.loyalty.complaint":
                continue  # a case that we owe an answer, not a profile
            rules = self.env["ir.rule"].search([("model_id.model", "=", name)])
            hiding = [r for r in rules if "loyalty_unprofiled" in r.domain_force and not r.groups]
            self.assertTrue(hiding, name)

    def test_the_relationship_goes_with_the_changes_and_comes_back_with_consent(self):
        self.quiet.loyalty_opt_out = True
        run = self.changes()
        self.assertEqual((run.removed, self.profile(self.quiet).ids), (1, []))
        self.assertFalse(self.drift())
        self.quiet.loyalty_opt_out = False
        self.changes()
        self.assertEqual(self.profile(self.quiet).purchase_count, 4)

    def test_no_total_model_or_balance_knows_him(self):
        self.quiet.loyalty_opt_out = True
        run = self.full_pass(day(-40))
        self.assertEqual([row["base_size"] for row in run.settings if row["base_size"]], [1])
        rewrite_totals(self.env, run.settings)
        growth = self.env["crm.loyalty.growth"].search([])
        self.assertEqual(sum(growth.mapped("revenue")), 7)
        self.assertEqual(set(self.env["crm.loyalty.cohort"].search([]).mapped("customers")), {1})
        self.env["crm.loyalty.balance"].with_user(self.manager).action_take()
        self.assertEqual(self.env["crm.loyalty.balance"].search([]).partner_id, self.other)
        opened = self.env["crm.loyalty.member"].search([("date_to", "=", False)])
        self.assertEqual(opened.partner_id, self.other)

    def test_of_a_contact_who_objects_only_its_own_words_are_left_out(self):
        self.order(self.contact, 1, 50)
        self.changes()
        told = self.profile(self.quiet)
        self.assertEqual((told.purchase_count, told.idea_count, told.idea_worth), (5, 2, 20))
        self.contact.loyalty_opt_out = True
        self.changes()
        self.assertEqual((told.purchase_count, told.idea_count, told.idea_worth), (5, 1, 10))
        shown = self.env["crm.loyalty.idea"].with_user(self.manager).search([])
        self.assertEqual(shown.partner_id, self.quiet)

    def test_nothing_is_kept_of_him_at_a_confirmation(self):
        self.quiet.loyalty_opt_out = True
        order = self.order(self.quiet, 0, state="draft")
        self.env.flush_all()
        order.action_confirm()
        self.assertFalse(order.confirmed_formation_id)

    def test_a_merge_keeps_the_objection_whoever_merges(self):
        merger = new_test_user(self.env, "merger", "base.group_partner_manager,base.group_user")
        self.quiet.loyalty_opt_out = True
        contacts = self.quiet | self.other
        wizard = self.env["base.partner.merge.automatic.wizard"].with_user(merger).create({})
        with self.assertRaises(AccessError):
            self.other.with_user(merger).read(["loyalty_opt_out"])
        wizard.sudo()._merge(contacts.ids, self.other)
        self.assertTrue(self.other.loyalty_opt_out)

    def test_who_is_merged_as_a_colleague_without_sales_rights_keeps_it_too(self):
        merger = new_test_user(self.env, "merger", "base.group_partner_manager,base.group_user")
        gone = self.customer("Gone", loyalty_opt_out=True)
        into = self.customer("Into")
        wizard = self.env["base.partner.merge.automatic.wizard"].with_user(merger).create({})
        wizard._merge((gone | into).ids, into.with_user(merger))
        self.assertTrue(into.loyalty_opt_out)

    def test_an_install_writes_no_contact(self):
        field = self.env["res.partner"]._fields["loyalty_opt_out"]
        self.assertEqual((field.default, field.compute), (None, None))
