from datetime import date

from dateutil.relativedelta import relativedelta
from lxml import etree

from odoo.tests import TransactionCase, new_test_user, tagged
from odoo.tools.safe_eval import safe_eval

SELLER = "base.group_user,sales_team.group_sale_salesman"
MANAGER = "base.group_user,crm_loyalty.group_loyalty_manager"
ADMINISTRATOR = "base.group_user,crm_loyalty.group_loyalty_admin"

OURS = {
    "crm.loyalty.profile": ["list", "kanban", "pivot", "graph", "activity", "form", "search"],
    "crm.loyalty.history": ["list", "pivot", "graph", "form", "search"],
    "crm.loyalty.balance": ["list", "pivot", "graph", "search"],
    "crm.loyalty.idea": ["list", "form", "search"],
    "crm.loyalty.wallet": ["list", "form", "search"],
    "crm.loyalty.complaint": ["list", "kanban", "form", "search", "calendar", "activity"],
    "crm.loyalty.complaint.cause": ["list", "search"],
    "crm.loyalty.response": ["list", "form", "search"],
    "crm.loyalty.note": ["form"],
    "crm.loyalty.pin": ["list", "form", "search"],
    "crm.loyalty.stage": ["list", "form", "search"],
    "crm.loyalty.run": ["list", "form", "search"],
    "crm.loyalty.market.role": ["list", "search"],
}
# Totals of the company: for who sees all documents.
TOTALS = {
    "crm.loyalty.complaint.rate": ["list", "pivot", "graph", "search"],
    "crm.loyalty.cohort": ["list", "pivot", "graph", "search"],
    "crm.loyalty.growth": ["list", "pivot", "graph", "search"],
}
FACES = {
    "res.partner": ["list", "kanban", "form", "search"],
    "sale.order": ["list", "form", "search"],
    "crm.lead": ["form"],
}


@tagged("post_install", "-at_install")
class TestViews(TransactionCase):
    def views(self, user, model, kinds):
        """The views of a model as the web client gets them: {kind: architecture}."""
        views = self.env[model].with_user(user).get_views([(False, kind) for kind in kinds])
        return {kind: view["arch"] for kind, view in views["views"].items()}

    def test_every_view_loads_for_a_plain_salesperson(self):
        seller = new_test_user(self.env, "seller", SELLER)
        for model, kinds in (OURS | FACES).items():
            with self.subTest(model=model):
                self.assertEqual(set(self.views(seller, model, kinds)), set(kinds))

    def test_every_view_loads_for_a_manager(self):
        manager = new_test_user(self.env, "boss", MANAGER)
        for model, kinds in (OURS | TOTALS | FACES | {"crm.loyalty.parked": ["list"]}).items():
            with self.subTest(model=model):
                self.assertEqual(set(self.views(manager, model, kinds)), set(kinds))

    def test_a_salesperson_is_shown_the_relationship_on_contacts_and_orders(self):
        seller = new_test_user(self.env, "seller", SELLER)
        for model in ("res.partner", "sale.order"):
            for kind, arch in self.views(seller, model, ["list", "form", "search"]).items():
                with self.subTest(model=model, kind=kind):
                    self.assertIn("relationship_lifecycle_id", arch)

    def test_who_does_not_sell_is_shown_contacts_and_invoiced_orders_without_it(self):
        groups = {"res.partner": "base.group_user", "sale.order": "account.group_account_invoice"}
        for number, (model, group) in enumerate(groups.items()):
            user = new_test_user(self.env, f"other{number}", f"base.group_user,{group}")
            for kind, arch in self.views(user, model, FACES[model]).items():
                with self.subTest(model=model, kind=kind):
                    self.assertNotIn("relationship_", arch)
                    self.assertNotIn("loyalty_profile", arch)

    def test_every_filter_and_grouping_can_be_used_by_a_plain_salesperson(self):
        seller = new_test_user(self.env, "seller", SELLER)
        names = {"uid": seller.id, "context_today": date.today, "relativedelta": relativedelta}
        for model in (*OURS, "res.partner", "sale.order"):
            records = self.env[model].with_user(seller)
            search = etree.fromstring(self.views(seller, model, ["search"])["search"])
            for node in search.iter("filter"):
                if model not in OURS and not node.get("name").startswith(("by_", "relationship_")):
                    continue  # Odoo's own
                with self.subTest(model=model, filter=node.get("name")):
                    domain = safe_eval(node.get("domain") or "[]", names)
                    group = safe_eval(node.get("context") or "{}").get("group_by")
                    records.formatted_read_group(domain, [group] if group else [], ["__count"])

    def test_stages_and_movements_can_be_filtered_by_every_reading(self):
        readings = {
            value for value, _label in self.env["crm.loyalty.stage"]._fields["reading"].selection
        }
        for model in ("crm.loyalty.stage", "crm.loyalty.history"):
            search = etree.fromstring(self.views(self.env.user, model, ["search"])["search"])
            names = {node.get("name") for node in search.iter("filter")}
            self.assertLessEqual(readings, names, model)

    def test_only_an_administrator_is_shown_the_preview(self):
        seller = new_test_user(self.env, "seller", SELLER)
        admin = new_test_user(self.env, "chief", ADMINISTRATOR)
        self.assertNotIn("preview", self.views(seller, "crm.loyalty.stage", ["form"])["form"])
        self.assertIn("preview", self.views(admin, "crm.loyalty.stage", ["form"])["form"])

    def test_the_app_is_there_for_salespeople_only(self):
        menu = self.env.ref("crm_loyalty.menu_loyalty_root")
        seller = new_test_user(self.env, "seller", SELLER)
        clerk = new_test_user(self.env, "clerk", "base.group_user")
        self.assertIn(menu.id, menu.with_user(seller)._visible_menu_ids())
        self.assertNotIn(menu.id, menu.with_user(clerk)._visible_menu_ids())
