from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import new_test_user

from .common_complaints import MANAGER, ComplaintCase


class TestComplaintAccess(ComplaintCase):
    """Who may see a relationship sees its complaints; who sees to one sees that one."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.theirs = cls.customer("Theirs", user_id=cls.colleague.id)
        cls.order(cls.theirs, 20, user_id=cls.colleague.id)
        cls.full_pass()
        cls.hidden = cls.env["crm.loyalty.complaint"].create(
            {"name": "Secret", "partner_id": cls.theirs.id}
        )

    def test_a_colleagues_complaints_are_not_there(self):
        self.assertEqual(self.hidden.user_id, self.colleague)
        self.assertFalse(self.complaints.search([("name", "=", "Secret")]))
        with self.assertRaises(AccessError):
            self.hidden.with_user(self.seller).read(["name"])

    def test_neither_in_counts(self):
        order = self.env["sale.order"].search([("partner_id", "=", self.theirs.id)])
        self.hidden.order_id = order
        self.assertEqual(self.theirs.with_user(self.seller).loyalty_complaint_count, 0)
        order.sudo().user_id = self.seller
        self.assertEqual(order.with_user(self.seller).loyalty_complaint_count, 0)

    def test_who_is_made_responsible_reads_and_writes(self):
        self.hidden.user_id = self.seller
        mine = self.complaints.search([("name", "=", "Secret")])
        mine.solution = "Sent a new one"
        mine.action_solve()
        self.assertEqual(mine.state, "solved")

    def test_nobody_notes_one_of_a_colleagues_customer(self):
        for own in ({}, {"user_id": self.seller.id}):
            with self.assertRaises(AccessError):
                self.complaint(self.theirs, **own)

    def test_nobody_moves_one_to_a_colleagues_customer(self):
        mine = self.complaint()
        with self.assertRaises(AccessError):
            mine.partner_id = self.theirs
        self.hidden.user_id = self.seller
        other = self.customer("Other", user_id=self.colleague.id)
        with self.assertRaises(AccessError):
            self.hidden.with_user(self.seller).partner_id = other

    def test_a_caller_whom_nobody_knows_may_be_noted_by_anybody(self):
        noted = self.complaints.create({"name": "It leaks", "email_from": "A voice"})
        self.assertEqual(noted.user_id, self.seller)
        self.assertFalse(noted.with_user(self.colleague).has_access("read"))

    def test_a_manager_of_another_company_sees_none(self):
        company = self.env["res.company"].create({"name": "Other"})
        stranger = new_test_user(
            self.env,
            "stranger",
            MANAGER,
            company_id=company.id,
            company_ids=[Command.set(company.ids)],
        )
        self.assertFalse(self.env["crm.loyalty.complaint"].with_user(stranger).search([]))

    def test_a_salesperson_edits_no_causes(self):
        cause = self.env.ref("crm_loyalty.complaint_cause_late").with_user(self.seller)
        self.assertTrue(cause.name)
        with self.assertRaises(AccessError):
            cause.name = "Too late"
        cause.with_user(self.manager).name = "Too late"
