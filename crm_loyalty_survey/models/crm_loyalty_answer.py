from odoo import fields, models

from .crm_loyalty_response import SURVEY


class CrmLoyaltyAnswer(models.Model):
    """An answer knows its question, so that it can be read again; it stays without it."""

    _inherit = "crm.loyalty.answer"

    survey_question_id = fields.Many2one(
        "survey.question",
        "Question",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        groups=SURVEY,
    )
    survey_row_id = fields.Many2one(
        "survey.question.answer",
        "Row",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        groups=SURVEY,
    )
