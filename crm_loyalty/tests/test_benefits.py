from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tests import new_test_user

from .common_tiers import TierCase

PRICELISTS = "product.group_product_pricelist"


class TestBenefits(TierCase):
    """What a tier brings: a price list for its customers' quotations, perks for staff to see to."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Price lists are switched on for everybody, or not at all.
        cls.env.ref("base.group_user").implied_ids += cls.env.ref(PRICELISTS)
        cls.seller = new_test_user(cls.env, "seller", groups="sales_team.group_sale_salesman")
        cls.buyer.user_id = cls.seller
        cls.buys("2026-06-01", 600)
        cls.look("2026-06-30")
        lists = cls.env["product.pricelist"]
        cls.usual, cls.silver, cls.own = lists.create([{"name": n} for n in ("A", "Silver", "Own")])
        cls.usual.sequence = -5
        cls.benefit = cls._benefit("Silver prices", "silver", pricelist_id=cls.silver.id)

    @classmethod
    def _benefit(cls, name, tier, **values):
        kind = "pricelist" if values.get("pricelist_id") else "perk"
        return cls.env["crm.loyalty.benefit"].create(
            {"name": name, "stage_id": cls.tier(tier).id, "kind": kind} | values
        )

    def quotation(self, partner=None, **values):
        orders = self.env["sale.order"].with_user(self.seller)
        buyer = {"partner_id": (partner or self.buyer).id, "user_id": self.seller.id}
        return orders.create(buyer | values)

    # --- price list -----------------------------------------------------------------------------

    def test_a_quotation_takes_the_price_list_of_the_tier_also_for_a_contact(self):
        contact = self.customer("Ann", is_company=False, parent_id=self.buyer.id)
        self.assertEqual(self.quotation().pricelist_id, self.silver)
        self.assertEqual(self.quotation(contact).pricelist_id, self.silver)

    def test_who_has_no_tier_keeps_the_usual_price_list(self):
        stranger = self.customer("Stranger")
        self.assertEqual(self.quotation(stranger).pricelist_id, stranger.property_product_pricelist)
        self.assertNotEqual(self.quotation(stranger).pricelist_id, self.silver)

    def test_the_customers_own_price_list_wins(self):
        self.buyer.specific_property_product_pricelist = self.own
        self.assertEqual(self.quotation().pricelist_id, self.own)

    def test_a_price_list_that_the_salesperson_chose_stays(self):
        self.assertEqual(self.quotation(pricelist_id=self.own.id).pricelist_id, self.own)

    def test_a_salesperson_who_may_not_see_the_customer_offers_the_same_price(self):
        self.buyer.user_id = self.env.user
        self.look("2026-06-30")
        quotation = self.quotation()
        self.assertFalse(quotation.relationship_tier_id)
        self.assertEqual(quotation.pricelist_id, self.silver)

    def test_an_archived_benefit_and_an_archived_price_list_give_nothing(self):
        self.benefit.active = False
        self.assertNotEqual(self.quotation().pricelist_id, self.silver)
        self.benefit.active = True
        self.silver.active = False
        self.assertNotEqual(self.quotation().pricelist_id, self.silver)

    def test_without_price_lists_nothing_happens(self):
        self.env.ref("base.group_user").implied_ids -= self.env.ref(PRICELISTS)
        self.env["res.users"].search([]).group_ids -= self.env.ref(PRICELISTS)
        self.assertFalse(self.quotation().pricelist_id)

    def test_a_confirmed_order_keeps_its_price_list(self):
        order = self.quotation(
            order_line=[Command.create({"product_id": self.product.id})],
        )
        order.action_confirm()
        self.benefit.pricelist_id = self.own
        order.modified(["partner_id"])
        self.assertEqual(order.pricelist_id, self.silver)

    def test_the_price_lists_of_many_quotations_cost_one_query(self):
        buyers = self.customer("B1") + self.customer("B2") + self.buyer
        queries = []
        for size in (1, 3):
            orders = self.env["sale.order"].create([{"partner_id": b.id} for b in buyers[:size]])
            orders.partner_id.commercial_partner_id.mapped("specific_property_product_pricelist")
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            orders._take_tier_pricelist()
            queries.append(self.env.cr.sql_log_count - before)
        self.assertEqual(queries, [1, 1])

    # --- perks ----------------------------------------------------------------------------------

    def test_the_order_tells_staff_what_the_customer_gets(self):
        self._benefit("Free delivery", "silver", instruction="Take the carrier's line off")
        self._benefit("Dinner", "gold")
        told = self.quotation().relationship_benefits
        self.assertEqual([benefit["name"] for benefit in told], ["Silver prices", "Free delivery"])
        self.assertEqual(told[1]["instruction"], "Take the carrier's line off")

    def test_a_benefit_of_another_company_is_not_told(self):
        other = self.env["res.company"].create({"name": "Other"})
        self._benefit("Theirs", "silver", company_id=other.id)
        self.assertNotIn("Theirs", str(self.quotation().relationship_benefits))

    def test_the_customers_page_tells_what_is_missing_for_the_next_tier(self):
        profile = self.profile(self.buyer).with_user(self.seller)
        told = profile.tier_told
        self.assertEqual(told["tier"]["name"], "Silver")
        self.assertEqual(told["next"]["name"], "Gold")
        [condition] = told["next"]["conditions"]
        self.assertEqual((condition["share"], condition["met"]), (60, False))
        self.assertIn("400", condition["missing"])
        [stay] = told["stay"]
        self.assertTrue(stay["met"])
        self.assertFalse(told["warning"])

    def test_the_customers_page_warns_of_a_fall(self):
        self.look("2027-06-10")
        profile = self.profile(self.buyer)
        self.assertIn("lost on 07/10/2027", profile.tier_told["warning"])

    # --- bad input ------------------------------------------------------------------------------

    def test_a_benefit_is_of_a_tier(self):
        with self.assertRaisesRegex(ValidationError, "not a tier"):
            self.benefit.stage_id = self.stage("level_basic")

    def test_a_price_list_benefit_needs_one_and_of_the_same_company(self):
        with self.assertRaisesRegex(ValidationError, "needs a price list"):
            self.benefit.pricelist_id = False
        self.own.company_id = self.env["res.company"].create({"name": "Other"})
        with self.assertRaises(UserError):
            self.benefit.pricelist_id = self.own

    def test_a_benefit_of_one_companys_tier_is_that_companys(self):
        tier = self.tier("gold").copy({"company_id": self.company.id})
        with self.assertRaisesRegex(ValidationError, "one company"):
            self.env["crm.loyalty.benefit"].create(
                {"name": "x", "stage_id": tier.id, "company_id": False}
            )

    def test_the_page_of_the_tier_costs_two_queries(self):
        profile, counts = self.profile(self.buyer), []
        for number in range(3):  # the first time fills the caches of the server
            self._benefit(f"Perk {number}", "silver")
            self.env.flush_all()
            profile.invalidate_recordset(["tier_told"])
            before = self.env.cr.sql_log_count
            profile.mapped("tier_told")
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[1:], [2, 2])
