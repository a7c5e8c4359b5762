from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.crm_loyalty.fields import KnownFloat


class SurveyQuestionAnswer(models.Model):
    """A choice has a score of its own; a row of a matrix measures something."""

    _name = "survey.question.answer"
    _inherit = ["survey.question.answer", "survey.loyalty.mapping"]

    loyalty_score = KnownFloat(
        "Score (0–100)",
        digits=(6, 2),
        help="What the choice says of what the question measures: 100 is best. Empty: whoever"
        " chooses it has no opinion.",
    )
    loyalty_choice = fields.Selection(
        "_selection_loyalty_choice",
        "Kano",
        help="Which of the five answers of a Kano study the choice is.",
    )

    @api.model
    def _selection_loyalty_choice(self):
        return self.env["crm.loyalty.answer"]._fields["choice"]._description_selection(self.env)

    @api.constrains("loyalty_score")
    def _check_loyalty_score(self):
        for choice in self:
            if choice.loyalty_score is not False and not 0 <= choice.loyalty_score <= 100:
                raise ValidationError(
                    self.env._(
                        "“%(choice)s”: a score of %(score)s is not on the scale from 0 to 100.",
                        choice=choice.value,
                        score=choice.loyalty_score,
                    )
                )

    @api.constrains("loyalty_aspect_id", "loyalty_side", "loyalty_score", "loyalty_choice")
    def _check_loyalty_mapping(self):
        (self.question_id | self.matrix_question_id)._check_loyalty_mapping()
