from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain


class SurveySurvey(models.Model):
    """A survey with a mapped question asks customers for their opinion."""

    _inherit = "survey.survey"

    loyalty_company_id = fields.Many2one(
        "res.company",
        "Counts For",
        help="The company whose customers answer. Empty: the company of who invites them, else of"
        " the contact, else of the person responsible.",
    )
    loyalty_mapped = fields.Boolean(
        "Measures Something", compute="_compute_loyalty_mapped", search="_search_loyalty_mapped"
    )
    loyalty_response_count = fields.Integer("Counted", compute="_compute_loyalty_counts")
    loyalty_nobody_count = fields.Integer("From Nobody", compute="_compute_loyalty_counts")

    @api.depends(
        "question_and_page_ids.question_type",
        "question_and_page_ids.loyalty_aspect_id",
        "question_and_page_ids.matrix_row_ids.loyalty_aspect_id",
    )
    def _compute_loyalty_mapped(self):
        for survey in self:
            questions = survey.question_and_page_ids
            survey.loyalty_mapped = any(question._loyalty_mappings() for question in questions)

    def _search_loyalty_mapped(self, operator, value):
        if operator != "in":
            return NotImplemented
        matrix = Domain("question_type", "=", "matrix")
        rows = matrix & Domain("matrix_row_ids.loyalty_aspect_id", "!=", False)
        mapped = rows | ~matrix & Domain("loyalty_aspect_id", "!=", False)
        return Domain("question_and_page_ids", "any", mapped)

    @api.depends("user_input_ids.loyalty_outcome")
    def _compute_loyalty_counts(self):
        found = self.env["survey.user_input"]._read_group(
            [("survey_id", "in", self.ids), ("loyalty_outcome", "in", ("counted", "nobody"))],
            ["survey_id", "loyalty_outcome"],
            ["__count"],
        )
        counts = {(survey, outcome): count for survey, outcome, count in found}
        for survey in self:
            survey.loyalty_response_count = counts.get((survey, "counted"), 0)
            survey.loyalty_nobody_count = counts.get((survey, "nobody"), 0)

    def action_read_answers_again(self):
        """Read all that was filled in by the questions as they are mapped now.

        :return: the action that shows how it went
        :raise AccessError: the user is no manager of customer loyalty
        """
        if not self.env.user.has_group("crm_loyalty.group_loyalty_manager"):
            raise AccessError(self.env._("Only a manager of customer loyalty reads answers again."))
        self.check_access("read")
        self.user_input_ids._read_for_loyalty()
        return self._loyalty_inputs(self.env._("Answers, Read Again"), {})

    def action_loyalty_responses(self):
        """Open what was counted of a survey."""
        return self._loyalty_inputs(
            self.env._("Counted Answers"), {"search_default_loyalty_counted": 1}
        )

    def action_loyalty_nobody(self):
        """Open the answers that belong to no contact."""
        return self._loyalty_inputs(
            self.env._("Answers from Nobody"), {"search_default_loyalty_nobody": 1}
        )

    def _loyalty_inputs(self, name, context):
        """A window action on what was filled in."""
        action = self.env["ir.actions.act_window"]._for_xml_id("survey.action_survey_user_input")
        domain = [("survey_id", "in", self.ids), ("loyalty_outcome", "!=", False)]
        return action | {"name": name, "domain": domain, "context": context}
