from datetime import timedelta

from psycopg2.errors import RestrictViolation

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form
from odoo.tools import mute_logger

from .common_complaints import ComplaintCase, at


class TestComplaints(ComplaintCase):
    """A complaint is noted quickly, moves from open to solved, and cannot say what is not true."""

    def test_by_phone_it_takes_the_subject_and_who_called(self):
        complaint = self.complaints.create({"name": "It leaks", "partner_id": self.contact.id})
        self.assertRecordValues(
            complaint,
            [{"state": "open", "channel": "phone", "customer_id": self.buyer.id}],
        )
        self.assertEqual((complaint.user_id, complaint.salesperson_id), (self.seller, self.seller))
        self.assertIn(complaint.number, complaint.display_name)

    def test_numbers_are_never_given_twice(self):
        first, second = self.complaint(), self.complaint()
        self.assertNotEqual(first.number, second.number)
        self.assertEqual(self.complaints.search([("number", "=", second.number)]), second)

    def test_a_caller_is_found_by_number_however_it_is_written(self):
        self.contact.phone = "+44 (20) 7946-0123"
        self.env.flush_all()
        contacts = self.env["res.partner"].with_user(self.seller)
        for typed in ("20 7946 0123", "020-7946 0123", "79460123", "contact"):
            found = contacts.with_context(loyalty_by_phone=True).name_search(typed)
            self.assertIn(self.contact.id, [partner_id for partner_id, _name in found], typed)
        self.assertFalse(contacts.name_search("20 7946 0123"), "elsewhere names are searched")

    def test_from_an_order_it_knows_who_and_what(self):
        order = self.bought.with_user(self.seller)
        context = order.action_open_complaints()["context"]
        with Form(self.complaints.with_context(**context)) as form:
            form.name = "It leaks"
        complaint = form.record
        self.assertEqual((complaint.order_id, complaint.partner_id), (order, self.buyer))
        self.assertEqual((complaint.product_id, complaint.channel), (self.product, "order"))
        self.assertEqual(order.loyalty_complaint_count, 1)

    def test_in_the_form_an_order_says_who_complains(self):
        with Form(self.complaints) as form:
            form.name = "It leaks"
            form.order_id = self.bought
        self.assertEqual(form.record.partner_id, self.buyer)

    def test_an_orders_salesperson_comes_before_the_customers(self):
        self.bought.user_id = self.colleague
        complaint = self.complaint(order_id=self.bought.id)
        self.assertEqual(complaint.salesperson_id, self.colleague)

    def test_contacts_count_their_own_and_companies_all(self):
        self.complaint(self.contact)
        self.complaint(self.buyer)
        counts = (self.contact + self.buyer).with_user(self.seller)
        self.assertEqual(counts.mapped("loyalty_complaint_count"), [1, 2])
        action = self.buyer.with_user(self.seller).action_open_complaints()
        self.assertEqual(self.complaints.search_count(action["domain"]), 2)

    def test_it_goes_from_open_by_answered_to_solved_and_back(self):
        complaint = self.complaint()
        states = [complaint.state]
        for step in ("action_answer", "action_solve", "action_reopen", "action_solve"):
            getattr(complaint, step)()
            states.append(complaint.state)
        self.assertEqual(states, ["open", "answered", "solved", "reopened", "solved"])

    def test_who_solves_has_answered(self):
        complaint = self.complaint()
        complaint.action_solve()
        self.assertTrue(complaint.answered_at)

    def test_a_second_click_changes_nothing(self):
        complaint = self.complaint(answered_at=at(2), solved_at=at(1))
        complaint.action_answer()
        complaint.action_solve()
        self.assertEqual(str(complaint.answered_at), at(2))
        self.assertEqual(str(complaint.solved_at), at(1))

    def test_reopened_its_satisfaction_is_unknown_again(self):
        complaint = self.complaint(solved_at=at(1), satisfaction=4)
        complaint.action_reopen()
        self.assertIs(complaint.satisfaction, False)

    def test_writing_to_the_customer_is_an_answer_and_a_note_is_none(self):
        complaint = self.complaint(self.contact)

        def write(to, subtype):
            complaint.message_post(
                body="Sorry!",
                message_type="comment",
                partner_ids=to.ids,
                subtype_xmlid=f"mail.{subtype}",
            )

        write(self.manager.partner_id, "mt_comment")
        write(self.contact, "mt_note")
        self.assertFalse(complaint.answered_at)
        write(self.contact, "mt_comment")
        self.assertTrue(complaint.answered_at)

    def test_chatter_tells_of_state_responsible_and_cause(self):
        complaint = self.complaint().with_context(tracking_disable=False, mail_notrack=False)
        self.flush_tracking()
        complaint.action_solve()
        complaint.cause_id = self.env.ref("crm_loyalty.complaint_cause_late")
        complaint.user_id = self.manager
        self.flush_tracking()
        complaint.satisfaction_told = "4"
        self.flush_tracking()
        tracked = complaint.sudo().message_ids.tracking_value_ids.field_id.mapped("name")
        self.assertLessEqual({"state", "user_id", "cause_id"}, set(tracked))
        told = complaint.sudo().message_ids.tracking_value_ids.filtered(
            lambda value: value.field_id.name == "satisfaction_told"
        )
        self.assertEqual((told.old_value_char, told.new_value_char), ("", "4 – satisfied"))

    def flush_tracking(self):
        """What the end of a user's transaction does."""
        self.env.flush_all()
        self.cr.precommit.run()

    def test_nothing_happens_before_it_came(self):
        for moment in ("answered_at", "solved_at"):
            with self.assertRaisesRegex(ValidationError, "before it came"):
                self.complaint(**{moment: at(4)})

    def test_nothing_has_happened_tomorrow(self):
        """But where the user is it may be tomorrow already."""
        now = fields.Datetime.now()
        soon, later = now + timedelta(hours=14), now + timedelta(days=2)
        self.complaint(opened_at=soon)
        for moment in ("opened_at", "answered_at", "solved_at"):
            with self.assertRaisesRegex(ValidationError, "in the future: correct"):
                self.complaint(**{moment: later})

    def test_satisfaction_is_on_the_scale(self):
        for odd in (0, 6, -1):
            with self.assertRaisesRegex(ValidationError, "scale from 1 to 5"):
                self.complaint(solved_at=at(1), satisfaction=odd)

    def test_satisfaction_with_a_solution_needs_one(self):
        with self.assertRaisesRegex(ValidationError, "when there is one"):
            self.complaint(satisfaction=3)

    def test_satisfaction_is_chosen_in_words_and_taken_back(self):
        complaint = self.complaint(solved_at=at(1))
        complaint.satisfaction_told = "5"
        self.assertEqual(complaint.satisfaction, 5)
        complaint.satisfaction_told = False
        self.assertIs(complaint.satisfaction, False)

    def test_no_cost_is_below_zero_and_unknown_is_not_zero(self):
        with self.assertRaises(ValidationError):
            self.complaint(cost=-1)
        self.assertIs(self.complaint().cost, False)

    def test_somebody_complained(self):
        with self.assertRaisesRegex(ValidationError, "who complained"):
            self.complaints.create({"name": "It leaks"})
        self.assertTrue(self.complaints.create({"name": "It leaks", "email_from": "A caller"}))

    def test_a_customer_with_complaints_is_not_deleted(self):
        other = self.customer("Other", user_id=self.seller.id)
        self.complaint(other)
        with self.assertRaises(RestrictViolation), mute_logger("odoo.sql_db"):
            other.unlink()

    def test_a_cause_that_complaints_have_is_not_deleted(self):
        late = self.env.ref("crm_loyalty.complaint_cause_late")
        self.complaint(cause_id=late.id, active=False)
        with self.assertRaisesRegex(UserError, "Archive it instead"):
            late.with_user(self.manager).unlink()

    def test_only_managers_delete(self):
        complaint = self.complaint()
        with self.assertRaises(AccessError):
            complaint.unlink()
        complaint.with_user(self.manager).unlink()

    def test_a_level_or_company_promises_some_time(self):
        for values in ({"answer_hours": 0}, {"solve_days": -1}):
            with self.assertRaises(ValidationError):
                self.stage("level_basic").write(values)
        with self.assertRaises(ValidationError):
            self.company.loyalty_answer_hours = 0

    def test_an_answer_is_not_promised_for_later_than_the_solution(self):
        message = "comes after the solution"
        self.company.resource_calendar_id = False
        with self.assertRaisesRegex(ValidationError, message):
            self.company.write({"loyalty_answer_hours": 49, "loyalty_solve_days": 1})
        self.company.write({"loyalty_answer_hours": 48, "loyalty_solve_days": 1})
        with self.assertRaisesRegex(ValidationError, message):
            self.stage("level_basic").write({"answer_hours": 73, "solve_days": 2})
        self.stage("level_basic").write({"answer_hours": 73, "solve_days": False})

    def test_the_customers_page_lists_the_latest(self):
        old, new = self.complaint(self.contact, 9), self.complaint(self.buyer, 1)
        self.complaint(self.customer("Else", user_id=self.seller.id))
        profile = self.profile(self.buyer).with_user(self.seller)
        self.assertEqual([row["id"] for row in profile.complaints], [new.id, old.id])
        action = profile.action_open_complaints()
        self.assertEqual(self.complaints.search(action["domain"]), new + old)

    def test_its_button_opens_the_customers_page(self):
        action = self.complaint(self.contact).action_open_relationship()
        self.assertEqual(action["res_id"], self.profile(self.buyer).id)

    def test_the_page_costs_as_many_queries_however_many_there_are(self):
        cause = self.env.ref("crm_loyalty.complaint_cause_late").id
        for ago in range(30):
            self.complaint(self.contact, ago, cause_id=cause)
        profile = self.profile(self.buyer).with_user(self.seller)
        for _warm in range(2):
            self.env.flush_all()
            self.env.invalidate_all()
            self.assertTrue(profile.complaints)
        self.env.invalidate_all()
        profile.web_read({"partner_id": {}, "company_id": {}, "user_id": {}})
        self.assertTrue(profile.company_id.name)
        # Complaints, their causes, and the customer, whom the form reads anyway.
        with self.assertQueryCount(3):
            [row] = profile.web_read({"complaints": {}})
        self.assertEqual(len(row["complaints"]), 20)
