from odoo import api, models
from odoo.exceptions import ValidationError

from .survey_loyalty_mapping import PAIRED
from .survey_question import MAPPED, TEXT


class SurveyQuestion(models.Model):
    """What cannot be measured is refused when it is saved, with what to do about it."""

    _inherit = "survey.question"

    @api.constrains(
        "loyalty_aspect_id",
        "loyalty_side",
        "loyalty_reverse",
        "loyalty_comment",
        "question_type",
        "scale_min",
        "scale_max",
        "validation_required",
        "validation_min_float_value",
        "validation_max_float_value",
        "matrix_subtype",
        "matrix_row_ids",
        "suggested_answer_ids",
    )
    def _check_loyalty_mapping(self):
        for question in self:
            if why := question._loyalty_refusal():
                raise ValidationError(why)

    def _loyalty_refusal(self):
        """Why the question cannot be mapped as it is, in a sentence; None if it can."""
        self.ensure_one()
        refusals = [self._loyalty_refusal_of_type()]
        for mapping in self._loyalty_mappings():
            refusals.append(self._loyalty_refusal_of_side(mapping))
            refusals.append(self._loyalty_refusal_of_nps(mapping))
        refusals.append(self._loyalty_refusal_of_choices())
        why = next(filter(None, refusals), None)
        name = self.title or ""
        return why and self.env._("Question “%(name)s”: %(why)s", name=name, why=why)

    def _loyalty_refusal_of_type(self):
        """Why a question of this type cannot be mapped; None if it can."""
        if self.loyalty_comment and self.question_type not in TEXT:
            return self.env._("only what customers write can be their comment; make it a text box.")
        if self.loyalty_aspect_id and self.question_type == "matrix":
            return self.env._("of a matrix each row measures something; map its rows.")
        if self.loyalty_aspect_id and self.question_type not in MAPPED:
            return self.env._(
                "only a scale, a number, a choice of one answer or the rows of a matrix can measure"
                " something; change the type of the question, or empty “Measures”."
            )
        if not self._loyalty_mappings():
            return None
        if self.question_type == "matrix" and self.matrix_subtype != "simple":
            return self.env._("several choices in a row have no score; allow one choice per row.")
        low, high = self._loyalty_scale()
        limited = self.validation_required and low < high
        if self.question_type == "numerical_box" and not limited:
            return self.env._(
                "a number has a score only between limits; validate the entry, with a minimum"
                " below the maximum."
            )
        return None

    def _loyalty_refusal_of_side(self, mapping):
        """Why what is measured is not asked about in this way; None if it is."""
        aspect, kano = mapping.loyalty_aspect_id.name, mapping.loyalty_kind == "kano"
        if kano and mapping.loyalty_side not in PAIRED:
            return self.env._(
                "“%s” is a feature of a Kano study; say whether the question is about the feature"
                " if it is there or if it is missing.",
                aspect,
            )
        if kano and self.question_type not in ("simple_choice", "matrix"):
            return self.env._(
                "“%s” is a feature of a Kano study; offer the five answers as choices.", aspect
            )
        if not kano and mapping.loyalty_side in PAIRED:
            return self.env._(
                "“%s” is no feature of a Kano study; choose experience or expectation.", aspect
            )
        if mapping.loyalty_side == "expectation" and mapping.loyalty_kind != "satisfaction":
            return self.env._(
                "“%s” is no dimension of satisfaction, and nobody is asked what he expects of it;"
                " choose experience.",
                aspect,
            )
        return None

    def _loyalty_refusal_of_nps(self, mapping):
        """Why answers say nothing of promoters and detractors; None if they do."""
        if mapping.loyalty_kind != "nps":
            return None
        scaled = self.question_type in ("scale", "numerical_box")
        if not scaled or self._loyalty_scale() != (0, 10) or mapping.loyalty_reverse:
            return self.env._(
                "recommendation (NPS) is asked on a scale from 0 to 10 and no other, and 10 is"
                " best; make it such a scale, or choose something else that it measures."
            )
        return None

    def _loyalty_refusal_of_choices(self):
        """Why the choices say nothing; None if one of them does, or there is none yet."""
        choices = self.suggested_answer_ids
        if (
            self.loyalty_scored
            and choices
            and not any(choice.loyalty_score is not False for choice in choices)
        ):
            return self.env._(
                "no choice has a score; give scores from 0 to 100, or let “Score by Order” do it."
            )
        if self.loyalty_chosen and choices and not any(choices.mapped("loyalty_choice")):
            return self.env._(
                "say for each choice which of the five answers of a Kano study it is, or let “Score"
                " by Order” do it."
            )
        return None
