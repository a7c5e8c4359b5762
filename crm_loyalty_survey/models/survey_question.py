from odoo import api, fields, models

TEXT = ("char_box", "text_box")
MAPPED = ("scale", "numerical_box", "simple_choice")


class SurveyQuestion(models.Model):
    """A question may measure something; its answers then count in what is known of customers."""

    _name = "survey.question"
    _inherit = ["survey.question", "survey.loyalty.mapping"]

    loyalty_comment = fields.Boolean(
        "Is the Customer's Comment",
        help="What is written here is kept with the customer's answers.",
    )
    loyalty_scored = fields.Boolean("Choices Have Scores", compute="_compute_loyalty_columns")
    loyalty_chosen = fields.Boolean("Choices of Kano", compute="_compute_loyalty_columns")
    loyalty_best = fields.Selection(
        [("last", "The Last Is Best"), ("first", "The First Is Best")],
        "Score by Order",
        store=False,
        help="Gives the choices scores from 0 to 100 by their order; change them as you like.",
    )

    @api.depends("question_type", "loyalty_kind", "matrix_row_ids.loyalty_kind")
    def _compute_loyalty_columns(self):
        """Which columns the choices have: a score, or an answer of a Kano study."""
        for question in self:
            kinds = {mapping.loyalty_kind for mapping in question._loyalty_mappings()}
            choices = question.question_type in ("simple_choice", "matrix")
            question.loyalty_scored = choices and bool(kinds - {"kano"})
            question.loyalty_chosen = choices and "kano" in kinds

    @api.onchange("question_type")
    def _onchange_loyalty_question_type(self):
        """What cannot be mapped is not."""
        if self.question_type not in MAPPED:
            self.loyalty_aspect_id = False
        if self.question_type not in TEXT:
            self.loyalty_comment = False

    @api.onchange("loyalty_best")
    def _onchange_loyalty_best(self):
        """Score the choices by their order; five choices also as those of a Kano study."""
        choices = self.suggested_answer_ids
        if not self.loyalty_best or len(choices) < 2:
            return
        for place, choice in enumerate(choices):
            rank = place if self.loyalty_best == "last" else len(choices) - 1 - place
            choice.loyalty_score = round(100 * rank / (len(choices) - 1), 2)
            choice.loyalty_choice = str(5 - rank) if len(choices) == 5 else False

    def _loyalty_mappings(self):
        """Give what is mapped in a question: itself, or rows of its matrix.

        :return: list of records of ``survey.loyalty.mapping``
        """
        self.ensure_one()
        parts = self.matrix_row_ids if self.question_type == "matrix" else self
        return [part for part in parts if part.loyalty_aspect_id]

    def _loyalty_scale(self):
        """The lowest and the highest answer of a scale or of a number with limits."""
        self.ensure_one()
        if self.question_type == "scale":
            return self.scale_min, self.scale_max
        return self.validation_min_float_value, self.validation_max_float_value
