import json

from odoo.fields import Command

from .security import ACCESS_ERROR, SecurityCase

ENGINE = ("crm.loyalty.profile", "crm.loyalty.history", "crm.loyalty.run", "crm.loyalty.parked")
MAGIC = {"id", "display_name", "create_uid", "create_date", "write_uid", "write_date"}
KEPT = ("confirmed_formation_id", "confirmed_lifecycle_id", "confirmed_level_id")


class TestSecurityTampering(SecurityCase):
    """What the engine computed, nobody else writes: ``readonly`` alone would bind screens only."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.profiles.search([]).status_id = cls.stage("status_lost")
        run = cls.full_pass()  # finds another stage, so that there is a history
        cls.env["crm.loyalty.parked"]._park(run, cls.mine.id, "Poison")

    def test_what_the_engine_wrote(self):
        for model in ENGINE:
            records = self.env[model].search([])
            self.assertTrue(records, model)
            before = records.read()
            values = json.loads(json.dumps(records[:1].read(load=None)[0], default=str))
            written = {n: values[n] for n in written_names(records)}
            ids = records[:1].ids
            calls = [("write", ids, {name: value}) for name, value in written.items()]
            calls += [("create", [written]), ("copy", ids), ("unlink", ids)]
            calls += [("web_save", ids, written, {}), ("web_save", [], written, {})]
            for role in ("own", "admin"):
                self.as_role(role)
                for method, *args in calls:
                    self.assertEqual(self.error(model, method, *args), ACCESS_ERROR, (role, args))
            self.env.invalidate_all()
            self.assertEqual(records.read(), before)

    def test_imports(self):
        row = {"revenue": "1", "day": "2026-01-01", "asked_day": "2026-01-01", "reason": "x"}
        self.as_role("admin")
        for model, (column, value) in zip(ENGINE, row.items(), strict=True):
            before = self.env[model].search([]).read()
            told = self.call(model, "load", [".id", column], [[str(before[0]["id"]), value]])
            self.assertIn("not allowed to modify", told["messages"][0]["message"])
            self.env.invalidate_all()
            self.assertEqual(self.env[model].search([]).read(), before)

    def test_faces_of_a_contact(self):
        """Faces have no column: what is sent for them changes nothing that anybody reads."""
        faces = [n for n, f in self.mine._fields.items() if f.related and "loyalty" in f.related]
        self.assertGreater(len(faces), 4)
        self.as_role("own")
        before = self.call("res.partner", "read", self.mine.ids, faces, load="")
        stage = self.stage("status_current").id
        for name in (*faces, "loyalty_profile_id"):
            value = 999 if name == "relationship_rfm" else stage
            self.error("res.partner", "write", self.mine.ids, {name: value})
            self.error("res.partner", "create", [{"name": "New", name: value}])
            self.error("res.partner", "load", ["name", name], [["New", value]])
            self.assertEqual(
                self.call("res.partner", "read", self.mine.ids, faces, load=""), before
            )
        self.env.invalidate_all()
        self.assertFalse(
            self.env["res.partner"].search(
                [("name", "=", "New"), ("relationship_rfm", "!=", False)]
            )
        )

    def test_what_an_order_keeps(self):
        order = self.order(self.mine, 0, state="draft", user_id=self.user["own"].id)
        order.action_confirm()
        kept = [order[name] for name in KEPT]
        self.assertEqual(kept[1], self.profile(self.mine).lifecycle_id)
        stage = self.stage("status_current")
        new = {"partner_id": self.mine.id}
        for name in KEPT:
            for role in ("own", "admin"):
                self.as_role(role)
                told = {name: stage.id}
                for call in (
                    ("write", order.ids, told),
                    ("write", order.ids, {name: False}),
                    ("web_save", order.ids, told, {}),
                    ("create", [new | told]),
                ):
                    self.assertEqual(self.error("sale.order", *call), ACCESS_ERROR, (name, call))
                context = {f"default_{name}": stage.id}
                self.assertEqual(
                    self.error("sale.order", "create", [new], context=context), ACCESS_ERROR
                )
                columns, row = [".id", f"{name}/.id"], [str(order.id), str(stage.id)]
                told = self.call("sale.order", "load", columns, [row])
                self.assertTrue(told["messages"])
        self.env.invalidate_all()
        self.assertEqual([order[name] for name in KEPT], kept)

    def test_an_own_default_for_what_an_order_keeps(self):
        """Any user may set defaults of his own for any field; the confirmation knows better."""
        self.as_role("own")
        self.call(
            "ir.default", "set", "sale.order", KEPT[2], self.stage("level_partnership").id, True
        )
        [order_id] = self.call("sale.order", "create", [{"partner_id": self.mine.id}])
        order = self.env["sale.order"].browse(order_id)
        self.call("sale.order", "action_confirm", order.ids)
        self.assertEqual(order.confirmed_level_id, self.profile(self.mine).level_id)

    def test_a_copied_order_keeps_nothing(self):
        order = self.order(self.mine, 0, state="draft", user_id=self.user["own"].id)
        order.action_confirm()
        self.assertTrue(order.confirmed_lifecycle_id)
        self.as_role("own")
        copied = self.env["sale.order"].browse(self.call("sale.order", "copy", order.ids))
        self.assertFalse(copied.confirmed_lifecycle_id)

    def test_a_pin_tells_who_decided_and_of_which_reading(self):
        self.as_role("own")
        pin = {
            "partner_id": self.mine.id,
            "stage_id": self.stage("status_lost").id,
            "reason": "They said so",
            "date_from": "2026-01-01",
            "date_to": "2026-12-31",
            "user_id": self.user["manager"].id,
            "create_uid": self.user["manager"].id,
            "write_uid": self.user["manager"].id,
            "reading": "level",
        }
        [pin_id] = self.call("crm.loyalty.pin", "create", [pin])
        made = self.env["crm.loyalty.pin"].browse(pin_id)
        self.assertEqual((made.user_id, made.reading), (self.user["own"], "status"))
        self.call("crm.loyalty.pin", "write", made.ids, {"user_id": 1, "reading": "level"})
        self.env.invalidate_all()
        self.assertEqual((made.user_id, made.reading), (self.user["own"], "status"))
        self.full_pass()
        profile = self.profile(self.mine)
        self.assertEqual(profile.status_id, self.stage("status_lost"))
        self.assertEqual(profile.level_id.reading, "level")

    def test_a_manager_overrules_a_pin_and_is_named(self):
        self.as_role("own")
        pin = {
            "partner_id": self.mine.id,
            "stage_id": self.stage("level_basic").id,
            "reason": "x",
            "date_to": "2999-01-01",
        }
        made = self.env["crm.loyalty.pin"].browse(self.call("crm.loyalty.pin", "create", [pin]))
        self.as_role("manager")
        other = {"stage_id": self.stage("level_proactive").id}
        self.call("crm.loyalty.pin", "write", made.ids, other)
        self.env.invalidate_all()
        self.assertEqual(made.user_id, self.user["manager"])

    def test_rules_and_roles_are_for_those_who_may(self):
        stage, role = (
            self.stage("status_lost"),
            self.env["crm.loyalty.market.role"].search([], limit=1),
        )
        for user, record, field in (
            ("own", stage, "domain"),
            ("manager", stage, "domain"),
            ("own", role, "name"),
            ("all", role, "name"),
        ):
            self.as_role(user)
            write = (record._name, "write", record.ids, {field: "[]"})
            self.assertEqual(self.error(*write), ACCESS_ERROR, (user, record))

    def test_a_contact_takes_no_lines_of_the_engine(self):
        """Nor by the back door of another record that may be written."""
        self.as_role("own")
        lines = {"activity_ids": [Command.create({"summary": "x"})], "revenue": 9}
        ids = self.profile(self.mine).ids
        self.assertEqual(self.error("crm.loyalty.profile", "write", ids, lines), ACCESS_ERROR)


def written_names(records):
    """The columns that the engine fills."""
    return [
        name
        for name, field in records._fields.items()
        if field.store and field.column_type and name not in MAGIC
    ]
