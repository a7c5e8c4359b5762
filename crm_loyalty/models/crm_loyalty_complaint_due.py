from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from ..fields import KnownFloat


class CrmLoyaltyComplaint(models.Model):
    """Until when a complaint is to be answered and solved, and how long it took.

    The promise is that of the customer's relationship level when the complaint came, or came again;
    what becomes of the level or the responsible later does not change it.
    """

    _inherit = "crm.loyalty.complaint"

    level_id = fields.Many2one(
        "crm.loyalty.stage",
        "Relationship Level Then",
        compute="_compute_due",
        store=True,
        index="btree_not_null",
        ondelete="set null",
        help="Whose promise holds: the customer's level when the complaint came.",
    )
    answer_due = fields.Datetime("To Answer By", compute="_compute_due", store=True)
    solve_due = fields.Datetime("To Solve By", compute="_compute_due", store=True)
    is_overdue = fields.Boolean(
        "Overdue",
        compute="_compute_is_overdue",
        search="_search_is_overdue",
        help="Not answered or not solved in time.",
    )
    hours_to_answer = KnownFloat(
        compute="_compute_taken",
        store=True,
        digits=(12, 2),
        aggregator="avg",
        help="Hours by the clock from opening to answer.",
    )
    days_to_solve = KnownFloat(
        compute="_compute_taken",
        store=True,
        digits=(12, 2),
        aggregator="avg",
        help="Days by the calendar from opening to solution.",
    )
    in_time = KnownFloat(
        "Solved in Time",
        compute="_compute_taken",
        store=True,
        digits=(12, 4),
        aggregator="avg",
        help="Share of the solved complaints that were answered and solved in time.",
    )

    @api.depends("partner_id", "company_id", "opened_at", "reopened_at")
    def _compute_due(self):
        levels = self._levels()
        for complaint in self:
            customer = complaint.partner_id.commercial_partner_id
            level = levels.get((customer.id, complaint.company_id.id), self.level_id.browse())
            came, again = complaint.opened_at, complaint.reopened_at
            company = complaint.company_id
            complaint.level_id = level
            complaint.answer_due = came and company._loyalty_hours_on(
                came, level.answer_hours or company.loyalty_answer_hours
            )
            complaint.solve_due = came and company._loyalty_days_on(
                again or came, level.solve_days or company.loyalty_solve_days
            )

    def _levels(self):
        """The relationship levels of the customers: {(customer id, company id): stage}."""
        customers = self.partner_id.commercial_partner_id
        known = Domain("partner_id", "in", customers.ids)
        known &= Domain("company_id", "in", self.company_id.ids)
        # The promise holds whoever writes the complaint down.
        profiles = self.env["crm.loyalty.profile"].sudo().with_context(active_test=False)
        found = profiles.search(known) if customers else profiles
        return {(row.partner_id.id, row.company_id.id): row.level_id for row in found}

    @api.depends("opened_at", "answered_at", "solved_at", "answer_due", "solve_due")
    def _compute_taken(self):
        for complaint in self:
            came, answered, solved = (
                complaint.opened_at,
                complaint.answered_at,
                complaint.solved_at,
            )
            answer, whole = answered and answered - came, solved and solved - came
            complaint.hours_to_answer = answer and answer / timedelta(hours=1)
            complaint.days_to_solve = whole and whole / timedelta(days=1)
            first = min(filter(None, [answered, solved]), default=False)
            complaint.in_time = solved and float(
                first <= complaint.answer_due and solved <= complaint.solve_due
            )

    @api.depends("answered_at", "solved_at", "answer_due", "solve_due", "active")
    def _compute_is_overdue(self):
        now = fields.Datetime.now()
        for complaint in self:
            waits_for_answer = not complaint.answered_at and complaint.answer_due
            due = [waits_for_answer, not complaint.solved_at and complaint.solve_due]
            going = complaint.active and not complaint.solved_at
            complaint.is_overdue = bool(going and any(moment and moment < now for moment in due))

    def _search_is_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        overdue = self._overdue()
        return Domain.OR(overdue if wanted else ~overdue for wanted in value)

    @api.model
    def _overdue(self):
        """The domain of what should have been answered or solved by now."""
        now = fields.Datetime.now()
        unanswered = Domain("answered_at", "=", False) & Domain("answer_due", "<", now)
        going = Domain("solved_at", "=", False) & Domain("active", "=", True)
        return going & (unanswered | Domain("solve_due", "<", now))
