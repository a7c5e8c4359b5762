from odoo.fields import Command
from odoo.tests import HttpCase, new_test_user

from .common_tiers import TierCase
from .security import ACCESS_ERROR, SecurityCase


class TestTierPortal(TierCase, HttpCase):
    """A customer sees its own tier, what is missing for the next one, its benefits, and no more."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.loyalty_portal = True
        user = new_test_user(
            cls.env,
            "portal_buyer",
            groups="base.group_portal",
            company_id=cls.company.id,
            company_ids=[Command.set(cls.company.ids)],
        )
        user.partner_id.parent_id = cls.buyer
        cls.other = cls.customer("Other Buyer")
        cls.buys("2026-06-01", 600)
        cls.buys("2026-06-01", 7777, partner=cls.other)
        cls.env["crm.loyalty.benefit"].create(
            [
                {
                    "name": "Free delivery",
                    "stage_id": cls.tier("silver").id,
                    "instruction": "Ask the warehouse",
                },
                {"name": "Dinner", "stage_id": cls.tier("gold").id},
            ]
        )
        cls.look("2026-06-30")

    def page(self, path="/my/loyalty", status=200):
        self.authenticate("portal_buyer", "portal_buyer")
        response = self.url_open(path)
        self.assertEqual(response.status_code, status, response.text[-3000:])
        return response.text

    def test_the_page_tells_the_tier_the_benefits_and_what_is_missing(self):
        text = self.page()
        for told in ("Silver", "Free delivery", "On the way to", "Gold", "1,000.00", "400.00"):
            self.assertIn(told, text)

    def test_the_page_tells_nothing_else(self):
        profile = self.profile(self.buyer)
        text = self.page()
        unwanted = ("Dinner", "Ask the warehouse", "7,777", profile.lifecycle_id.name)
        for secret in (*unwanted, profile.status_id.description, self.other.name):
            self.assertNotIn(secret, text)

    def test_no_parameter_asks_for_another_customer(self):
        mine = self.page()
        for path in (f"/my/loyalty/{self.other.id}", f"/my/loyalty/{self.profile(self.other).id}"):
            self.page(path, 404)
        for name in ("partner_id", "profile_id", "id", "company_id"):
            text = self.page(f"/my/loyalty?{name}={self.other.id}")
            self.assertEqual("7,777" in text, False)
            self.assertIn("400.00", text)
        self.assertIn("400.00", mine)

    def test_home_has_a_card_for_it(self):
        self.assertIn("/my/loyalty", self.page("/my/home"))
        self.company.loyalty_portal = False
        self.assertNotIn("/my/loyalty", self.page("/my/home"))

    def test_a_company_that_does_not_show_tiers_has_no_page(self):
        self.company.loyalty_portal = False
        self.page(status=404)

    def test_who_never_bought_sees_the_way_to_the_first_tier(self):
        self.profile(self.buyer).sudo().unlink()
        text = self.page()
        self.assertIn("None yet", text)
        self.assertIn("Bronze", text)

    def test_nobody_sees_it_without_logging_in(self):
        self.authenticate(None, None)
        response = self.url_open("/my/loyalty", allow_redirects=False)
        self.assertIn("/web/login", response.headers["Location"])

    def test_what_is_told_is_plain_values(self):
        user = self.env["res.users"].search([("login", "=", "portal_buyer")])
        told = self.env["crm.loyalty.profile"].with_user(user)._membership()
        self.assertEqual(set(told), {"tier", "until", "next", "benefits"})
        self.assertNotIn("crm.loyalty", repr(told))


class TestTierPortalRpc(SecurityCase):
    """A portal user reads nothing of ours by calls, though a page tells it its tier."""

    def test_models_and_fields_stay_unreadable(self):
        self.company.loyalty_portal = True
        self.as_role("portal")
        for model in ("profile", "stage", "benefit", "history", "pin"):
            self.assertEqual(self.error(f"crm.loyalty.{model}", "search_read", []), ACCESS_ERROR)
        partner = self.user["portal"].partner_id
        for name in ("relationship_tier_id", "loyalty_profile_id"):
            error = self.error("res.partner", "read", partner.ids, [name])
            self.assertEqual(error, ACCESS_ERROR, name)
        error = self.error("sale.order", "search_read", [], ["relationship_benefits"])
        self.assertEqual(error, ACCESS_ERROR)
        error = self.error("res.company", "read", self.company.ids, ["loyalty_portal"])
        self.assertEqual(error, ACCESS_ERROR)
