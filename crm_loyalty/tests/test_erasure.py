from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import new_test_user

from .common_erasure import SECRETS, ErasureCase


class TestErasure(ErasureCase):
    """A contact asks to be forgotten: nothing of ours is found of it any more."""

    def test_nothing_is_found_by_name_mail_or_text(self):
        family = self.person | self.contact
        self.note_where_people_write()
        for text in SECRETS:
            self.assertTrue(self.found(text), text)
            self.assertIn("mail_message", self.anywhere(text))
        self.assertGreater(len(self.pointing(family)), 7)
        began = fields.Datetime.now()
        self.erase()
        self.assertLess(fields.Datetime.now() - began, timedelta(minutes=1))
        self.changes()
        self.full_pass()
        for text in SECRETS:
            self.assertFalse(self.anywhere(text), text)
        self.assertFalse(self.pointing(family))
        self.assertFalse(self.person.partnership_date)
        self.assertFalse(self.drift())

    def note_where_people_write(self):
        """A complaint that was talked about, and a note on the relationship."""
        said = " ".join(SECRETS)
        about = {"name": said, "partner_id": self.person.id, "description": f"<p>{said}</p>"}
        complaint = self.env["crm.loyalty.complaint"].create(about | {"solution": said})
        complaint.message_post(body=said, subject=said)
        profile = self.profile(self.person)
        profile.message_post(body=said)
        profile.activity_schedule("mail.mail_activity_data_todo", summary=said, note=said)

    def test_others_keep_what_is_theirs_and_documents_stay(self):
        orders = self.env["sale.order"].search([("partner_id", "=", self.person.id)])
        before = self.pointing(self.other) - {("res.partner", "referred_by_id")}
        self.erase()
        self.assertEqual(self.pointing(self.other), before)
        self.assertEqual(len(orders.exists()), 3)
        self.assertEqual(self.person.name, "Zacharias")

    def test_what_orders_kept_and_who_names_the_contact_is_emptied(self):
        order = self.order(self.person, 0, state="draft")
        order.action_confirm()
        self.assertTrue(order.confirmed_formation_id)
        self.other.referred_by_id = False
        self.person.referred_by_id = False
        self.other.referred_by_id = self.person
        self.erase()
        self.assertFalse(order.confirmed_formation_id)
        self.assertFalse(self.other.referred_by_id)

    def test_who_was_erased_is_not_profiled_again(self):
        self.erase()
        self.assertTrue(self.person.loyalty_opt_out)
        self.order(self.person, 0)
        self.changes()
        self.assertFalse(self.profile(self.person))

    def test_of_a_contact_only_its_own_words_go(self):
        self.erase(self.contact)
        self.changes()
        self.assertFalse(self.pointing(self.contact))
        self.assertTrue(self.contact.loyalty_opt_out)
        self.assertFalse(self.person.loyalty_opt_out)
        self.assertEqual(self.profile(self.person).idea_count, 1)

    def test_it_is_noted_without_the_content(self):
        self.erase()
        entry = self.env["crm.loyalty.erasure"].with_user(self.manager).search([])
        self.assertEqual(
            (entry.kind, entry.contact_number, entry.create_uid),
            ("request", self.person.id, self.manager),
        )
        self.assertEqual(entry.counts["crm.loyalty.idea"], 2)
        self.assertIn("Customer's Idea: 2", entry.told)
        self.assertEqual(entry.rows, sum(entry.counts.values()))

    def test_rows_of_a_company_that_the_manager_is_not_in_stay_hidden(self):
        company = self.env["res.company"].create({"name": "Elsewhere"})
        self.env["crm.loyalty.idea"].create(
            {"name": "Theirs", "partner_id": self.person.id, "company_id": company.id}
        )
        self.erase()
        self.assertEqual(
            self.env["crm.loyalty.idea"].search([("partner_id", "=", self.person.id)]).company_id,
            company,
        )

    def test_nobody_else_may(self):
        seller = new_test_user(
            self.env,
            "seller",
            "sales_team.group_sale_salesman_all_leads,base.group_partner_manager",
        )
        with self.assertRaises(AccessError):
            self.person.with_user(seller).action_erase_relationship()
