from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_datetime

BATCH = 100
OVERDUE = "crm_loyalty.mail_activity_type_overdue"


class CrmLoyaltyComplaint(models.Model):
    """An overdue complaint goes to whom the responsible answers to: one activity, never two.

    When it is no longer overdue the activity closes by itself; a second delay opens another.
    """

    _inherit = "crm.loyalty.complaint"

    escalated_at = fields.Datetime("Escalated", readonly=True, copy=False)

    @api.model
    def _cron_escalate(self):
        """Hourly: tell of what is overdue, and no longer of what is not."""
        cron = self.env["ir.cron"]
        known, overdue = Domain("escalated_at", "!=", False), self._overdue()
        every = self.with_context(active_test=False)
        for waiting, step in ((known & ~overdue, "_calm"), (overdue & ~known, "_escalate")):
            while batch := every.search(waiting, order="id", limit=BATCH).try_lock_for_update():
                getattr(batch, step)()
                left = every.search_count(waiting)
                if not cron._commit_progress(len(batch), remaining=left):
                    return

    def _escalate(self):
        """Plan an activity on each complaint, for the superior of its responsible."""
        for complaint in self:
            superior = complaint._superior()
            told = complaint.with_context(lang=superior.lang or self.env.lang)
            if superior:
                told.activity_schedule(
                    OVERDUE, user_id=superior.id, summary=told._overdue_words(superior)
                )
        self.escalated_at = fields.Datetime.now()

    def _calm(self):
        """Close the activity on complaints that are overdue no more."""
        # Who answers or solves a complaint closes what was planned for his superior.
        done = self.filtered(lambda c: c.escalated_at and not c.is_overdue).sudo()
        done.activity_feedback([OVERDUE])
        done.escalated_at = False

    def _superior(self):
        """Who is told: the team's leader, whom the company names, a loyalty manager.

        The responsible himself is told if there is nobody else who may see the complaint.
        """
        self.ensure_one()
        leader = self.user_id.sale_team_id.user_id
        managers = self.env.ref("crm_loyalty.group_loyalty_manager").all_user_ids
        named = self.company_id.loyalty_escalation_user_id
        others = (leader | named | managers.sorted("id")) - self.user_id
        return next((user for user in others | self.user_id if self._may_see(user)), others[:0])

    def _may_see(self, user):
        works_here = user.active and not user.share and self.company_id in user.company_ids
        mine = self.with_user(user).with_context(allowed_company_ids=self.company_id.ids)
        return works_here and mine.has_access("read")

    def _overdue_words(self, reader):
        waits = not self.answered_at and self.answer_due < fields.Datetime.now()
        due = format_datetime(self.env, self.answer_due if waits else self.solve_due, tz=reader.tz)
        if waits:
            return self.env._("Complaint not answered by %s", due)
        return self.env._("Complaint not solved by %s", due)
