import json

from odoo.fields import Command

from .common import day
from .security import ACCESS_ERROR, SecurityCase

SECRET = 7777  # what the shared customer bought in the other company
PAGE = {"explanation": {}, "life_curve": {}, "history_ids": {}, "pin_ids": {}, "revenue": {}}
PAGE |= {"memberships": {}, "pins": {}, "next_activity": {}, "complaints": {}}


class TestSecurityCompanies(SecurityCase):
    """A customer bought in two companies; a user of one learns nothing of the other's sales."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.shared = cls.customer("Shared")
        cls.env.user.company_ids = [Command.link(cls.other_company.id)]
        cls.order(cls.shared, 10, 222)
        elsewhere = cls.env["sale.order"].with_company(cls.other_company)
        cls.their_order = elsewhere.create(
            {
                "partner_id": cls.shared.id,
                "order_line": [
                    Command.create(
                        {"product_id": cls.product.id, "price_unit": SECRET, "tax_ids": False}
                    )
                ],
            }
        )
        cls.their_order.action_confirm()
        cls.their_order.date_order = f"{day(300)} 12:00:00"
        cls.profiles.search([]).status_id = cls.stage("status_lost")
        cls.full_pass()  # finds another stage, so that there is a history
        cls.env["crm.loyalty.pin"].create(
            {
                "partner_id": cls.shared.id,
                "company_id": cls.other_company.id,
                "stage_id": cls.stage("level_partnership").id,
                "reason": f"Worth {SECRET}",
                "date_from": day(1),
                "date_to": day(-900),
            }
        )
        cls.full_pass()
        cls.ours = cls.profile(cls.shared)
        cls.their_profile = cls.profile(cls.shared, cls.other_company)

    def setUp(self):
        super().setUp()
        self.assertEqual((self.ours.revenue, self.their_profile.revenue), (222, SECRET))
        self.assertNotEqual(self.ours.level_id, self.their_profile.level_id)
        self.as_role("admin")
        self.about = [("partner_id", "=", self.shared.id)]

    def test_relationships(self):
        found = self.call("crm.loyalty.profile", "search_read", self.about, ["revenue"])
        self.assertEqual([row["revenue"] for row in found], [222])
        read = ("crm.loyalty.profile", "read", self.their_profile.ids, ["revenue"])
        self.assertEqual(self.error(*read), ACCESS_ERROR)

    def test_sums_and_pivots(self):
        aggregates = ["revenue:sum", "revenue:max", "__count"]
        [total] = self.call(
            "crm.loyalty.profile", "formatted_read_group", self.about, [], aggregates
        )
        self.assertEqual([total[name] for name in aggregates], [222, 222, 1])
        sets = self.call(
            "crm.loyalty.profile",
            "formatted_read_grouping_sets",
            self.about,
            [[], ["company_id"], ["level_id"]],
            aggregates,
        )
        self.assertEqual([len(groups) for groups in sets], [1, 1, 1])
        self.assertNotIn(str(SECRET), json.dumps(sets))

    def test_faces_of_the_contact(self):
        [row] = self.call(
            "res.partner",
            "web_read",
            self.shared.ids,
            {
                "relationship_level_id": {},
                "relationship_rfm": {},
                "loyalty_profile_id": {"fields": {"revenue": {}}},
            },
        )
        self.assertEqual(row["relationship_level_id"], self.ours.level_id.id)
        self.assertEqual(row["relationship_rfm"], self.ours.rfm)
        self.assertEqual(row["loyalty_profile_id"]["revenue"], 222)

    def test_searches_by_what_the_other_company_knows(self):
        for condition in (
            ("relationship_level_id", "=", self.their_profile.level_id.id),
            ("loyalty_profile_id.revenue", "=", SECRET),
            ("loyalty_profile_id", "=", self.their_profile.id),
        ):
            found = self.call("res.partner", "search", [condition, ("id", "=", self.shared.id)])
            self.assertEqual(found, [], condition)

    def test_groups_of_contacts(self):
        groups = self.call(
            "res.partner",
            "formatted_read_group",
            [("id", "=", self.shared.id)],
            ["relationship_level_id"],
            ["__count"],
        )
        self.assertEqual([g["relationship_level_id"][0] for g in groups], self.ours.level_id.ids)

    def test_a_company_that_the_user_only_claims(self):
        """A context is the caller's word; the user's companies are not."""
        claim = {"allowed_company_ids": self.other_company.ids}
        for model, method, args in (
            ("crm.loyalty.profile", "search_read", [self.about, ["revenue"]]),
            ("crm.loyalty.history", "search_read", [self.about, ["reason"]]),
            ("res.partner", "read", [self.shared.ids, ["relationship_level_id"]]),
            ("res.partner", "search", [[("relationship_rfm", ">", 0)]]),
            ("res.partner", "search", [[("loyalty_profile_id.revenue", ">", 0)]]),
            ("res.partner", "search_read", [[], ["name"], 0, 9, "relationship_rfm"]),
            ("res.partner", "formatted_read_group", [[], ["relationship_level_id"], ["__count"]]),
            ("res.partner", "web_read", [self.shared.ids, {"loyalty_profile_id": {"fields": {}}}]),
            ("crm.loyalty.stage", "read", [self.stage("level_basic").ids, ["preview"]]),
        ):
            error = self.error(model, method, *args, context=claim)
            self.assertEqual(error, ACCESS_ERROR, (model, method))

    def test_export(self):
        self.user["admin"].group_ids = [Command.link(self.env.ref("base.group_allow_export").id)]
        names = ["loyalty_profile_id/revenue", "relationship_level_id/id"]
        found = self.call("res.partner", "export_data", self.shared.ids, names)
        self.assertEqual(found["datas"][0][0], 222)

    def test_movements_and_pins(self):
        found = self.call(
            "crm.loyalty.history", "search_read", self.about, ["company_id", "reason"]
        )
        self.assertEqual({row["company_id"][0] for row in found}, set(self.company.ids))
        self.assertEqual(self.call("crm.loyalty.pin", "search_read", self.about, ["reason"]), [])

    def test_orders(self):
        read = ("sale.order", "read", self.their_order.ids, ["confirmed_level_id"])
        self.assertEqual(self.error(*read), ACCESS_ERROR)
        found = self.call("sale.order", "search", [("loyalty_profile_id.revenue", "=", SECRET)])
        self.assertEqual(found, [])

    def test_what_the_page_tells(self):
        told = self.call("crm.loyalty.profile", "web_read", self.ours.ids, PAGE)
        self.assertNotIn(str(SECRET), json.dumps(told))
        self.assertEqual([p["amount"] for p in told[0]["life_curve"]["points"]], [222])
        hidden = ("crm.loyalty.profile", "web_read", self.their_profile.ids, PAGE)
        self.assertEqual(self.error(*hidden), ACCESS_ERROR)

    def test_what_a_rule_would_do(self):
        """The preview counts the customers of the companies of who asks."""
        [row] = self.call("crm.loyalty.stage", "read", self.stage("level_basic").ids, ["preview"])
        ours = self.profiles.search_count([("company_id", "=", self.company.id)])
        self.assertEqual(row["preview"]["customers"], ours)

    def test_one_sees_each_company_as_it_is(self):
        """In one transaction a user of both companies changes from one to the other."""
        user = self.user["manager"]
        user.company_ids = [Command.link(self.other_company.id)]
        shared = self.shared.with_user(user)
        for company, profile in (
            (self.company, self.ours),
            (self.other_company, self.their_profile),
        ):
            seen = shared.with_context(allowed_company_ids=company.ids)
            self.assertEqual(seen.relationship_level_id, profile.level_id)
            self.assertEqual(seen.relationship_rfm, profile.rfm)
