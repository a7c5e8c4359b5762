from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError

from ..fields import KnownFloat

SIDES = [
    ("experience", "Experience"),
    ("expectation", "Expectation"),
    ("functional", "If It Is There"),
    ("dysfunctional", "If It Is Missing"),
]


class CrmLoyaltyAnswer(models.Model):
    """One answer: how a customer scored one aspect.

    ``score`` is 0 to 100 whatever the scale was, more is better; for the cost of delivered value
    and for price sensitivity, more is more. An answer of Kano has no score but a ``choice``.
    The columns of its response are here too, so that the engine reads one table.
    """

    _name = "crm.loyalty.answer"
    _description = "Customer's Answer"
    _order = "date desc, id"
    _rec_name = "aspect_id"

    # What ``crm.loyalty.source`` reads of an answer, and nothing else: see docs/decisions/0007.
    _loyalty_facts = models.Index(
        "(partner_id) INCLUDE (id, company_id, response_id, aspect_id, side, score, date, state)"
    )

    response_id = fields.Many2one(
        "crm.loyalty.response", required=True, index=True, ondelete="cascade"
    )
    aspect_id = fields.Many2one(
        "crm.loyalty.aspect", required=True, index=True, ondelete="restrict"
    )
    kind = fields.Selection(related="aspect_id.kind")
    side = fields.Selection(SIDES, required=True, default="experience")
    score = KnownFloat("Score (0–100)", digits=(6, 2), aggregator="avg")
    choice = fields.Selection(
        [
            ("1", "I like it"),
            ("2", "It must be so"),
            ("3", "I do not care"),
            ("4", "I can live with it"),
            ("5", "I dislike it"),
        ],
        help="The answer to a question of a Kano study.",
    )
    told = fields.Char("As Given", help="The answer as the customer gave it.")
    partner_id = fields.Many2one(related="response_id.partner_id", store=True, ondelete="cascade")
    company_id = fields.Many2one(related="response_id.company_id", store=True)
    date = fields.Datetime(related="response_id.date", store=True)
    state = fields.Selection(related="response_id.state", store=True)

    @api.constrains("response_id")
    def _check_response(self):
        """Nobody moves an answer into a response: Odoo asks for its rules before a write alone.

        :raise AccessError: somebody does
        """
        for answer in self:
            # Written, not created: an answer of a customer comes with its response, and stays.
            moved = answer.create_date and answer.create_date < self.env.cr.now()
            if moved and answer.response_id.channel != "staff":
                raise AccessError(self.env._("An answer stays in the response that it came with."))
            if answer.response_id.channel == "staff":
                # Constraints are checked as superuser; here the user is meant.
                answer.response_id.sudo(False).check_access("read")

    @api.constrains("aspect_id", "company_id")
    def _check_aspect_company(self):
        for answer in self:
            if answer.aspect_id.company_id not in (answer.company_id, self.env["res.company"]):
                raise ValidationError(
                    self.env._("“%s” is asked by another company.", answer.aspect_id.name)
                )

    @api.constrains("score", "choice", "aspect_id", "side")
    def _check_answer(self):
        for answer in self:
            paired = answer.side in ("functional", "dysfunctional")
            if (answer.kind == "kano") != paired:
                raise ValidationError(
                    self.env._(
                        "“%s”: a feature of a Kano study is asked about twice, if it is there and"
                        " if it is missing; nothing else is.",
                        answer.aspect_id.name,
                    )
                )
            if answer.side == "expectation" and answer.kind != "satisfaction":
                raise ValidationError(
                    self.env._(
                        "“%s” is no dimension of satisfaction: nobody is asked what he expects"
                        " of it.",
                        answer.aspect_id.name,
                    )
                )
            if answer.kind == "kano" and not answer.choice:
                raise ValidationError(
                    self.env._("“%s” has no answer: choose one.", answer.aspect_id.name)
                )
            if answer.kind != "kano" and not 0 <= (answer.score or 0) <= 100:
                raise ValidationError(
                    self.env._(
                        "“%(aspect)s”: a score of %(score)s is not on the scale from 0 to 100.",
                        aspect=answer.aspect_id.name,
                        score=answer.score,
                    )
                )
