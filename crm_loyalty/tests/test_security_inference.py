from .colleagues import FACES, SECRET, ColleaguesCase
from .security import ACCESS_ERROR


class TestSecurityInference(ColleaguesCase):
    """A salesperson with "own documents only" asks lists in every way, and infers nothing."""

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
