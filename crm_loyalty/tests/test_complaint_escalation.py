from odoo.tests import freeze_time, new_test_user

from ..models import crm_loyalty_complaint_escalation as escalation
from .common_complaints import SELLER, ComplaintCase, at

# A Tuesday: by then what came on Friday noon was to be answered on Monday, solved on Friday.
NOW = "2026-06-30 18:00:00"


@freeze_time(NOW)
class TestComplaintEscalation(ComplaintCase):
    """An overdue complaint is reported to the superior once, and no more when it is no longer."""

    def setUp(self):
        super().setUp()
        self.leader = new_test_user(self.env, "leader", "sales_team.group_sale_salesman_all_leads")
        team = self.env["crm.team"].create({"name": "Team", "user_id": self.leader.id})
        team.member_ids = self.seller
        self.late = self.complaint(ago=4)

    def escalate(self):
        with self.enter_registry_test_mode():
            self.env.ref("crm_loyalty.ir_cron_complaint").method_direct_trigger()

    def told(self, complaints=None):
        """The activities that are open on complaints."""
        return self.env["mail.activity"].search(
            [
                ("res_model", "=", "crm.loyalty.complaint"),
                ("res_id", "in", (complaints or self.late).ids),
            ]
        )

    def test_the_leader_of_the_team_is_told(self):
        self.escalate()
        activity = self.told()
        self.assertEqual(activity.user_id, self.leader)
        self.assertIn("not answered", activity.summary)
        self.assertTrue(self.late.escalated_at)

    def test_never_twice(self):
        for _hour in range(3):
            self.escalate()
        self.assertEqual(len(self.told()), 1)

    def test_not_again_after_the_leader_was_done_with_it(self):
        self.escalate()
        self.told().with_user(self.leader).action_feedback()
        self.escalate()
        self.assertFalse(self.told())

    def test_it_closes_when_the_complaint_is_solved(self):
        self.escalate()
        self.late.action_solve()
        self.assertFalse(self.told())
        self.assertFalse(self.late.escalated_at)

    def test_it_closes_with_the_next_run_when_somebody_wrote_the_moment_down(self):
        self.escalate()
        self.late.write({"answered_at": at(1), "solved_at": at(1)})
        self.escalate()
        self.assertFalse(self.told())

    def test_it_closes_when_the_complaint_is_archived(self):
        self.escalate()
        self.late.active = False
        self.escalate()
        self.assertFalse(self.told())

    def test_a_second_delay_is_reported_anew(self):
        self.escalate()
        self.late.action_answer()
        self.assertFalse(self.told(), "it is answered, and not yet to be solved")
        with freeze_time("2026-07-06 12:00:00"):
            self.escalate()
            self.escalate()
            self.assertIn("not solved", self.told().summary)

    def test_what_is_in_time_is_not_reported(self):
        fresh = self.complaint(ago=0)
        solved = self.complaint(ago=4, solved_at=at(1))
        self.escalate()
        self.assertFalse(self.told(fresh + solved))

    def test_who_leads_himself_reports_to_whom_the_company_names(self):
        self.late.user_id = self.leader
        self.company.loyalty_escalation_user_id = self.manager
        self.escalate()
        self.assertEqual(self.told().user_id, self.manager)

    def test_without_a_superior_a_loyalty_manager_is_told(self):
        self.env["crm.team"].search([]).user_id = False
        self.env.ref("base.user_admin").group_ids -= self.env.ref("crm_loyalty.group_loyalty_admin")
        self.escalate()
        self.assertEqual(self.told().user_id, self.manager)

    def test_nobody_is_told_who_may_not_see_it(self):
        stranger = new_test_user(self.env, "stranger", SELLER)
        self.seller.sale_team_id.user_id = stranger
        self.company.loyalty_escalation_user_id = self.manager
        self.escalate()
        self.assertEqual(self.told().user_id, self.manager)

    def test_many_are_reported_in_batches(self):
        self.patch(escalation, "BATCH", 2)
        many = self.complaints.concat(*(self.complaint(ago=5) for _number in range(5)))
        self.escalate()
        self.assertEqual(sorted(self.told(many).mapped("res_id")), sorted(many.ids))

    def test_the_filter_finds_what_the_ribbon_shows(self):
        self.complaint(ago=0)
        self.complaint(ago=9, solved_at=at(1))
        found = self.complaints.search([("is_overdue", "=", True)])
        self.assertEqual(found, self.late)
        rest = self.complaints.search([("is_overdue", "=", False)])
        self.assertEqual(rest, self.complaints.search([]) - self.late)
        self.assertTrue(self.late.is_overdue and not any(rest.mapped("is_overdue")))
