from odoo.exceptions import AccessError
from odoo.tests import new_test_user

from .colleagues import FACES, SECRET, ColleaguesCase
from .common import TODAY
from .security import ACCESS_ERROR

# What the page of a customer tells, part by part.
PAGE = (
    "explanation",
    "tier_told",
    "life_curve",
    "history_ids",
    "memberships",
    "pin_ids",
    "pins",
    "next_activity",
    "market_roles",
    "complaints",
    "gaps",
)


class TestSecurityColleagues(ColleaguesCase):
    """A salesperson with "own documents only" is shown nothing of a colleague's customers."""

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

    def test_nobody_moves_a_pin_to_a_colleagues_customer(self):
        pin = {
            "partner_id": self.mine.id,
            "stage_id": self.stage("level_basic").id,
            "reason": "Mine",
            "date_to": str(TODAY),
            "date_from": str(TODAY),
        }
        [pin_id] = self.call("crm.loyalty.pin", "create", [pin])
        for customer in self.hidden:
            moved = self.error("crm.loyalty.pin", "write", [pin_id], {"partner_id": customer.id})
            self.assertEqual(moved, ACCESS_ERROR)

    def test_what_a_page_tells(self):
        told = {name: {} for name in PAGE}
        for customer in self.hidden:
            hidden = self.profile(customer)
            for asked in (told, *({name: {}} for name in PAGE)):
                read = ("crm.loyalty.profile", "web_read", hidden.ids, asked)
                self.assertEqual(self.error(*read), ACCESS_ERROR, asked)

    def test_a_life_curve_and_the_next_activity_ask_for_the_right_themselves(self):
        """They are read past the record rules; and the rest may be in the cache."""
        hidden = self.profile(self.theirs)
        for user in (self.user["own"], self.user["employee"]):
            with self.assertRaises(AccessError):
                hidden.fetch()
                hidden.with_user(user)._documents()
            with self.assertRaises(AccessError):
                hidden.with_user(user).mapped("next_activity")

    def test_what_a_page_tells_of_a_relationship_that_is_being_typed(self):
        """A form may claim that a contact has any relationship; it is told nothing of it."""
        hidden = self.profile(self.theirs)
        spec = {name: {} for name in FACES}
        spec["loyalty_profile_id"] = {"fields": {name: {} for name in (*PAGE, "revenue")}}
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
