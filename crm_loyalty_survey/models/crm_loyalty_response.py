from odoo import fields, models

SURVEY = "survey.group_survey_user"


class CrmLoyaltyResponse(models.Model):
    """A response may come from a survey; it stays when what was filled in there is deleted."""

    _inherit = "crm.loyalty.response"

    survey_input_id = fields.Many2one(
        "survey.user_input",
        "Filled in",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        groups=SURVEY,
    )
    survey_id = fields.Many2one(related="survey_input_id.survey_id", groups=SURVEY)

    _one_per_survey_input = models.UniqueIndex(
        "(survey_input_id) WHERE survey_input_id IS NOT NULL"
    )
