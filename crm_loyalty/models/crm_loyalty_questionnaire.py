from odoo import api, fields, models
from odoo.exceptions import ValidationError

SCALES = {"10": range(0, 11), "5": range(1, 6)}


class CrmLoyaltyQuestionnaire(models.Model):
    """A short form that a link leads to: a few questions, and what each of them measures."""

    _name = "crm.loyalty.questionnaire"
    _description = "Questionnaire"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True, help="What staff call it.")
    sequence = fields.Integer(default=10)
    title = fields.Char(
        "Heading", required=True, translate=True, help="What the customer reads at the top."
    )
    introduction = fields.Text(translate=True, help="What the customer reads before the questions.")
    thanks = fields.Text(translate=True, help="What the customer reads after answering.")
    valid_days = fields.Integer(
        "Days a Link Is Good For", default=30, help="So long after it was sent it can be answered."
    )
    template_id = fields.Many2one(
        "mail.template",
        "Mail",
        ondelete="restrict",
        domain=[("model", "=", "crm.loyalty.invite")],
        default=lambda self: self.env.ref("crm_loyalty.mail_template_ask", False),
        help="The mail that brings the link.",
    )
    line_ids = fields.One2many(
        "crm.loyalty.questionnaire.line", "questionnaire_id", "Questions", copy=True
    )
    company_id = fields.Many2one(
        "res.company", index="btree_not_null", ondelete="cascade", help="Empty: for every company."
    )
    active = fields.Boolean(default=True)

    @api.constrains("valid_days")
    def _check_valid_days(self):
        if any(not 1 <= questionnaire.valid_days <= 365 for questionnaire in self):
            raise ValidationError(self.env._("A link is good for 1 to 365 days."))

    def _asked_lines(self):
        """The questions that are asked: what is no longer measured is not."""
        return self.line_ids.filtered("aspect_id.active")


class CrmLoyaltyQuestionnaireLine(models.Model):
    """One question, and what it measures."""

    _name = "crm.loyalty.questionnaire.line"
    _description = "Question"
    _order = "sequence, id"
    _rec_name = "question"

    questionnaire_id = fields.Many2one(
        "crm.loyalty.questionnaire", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    question = fields.Char(required=True, translate=True)
    aspect_id = fields.Many2one(
        "crm.loyalty.aspect",
        "Measures",
        required=True,
        index=True,
        ondelete="restrict",
        domain=[("kind", "!=", "kano")],
    )
    side = fields.Selection(
        [("experience", "Experience"), ("expectation", "Expectation")],
        required=True,
        default="experience",
    )
    scale = fields.Selection([("10", "0 to 10"), ("5", "1 to 5")], required=True, default="5")
    low = fields.Char("Lowest Means", translate=True)
    high = fields.Char("Highest Means", translate=True)
    ask_comment = fields.Boolean("Ask for Words", help="With room for a comment below it.")

    @api.constrains("aspect_id", "side", "scale")
    def _check_measures(self):
        for line in self:
            kind, aspect = line.aspect_id.kind, line.aspect_id.name
            if kind == "kano":
                raise ValidationError(
                    self.env._("“%s”: a Kano study asks in pairs; that takes a survey.", aspect)
                )
            if kind == "nps" and line.scale != "10":
                raise ValidationError(self.env._("“%s” is asked on the scale 0 to 10.", aspect))
            if line.side == "expectation" and kind != "satisfaction":
                raise ValidationError(
                    self.env._(
                        "“%s” is no dimension of satisfaction: nobody is asked what he expects"
                        " of it.",
                        aspect,
                    )
                )

    def _choices(self):
        """The numbers that the customer chooses from, lowest first."""
        return SCALES[self.scale]

    def _chosen(self, text):
        """The number that was sent, None if none was.

        :param text: what came from outside, anything at all
        :raise ValueError: it is not on the scale
        """
        if not text:
            return None
        number = int(text) if isinstance(text, str) and text.isascii() and len(text) < 3 else None
        if number not in self._choices():
            raise ValueError(text)
        return number

    def _answer_values(self, number):
        """The values of the answer (``crm.loyalty.answer``) that a chosen number gives."""
        lowest, highest = self._choices()[0], self._choices()[-1]
        return {
            "aspect_id": self.aspect_id.id,
            "side": self.side,
            "score": 100 * (number - lowest) / (highest - lowest),
            "told": self.env._("%(number)s of %(highest)s", number=number, highest=highest),
        }
