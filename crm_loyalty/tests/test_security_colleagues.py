import json

from odoo.fields import Command
from odoo.tests import new_test_user

from .common import TODAY, day
from .security import ACCESS_ERROR, SecurityCase

SECRET = 4321  # what the colleague's customers bought, and nobody else did
FACES = (
    "relationship_status_id",
    "relationship_formation_id",
    "relationship_lifecycle_id",
    "relationship_level_id",
    "relationship_rfm",
)


class TestSecurityColleagues(SecurityCase):
    """A salesperson with "own documents only" learns nothing of a colleague's customers."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        colleague = cls.user["colleague"]
        cls.user["own"].group_ids = [Command.link(cls.env.ref("base.group_allow_export").id)]
        # Nobody is named on the contact, but a colleague sold to it.
        cls.sold = cls.customer("Sold")
        cls.order(cls.sold, 20, float(SECRET), user_id=colleague.id)
        cls.hidden = cls.theirs | cls.sold
        cls.full_pass()
        for customer in cls.hidden:
            cls.env["crm.loyalty.pin"].with_user(colleague).create(
                {
                    "partner_id": customer.id,
                    "stage_id": cls.stage("level_partnership").id,
                    "reason": f"Worth {SECRET}",
                    "date_from": day(1),
                    "date_to": day(-900),
                }
            )
        cls.full_pass()
        cls.nobody = cls.customer("Nobody")  # bought nothing: unknown to everyone

    def setUp(self):
        super().setUp()
        self.as_role("own")

    def assertTellsNothing(self, told):
        """What was answered names neither what a colleague sold nor a relationship of theirs."""
        hidden = self.profiles.search([("partner_id", "in", self.hidden.ids)])
        self.assertEqual(len(hidden), 2)
        self.assertNotIn(str(SECRET), json.dumps(told))
        names = {"/".join(path) for path, value in leaves(told) if value in hidden.mapped("id")}
        self.assertFalse({name for name in names if "profile" in name}, told)

    def test_relationships(self):
        found = self.call("crm.loyalty.profile", "search_read", [], ["partner_id", "revenue"])
        self.assertEqual([row["partner_id"][0] for row in found], self.mine.ids)
        hidden = self.profile(self.theirs)
        self.assertEqual(
            self.error("crm.loyalty.profile", "read", hidden.ids, ["revenue"]), ACCESS_ERROR
        )

    def test_names_of_relationships(self):
        for name in ("Theirs", "Sold"):
            self.assertEqual(self.call("crm.loyalty.profile", "name_search", name), [])

    def test_sums(self):
        [total] = self.call(
            "crm.loyalty.profile", "formatted_read_group", [], [], ["revenue:sum", "__count"]
        )
        self.assertEqual((total["revenue:sum"], total["__count"]), (111, 1))
        groups = self.call(
            "res.partner",
            "formatted_read_group",
            [("id", "in", self.hidden.ids)],
            ["relationship_lifecycle_id"],
            ["__count"],
        )
        self.assertEqual([g["relationship_lifecycle_id"] for g in groups], [False])

    def test_conditions_on_groups(self):
        for having in ([("revenue:sum", ">", 1000)], [("revenue:max", ">", 1000)]):
            found = self.call(
                "crm.loyalty.profile",
                "formatted_read_group",
                [],
                ["partner_id"],
                ["revenue:sum", "revenue:max"],
                having=having,
            )
            self.assertEqual(found, [])

    def test_search_by_value(self):
        for condition in (
            ("relationship_rfm", ">", 0),
            ("relationship_lifecycle_id", "!=", False),
            ("relationship_level_id", "=", "Partnership"),
            ("loyalty_profile_id", "!=", False),
            ("loyalty_profile_id.revenue", ">", 1000),
        ):
            found = self.call("res.partner", "search", [condition])
            self.assertFalse(self.hidden & self.env["res.partner"].browse(found), condition)

    def test_a_relationship_is_no_way_around_other_rights(self):
        hidden = [("loyalty_profile_id.run_id.rules", "!=", False)]
        self.assertEqual(self.error("res.partner", "search", hidden), ACCESS_ERROR)
        self.order(self.mine, 5, SECRET, user_id=self.user["colleague"].id)
        orders = [("loyalty_profile_id.partner_id.sale_order_ids.amount_total", ">", 4000)]
        self.assertEqual(self.call("res.partner", "search", orders), [])

    def test_order(self):
        """Colleagues' customers sort as unknown ones do: among each other by the next criterion."""
        partners = [("id", "in", (self.hidden | self.nobody | self.mine).ids)]
        for order in ("relationship_rfm", "relationship_rfm desc", "relationship_level_id"):
            found = self.call(
                "res.partner", "search_read", partners, ["name"], order=f"{order}, name"
            )
            names = [row["name"] for row in found]
            names.remove("Mine")
            self.assertEqual(names, ["Nobody", "Sold", "Theirs"], order)

    def test_contacts(self):
        found = self.call(
            "res.partner",
            "web_search_read",
            [("id", "in", self.hidden.ids)],
            {name: {} for name in FACES} | {"loyalty_profile_id": {"fields": {"revenue": {}}}},
            order="relationship_rfm desc",
        )
        self.assertEqual(found["length"], 2)
        for row in found["records"]:
            self.assertFalse([name for name, value in row.items() if value and name != "id"])

    def test_export(self):
        names = [*FACES, "loyalty_profile_id/revenue"]
        found = self.call("res.partner", "export_data", self.hidden.ids, names)
        self.assertFalse([value for row in found["datas"] for value in row if value])

    def test_orders(self):
        """An own quotation for a colleague's customer does not tell who that customer is."""
        own = self.order(self.theirs, 0, state="draft", user_id=self.user["own"].id)
        faces = ("relationship_lifecycle_id", "relationship_level_id", "relationship_rfm")
        [row] = self.call("sale.order", "read", own.ids, faces)
        self.assertFalse([row[name] for name in faces if row[name]])
        for condition in (
            ("relationship_rfm", ">", 0),
            ("partner_id.relationship_rfm", ">", 0),
            ("partner_id.loyalty_profile_id.revenue", ">", 0),
            ("loyalty_profile_id.revenue", ">", 0),
        ):
            found = self.call("sale.order", "search", [condition, ("id", "=", own.id)])
            self.assertEqual(found, [], condition)

    def test_movements(self):
        self.order(self.sold, 0, user_id=self.user["colleague"].id)
        self.profiles.search([]).sudo().status_id = self.stage("status_potential")
        self.full_pass()
        found = self.call("crm.loyalty.history", "search_read", [], ["partner_id", "reason"])
        self.assertLessEqual({row["partner_id"][0] for row in found}, set(self.mine.ids))
        groups = self.call(
            "crm.loyalty.history", "formatted_read_group", [], ["partner_id"], ["__count"]
        )
        self.assertLessEqual({group["partner_id"][0] for group in groups}, set(self.mine.ids))

    def test_pins(self):
        self.assertEqual(self.call("crm.loyalty.pin", "search_read", [], ["reason"]), [])
        pins = self.env["crm.loyalty.pin"].search([("partner_id", "in", self.hidden.ids)])
        for pin in pins:
            self.assertEqual(self.error("crm.loyalty.pin", "read", pin.ids), ACCESS_ERROR)
            self.assertEqual(
                self.error("crm.loyalty.pin", "write", pin.ids, {"reason": "x"}), ACCESS_ERROR
            )

    def test_nobody_pins_a_colleagues_customer(self):
        for customer in self.hidden:
            pin = {
                "partner_id": customer.id,
                "stage_id": self.stage("level_basic").id,
                "reason": "Mine now",
                "date_to": str(TODAY),
                "date_from": str(TODAY),
            }
            self.assertEqual(self.error("crm.loyalty.pin", "create", [pin]), ACCESS_ERROR)
        pin["partner_id"] = self.mine.id
        self.assertTrue(self.call("crm.loyalty.pin", "create", [pin]))

    def test_what_a_page_tells(self):
        told = {"explanation": {}, "life_curve": {}, "history_ids": {}, "pin_ids": {}, "gaps": {}}
        for customer in self.hidden:
            hidden = self.profile(customer)
            read = ("crm.loyalty.profile", "web_read", hidden.ids, told)
            self.assertEqual(self.error(*read), ACCESS_ERROR)

    def test_what_a_page_tells_of_a_relationship_that_is_being_typed(self):
        """A form may claim that a contact has any relationship; it is told nothing of it."""
        hidden = self.profile(self.theirs)
        spec = {name: {} for name in FACES}
        spec["loyalty_profile_id"] = {"fields": {"life_curve": {}, "revenue": {}}}
        typed = {"loyalty_profile_id": hidden.id, "name": "Theirs"}
        for ids in ([], self.mine.ids, self.theirs.ids):
            for changed in (["loyalty_profile_id"], ["name"], []):
                call = ("res.partner", "onchange", ids, typed, changed, spec)
                if self.error(*call) != ACCESS_ERROR:
                    told = self.call(*call).get("value", {})
                    self.assertFalse([name for name in spec if told.get(name)], (ids, changed))

    def test_previews_and_passes(self):
        stage = self.stage("level_basic")
        self.assertEqual(
            self.error("crm.loyalty.stage", "read", stage.ids, ["preview"]), ACCESS_ERROR
        )
        run = self.runs.search([], limit=1)
        for name in ("rules", "settings", "drifted"):
            read = ("crm.loyalty.run", "read", run.ids, [name])
            self.assertEqual(self.error(*read), ACCESS_ERROR)
        self.assertTellsNothing(self.call("crm.loyalty.run", "progress_now"))

    def test_activities(self):
        hidden = self.profile(self.theirs).with_user(self.user["colleague"])
        hidden.activity_schedule("mail.mail_activity_data_todo", summary=f"Owes {SECRET}")
        own = [("res_model", "=", "crm.loyalty.profile")]
        self.assertEqual(self.call("mail.activity", "search", own), [])
        found = self.call(
            "crm.loyalty.profile", "search", [("activity_ids.summary", "like", "Owes")]
        )
        self.assertEqual(found, [])

    def test_a_cache_that_others_filled(self):
        """In one transaction a manager looks, and then a salesperson does."""
        partner = self.theirs.with_user(self.user["manager"])
        order = partner.sale_order_ids[0]
        self.assertTrue(partner.relationship_rfm and order.relationship_rfm)
        for record in (partner, order):
            seen = record.with_user(self.user["own"])
            self.assertFalse(seen.loyalty_profile_id)
            self.assertFalse(seen.relationship_rfm)
            self.assertFalse(seen.relationship_level_id)

    def test_a_user_without_any_right_on_sales_sees_no_face(self):
        self.authenticate(*[new_test_user(self.env, "loyalty_none", "base.group_user").login] * 2)
        for name in (*FACES, "loyalty_profile_id"):
            read = ("res.partner", "read", self.mine.ids, [name])
            self.assertEqual(self.error(*read), ACCESS_ERROR, name)
            search = ("res.partner", "search", [(name, "!=", False)])
            self.assertIn(self.error(*search), (ACCESS_ERROR, None), name)
            self.assertFalse(self.error(*search) is None and self.call(*search), name)


def leaves(value, path=()):
    """Every value in a JSON answer, with the names on the way to it."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from leaves(item, (*path, str(name)))
    elif isinstance(value, list):
        for item in value:
            yield from leaves(item, path)
    else:
        yield path, value
