from odoo import api, models
from odoo.exceptions import ValidationError

from ..fields import KnownFloat, KnownInteger


class CrmLoyaltyStage(models.Model):
    """How soon a complaint of a customer on a relationship level is answered and solved."""

    _inherit = "crm.loyalty.stage"

    answer_hours = KnownFloat(
        "Complaints Answered Within (Hours)",
        digits=(6, 2),
        help="Working hours of the company. Empty: what the settings say.",
    )
    solve_days = KnownInteger(
        "Complaints Solved Within (Days)",
        help="Working days of the company, not counting the day on which the complaint came."
        " Empty: what the settings say.",
    )

    @api.constrains("answer_hours", "solve_days")
    def _check_promise(self):
        for stage in self:
            promised = (stage.answer_hours, stage.solve_days)
            if any(number is not False and number <= 0 for number in promised):
                raise ValidationError(
                    self.env._("The time for a complaint is more than nothing; empty: as settings.")
                )
            if False not in promised:
                # How long a working day is no secret to who says what is promised in it.
                company = (stage.company_id or self.env.company).sudo()
                company._check_answer_first(*promised)
