"""The demonstration company in Odoo: what is there, and that Odoo would have computed the same."""

from datetime import date
from unittest.mock import patch

from odoo.tests import TransactionCase, tagged

from tools.store.demo import invoices, story
from tools.store.demo.archetypes import ARCHETYPES
from tools.store.demo.catalogue import CATALOGUE
from tools.store.demo.chinese import CHINESE, chinese
from tools.store.demo.generate import generate
from tools.store.demo.membership import PORTAL
from tools.store.demo.staff import ABROAD, HOME, SELLERS
from tools.store.rows import BadInput


@tagged("post_install", "-at_install")
class TestGenerate(TransactionCase):
    """A company of three customers of each kind, made once."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        few = [kind._replace(customers=3) for kind in ARCHETYPES]
        cls.env["res.lang"]._activate_lang(CHINESE)
        cls.told = []
        with patch.object(story, "ARCHETYPES", few), patch.object(invoices, "INVOICED", (18, 6)):
            generate(cls.env, 1, today=date.today(), say=cls.told.append)
        cls.orders = cls.env["sale.order"].search([])
        companies = {c.name: c for c in cls.env["res.company"].search([])}
        cls.home, cls.abroad = companies[HOME], companies[ABROAD]

    def test_every_stored_figure_is_what_odoo_computes_from_the_same_order(self):
        for records in (self.orders, self.orders.order_line):
            fields = [
                field
                for field in records._fields.values()
                if field.store and field.compute and not field.related
                if field.type in ("monetary", "float", "selection") and field.readonly
            ]
            self.assertGreater(len(fields), 4)
            before = {field.name: records.mapped(field.name) for field in fields}
            for field in fields:
                self.env.add_to_compute(field, records)
            self.env.flush_all()
            self.env.invalidate_all()
            for name, values in before.items():
                for record, value in zip(records, values, strict=True):
                    if isinstance(value, float):
                        self.assertAlmostEqual(record[name], value, 9, f"{name} of {record}")
                    else:
                        self.assertEqual(record[name], value, f"{name} of {record}")

    def test_two_companies_trade_in_four_currencies_with_dated_rates(self):
        self.assertEqual(self.home.currency_id.name, "USD")
        self.assertEqual(self.abroad.currency_id.name, "CNY")
        self.assertEqual(self.abroad.country_id.code, "CN")
        confirmed = self.orders.filtered_domain([("state", "=", "sale")])
        self.assertEqual(confirmed.company_id, self.home | self.abroad)
        self.assertEqual(set(confirmed.currency_id.mapped("name")), {"USD", "EUR", "GBP", "CNY"})
        abroad = confirmed.filtered_domain([("company_id", "=", self.abroad.id)])
        self.assertEqual(abroad.currency_id.name, "CNY")
        self.assertEqual(set(abroad.mapped("currency_rate")), {1.0})
        euros = confirmed.filtered_domain([("currency_id.name", "=", "EUR")])
        self.assertGreater(len(set(euros.mapped("currency_rate"))), 3)
        for rate in euros.mapped("currency_rate"):
            self.assertTrue(0.6 < rate < 1.4, rate)

    def test_salespeople_are_users_with_the_sales_rights_they_are_said_to_have(self):
        users = {user.login: user for user in self.env["res.users"].search([])}
        manager, everything = (
            "sales_team.group_sale_manager",
            "sales_team.group_sale_salesman_all_leads",
        )
        for seller in SELLERS:
            user = users[seller.login]
            self.assertTrue(user.has_group(seller.group))
            self.assertEqual(user.has_group(manager), seller.login == "fang")
            self.assertEqual(user.has_group(everything), seller.login in ("emil", "fang"))
            self.assertTrue(any(f"Log in as {seller.login}, password demo" in t for t in self.told))
        anna = self.orders.with_user(users["anna"]).search([])
        self.assertTrue(anna)
        self.assertEqual(anna.user_id, users["anna"])

    def test_documents_of_every_state_are_there(self):
        self.assertEqual(set(self.orders.mapped("state")), {"draft", "sent", "sale", "cancel"})
        self.assertTrue(self.orders.filtered_domain([("amount_total", "<", 0)]))
        self.assertTrue(self.orders.order_line.filtered_domain([("discount", ">", 0)]))
        leads = self.env["crm.lead"].with_context(active_test=False).search([])
        self.assertEqual(set(leads.mapped("won_status")), {"won", "lost", "pending"})
        self.assertTrue(leads.lost_reason_id)
        moves = self.env["account.move"].search([("state", "=", "posted")])
        sales = moves.filtered_domain([("move_type", "in", ("out_invoice", "out_refund"))])
        self.assertEqual(set(sales.mapped("move_type")), {"out_invoice", "out_refund"})
        paid = sales.mapped("payment_state")
        self.assertIn("not_paid", paid)
        self.assertTrue({"paid", "in_payment"} & set(paid))
        self.assertIn("invoiced", self.orders.mapped("invoice_status"))

    def test_one_contact_changed_its_employer_and_one_customer_is_archived(self):
        orders = self.orders.filtered_domain([("partner_id.parent_id", "!=", False)])
        moved = orders.partner_id.filtered(
            lambda partner: partner.email[:5].upper() != partner.parent_id.ref
        )
        self.assertEqual(len(moved), 1)
        gone = self.env["res.partner"].search([("ref", "=like", "K%"), ("active", "=", False)])
        self.assertEqual(len(gone), 1)
        self.assertTrue(self.orders.filtered_domain([("partner_id", "child_of", gone.ids)]))

    def test_customers_are_as_old_as_their_story(self):
        customers = self.env["res.partner"].search([("ref", "=like", "K%")])
        self.assertLess(min(customers.mapped("create_date")).year, date.today().year - 1)
        for order in self.orders.filtered_domain([("state", "=", "sale")]):
            self.assertLessEqual(order.partner_id.create_date.date(), order.date_order.date())

    def test_a_database_with_orders_is_refused(self):
        with self.assertRaisesRegex(BadInput, "already has .* orders; generate into a database"):
            generate(self.env, 1, today=date.today(), say=self.told.append)

    def test_what_customers_say_is_there_and_counts(self):
        profiles = self.env["crm.loyalty.profile"].search([])
        self.assertTrue(profiles.filtered("answer_count"))
        self.assertTrue(profiles.filtered("complaint_count"))
        complaints = self.env["crm.loyalty.complaint"].search([])
        self.assertTrue(complaints.filtered("is_overdue").activity_ids)
        self.assertEqual(complaints.order_id.company_id, self.home | self.abroad)
        for complaint in complaints:
            self.assertEqual(complaint.order_id.partner_id, complaint.partner_id)

    def test_shares_of_wallet_are_known_of_some_by_their_own_salespeople(self):
        estimates = self.env["crm.loyalty.wallet"].search([])
        self.assertEqual(estimates.company_id, self.home | self.abroad)
        for estimate in estimates:
            self.assertEqual(estimate.user_id, estimate.partner_id.user_id)
        profiles = self.env["crm.loyalty.profile"].search([("wallet_amount", "!=", False)])
        self.assertEqual(len(profiles), len(estimates))
        shares = profiles.mapped("share_of_wallet")
        self.assertTrue(0 < min(shares) < max(shares) <= 1, shares)
        self.assertTrue(0.4 < sum(shares) / len(shares) < 0.8, shares)

    def test_who_objects_to_being_profiled_is_not(self):
        objecting = self.env["res.partner"].search([("loyalty_opt_out", "=", True)])
        self.assertEqual(len(objecting), 2)
        known = [("partner_id", "in", objecting.ids)]
        self.assertFalse(self.env["crm.loyalty.profile"].search(known))

    def test_a_customer_of_a_tier_may_look_at_it_in_the_portal(self):
        guest = self.env["res.users"].search([("login", "=", PORTAL)])
        self.assertTrue(guest.share)
        ours = [("partner_id", "=", guest.partner_id.id), ("company_id", "=", self.home.id)]
        self.assertTrue(self.env["crm.loyalty.profile"].search(ours).tier_id.benefit_ids)

    def test_a_customer_of_each_company_may_answer_by_a_link_that_is_told_once(self):
        invites = self.env["crm.loyalty.invite"].search([])
        self.assertEqual(invites.company_id, self.home | self.abroad)
        self.assertEqual(set(invites.mapped("state")), {"open"})
        links = [told.rsplit("/", 1)[1] for told in self.told if "/loyalty/answer/" in told]
        self.assertEqual(
            {self.env["crm.loyalty.invite"]._by_token(link) for link in links}, set(invites)
        )

    def test_the_latest_orders_were_promised_for_a_day_and_delivered_where_that_counts(self):
        profiles = self.env["crm.loyalty.profile"].search([])
        if "promise_count" not in profiles._fields:
            self.skipTest("Nobody looks at deliveries here.")
        promised = profiles.filtered("promise_count")
        self.assertGreater(len(promised), 4)
        self.assertEqual(promised.company_id, self.home)
        self.assertTrue(0.4 < sum(promised.mapped("on_time_rate")) / len(promised) < 1)
        for order in self.orders.filtered("commitment_date"):
            self.assertTrue(order.picking_ids)
            done = order.picking_ids.filtered(lambda picking: picking.state == "done")
            for picking in done:
                self.assertLess(picking.date_done.date(), date.today())
                self.assertEqual({picking.date_done}, set(picking.move_ids.mapped("date")))

    def test_everything_that_the_company_named_has_a_chinese_name(self):
        records = [
            self.env["product.template"].search([("default_code", "!=", False)]),
            self.env["crm.loyalty.benefit"].search([]),
            self.env["crm.loyalty.segment"].search([]),
        ]
        for record in [record for found in records for record in found]:
            name = record.with_context(lang=CHINESE).name
            self.assertNotEqual(name, record.name)
            self.assertFalse(name.isascii(), name)

    def test_chinese_customers_and_colleagues_are_spoken_to_in_chinese(self):
        for partner in self.orders.partner_id:
            self.assertEqual(partner.lang == CHINESE, partner.country_id.code == "CN", partner.name)
        colleagues = self.env["res.users"].search([("lang", "=", CHINESE)])
        self.assertEqual(set(colleagues.mapped("login")), {"chen", "fang"})


def test_every_product_of_the_catalogue_has_one_chinese_name_of_its_own():
    words = chinese()
    names = [words[product.name] for shelf in CATALOGUE.values() for product in shelf]
    assert len(set(names)) == len(names)
