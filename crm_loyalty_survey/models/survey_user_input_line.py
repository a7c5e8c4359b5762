from odoo import models

TYPES = {"scale": "scale", "numerical_box": "numerical_box", "suggestion": "simple_choice"}


class SurveyUserInputLine(models.Model):
    """A line of what was filled in, as an answer that counts."""

    _inherit = "survey.user_input.line"

    def _loyalty_mapping(self):
        """What the line measures: its question or its row; empty if nothing."""
        self.ensure_one()
        mapping = self.matrix_row_id or self.question_id
        return mapping if not self.skipped and mapping.loyalty_aspect_id else mapping[:0]

    def _loyalty_key(self):
        """What is answered: the ids of the question and of the row."""
        self.ensure_one()
        return self.question_id.id, self.matrix_row_id.id

    def _loyalty_unreadable(self):
        """Why the line cannot be read as its question is now; None if it can."""
        wanted = "matrix" if self.matrix_row_id else TYPES.get(self.answer_type)
        if self.question_id.question_type != wanted:
            return self.env._(
                "“%s” was answered when the question was of another type.", self.question_id.title
            )
        if self.answer_type == "suggestion" and not self.suggested_answer_id:
            return self.env._("“%s”: the chosen answer was deleted.", self.question_id.title)
        # What is measured may have become another kind of thing since the question was saved.
        mapping = self._loyalty_mapping()
        return self.question_id._loyalty_refusal_of_side(mapping) if mapping else None

    def _loyalty_answer(self, company):
        """Read a line that measures something.

        :param company: whose customers answer
        :return: the values of an answer, empty for somebody without an opinion; why it is refused
        """
        if why := self._loyalty_unreadable():
            return {}, why
        mapping = self._loyalty_mapping()
        owner = mapping.loyalty_aspect_id.company_id
        if owner and owner != company:
            why = self.env._("“%s” is asked by another company.", self.question_id.title)
            return {}, why
        values = {
            "survey_question_id": self.question_id.id,
            "survey_row_id": self.matrix_row_id.id,
            "aspect_id": mapping.loyalty_aspect_id.id,
            "side": mapping.loyalty_side,
            "score": False,
            "choice": False,
        }
        if self.answer_type == "suggestion":
            return self._loyalty_choice(mapping, values), None
        return self._loyalty_number(mapping, values)

    def _loyalty_choice(self, mapping, values):
        """Add what a choice says; nothing where it says nothing."""
        choice = self.suggested_answer_id.with_context(lang=self.lang_id.code)
        if mapping.loyalty_kind == "kano":
            found = {"choice": choice.loyalty_choice, "told": choice.value}
            return values | found if choice.loyalty_choice else {}
        if choice.loyalty_score is False:
            return {}
        score = 100 - choice.loyalty_score if mapping.loyalty_reverse else choice.loyalty_score
        return values | {"score": score, "told": choice.value}

    def _loyalty_number(self, mapping, values):
        """Add the score of a number between the limits of its question."""
        low, high = self.question_id._loyalty_scale()
        number = self.value_scale if self.answer_type == "scale" else self.value_numerical_box
        words = {"number": f"{number:g}", "low": f"{low:g}", "high": f"{high:g}"}
        if not low <= number <= high or low == high:
            why = self.env._(
                "“%(question)s”: %(number)s is not on the scale from %(low)s to %(high)s.",
                question=self.question_id.title,
                **words,
            )
            return {}, why
        share = (number - low) / (high - low)
        score = round(100 * (1 - share if mapping.loyalty_reverse else share), 2)
        return values | {"score": score, "told": "{number} ({low}–{high})".format(**words)}, None
