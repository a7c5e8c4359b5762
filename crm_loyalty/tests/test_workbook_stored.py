import base64
from datetime import date

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import freeze_time, new_test_user

from .workbook import Opened, WorkbookCase


class TestStoredWorkbooks(WorkbookCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.seller = new_test_user(
            cls.env, "loyalty_seller", "sales_team.group_sale_salesman,base.group_allow_export"
        )
        cls.order(cls.customer("Mine", user_id=cls.seller.id), 5)
        cls.order(cls.customer("Theirs", user_id=cls.reader.id), 5)
        cls.full_pass()
        cls.stored = cls.env["crm.loyalty.workbook"]
        cls.company.write(
            {"loyalty_workbook_monthly": True, "loyalty_workbook_user_id": cls.reader.id}
        )

    def store(self, at="2026-07-01"):
        """Run the scheduled action on a day; give what it stored."""
        before = self.stored.search([])
        cron = self.env.ref("crm_loyalty.ir_cron_workbook")
        with freeze_time(f"{at} 04:30:00"), self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.env.invalidate_all()
        return self.stored.search([]) - before

    def customers(self, workbook):
        opened = Opened(base64.b64decode(workbook.file))
        return {row["Customer"] for row in opened.values("Customers")}

    def test_it_holds_what_the_chosen_user_may_see(self):
        stored = self.store()
        self.assertEqual((stored.company_id, stored.user_id), (self.company, self.reader))
        self.assertEqual(stored.day, date(2026, 7, 1))
        self.assertEqual(self.customers(stored), {"Mine", "Theirs"})
        self.company.loyalty_workbook_user_id = self.seller
        self.assertEqual(self.customers(self.store("2026-08-01")), {"Mine"})

    def test_one_a_month_for_each_company_that_wants_it(self):
        self.env["res.company"].create({"name": "Does not want it"})
        self.assertEqual(len(self.store("2026-07-01")), 1)
        self.assertFalse(self.store("2026-07-15"))
        self.assertEqual(len(self.store("2026-08-01")), 1)

    def test_what_cannot_be_made_says_why(self):
        self.reader.group_ids = [Command.unlink(self.env.ref("base.group_allow_export").id)]
        stored = self.store()
        self.assertFalse(stored.file)
        self.assertIn("may not export", stored.problem)
        self.company.loyalty_workbook_user_id = False
        self.assertTrue(self.store("2026-08-01").problem)

    def test_old_ones_are_deleted(self):
        old, new = self.store("2025-07-01"), self.store("2026-07-01")
        with freeze_time("2026-07-02"):
            self.stored._gc_old()
        self.assertEqual((old | new).exists(), new)
        self.company.loyalty_workbook_keep_months = 0
        with freeze_time("2036-07-02"):
            self.stored._gc_old()
        self.assertTrue(new.exists())

    def test_managers_who_may_export_read_them(self):
        stored = self.store()
        self.assertTrue(stored.with_user(self.reader).file)
        self.reader.group_ids = [Command.unlink(self.env.ref("base.group_allow_export").id)]
        with self.assertRaises(AccessError):
            stored.with_user(self.reader).read(["file"])
        with self.assertRaises(AccessError):
            stored.with_user(self.seller).read(["name"])

    def test_another_company_reads_none(self):
        stored = self.store()
        company = self.env["res.company"].create({"name": "Other"})
        self.reader.write({"company_ids": [Command.set(company.ids)], "company_id": company.id})
        self.assertFalse(self.stored.with_user(self.reader).search([]))
        with self.assertRaises(AccessError):
            stored.with_user(self.reader).read(["name"])

    def test_settings_switch_it_on_and_off(self):
        admin = new_test_user(
            self.env, "loyalty_admin", "base.group_system,crm_loyalty.group_loyalty_admin"
        )
        cron = self.env.ref("crm_loyalty.ir_cron_workbook")
        self.assertFalse(cron.active)
        self.company.write({"loyalty_workbook_monthly": False, "loyalty_workbook_user_id": False})
        settings = self.env["res.config.settings"].with_user(admin)
        settings.create({"loyalty_workbook_monthly": True}).execute()
        self.assertEqual((cron.active, self.company.loyalty_workbook_user_id), (True, admin))
        settings.create({"loyalty_workbook_monthly": False}).execute()
        self.assertFalse(cron.active)
