from datetime import timedelta

from odoo import api, models
from odoo.exceptions import ValidationError

from .crm_loyalty_complaint import SCALE


class CrmLoyaltyComplaint(models.Model):
    """What cannot be true of a complaint, and who may not note it."""

    _inherit = "crm.loyalty.complaint"

    @api.constrains("partner_id", "company_id")
    def _check_customer(self):
        """Who is responsible for a complaint sees it whosever it is: asked is what he may note."""
        self._check_own("create")

    @api.constrains("name", "partner_id", "email_from")
    def _check_told_by(self):
        if any(not (complaint.partner_id or complaint.email_from) for complaint in self):
            raise ValidationError(self.env._("Say who complained: a customer, or the caller."))

    @api.constrains("opened_at", "answered_at", "solved_at")
    def _check_moments(self):
        for complaint in self:
            for moment, message in (
                (
                    complaint.answered_at,
                    self.env._(
                        "A complaint is not answered before it came: correct when it was opened or"
                        " answered."
                    ),
                ),
                (
                    complaint.solved_at,
                    self.env._(
                        "A complaint is not solved before it came: correct when it was opened or"
                        " solved."
                    ),
                ),
            ):
                if moment and moment < complaint.opened_at:
                    raise ValidationError(message)

    @api.constrains("opened_at", "answered_at", "solved_at")
    def _check_not_in_future(self):
        # Where the user is it may be tomorrow already.
        latest = self._now() + timedelta(days=1)
        for complaint in self:
            moments = complaint.opened_at, complaint.answered_at, complaint.solved_at
            if any(moment and moment > latest for moment in moments):
                raise ValidationError(
                    self.env._(
                        "A complaint is not opened, answered or solved in the future: correct the"
                        " day."
                    )
                )

    @api.constrains("satisfaction", "solved_at")
    def _check_satisfaction(self):
        for complaint in self:
            if complaint.satisfaction is False:
                continue
            if complaint.satisfaction not in SCALE:
                raise ValidationError(
                    self.env._(
                        "A satisfaction of %s is not on the scale from 1 to 5.",
                        complaint.satisfaction,
                    )
                )
            if not complaint.solved_at:
                raise ValidationError(
                    self.env._(
                        "Satisfaction with the solution is known when there is one: first say when"
                        " the complaint was solved."
                    )
                )

    @api.constrains("cost")
    def _check_cost(self):
        if any((complaint.cost or 0) < 0 for complaint in self):
            raise ValidationError(self.env._("A complaint does not cost less than nothing."))
