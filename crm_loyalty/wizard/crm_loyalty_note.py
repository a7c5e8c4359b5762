from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Command, Domain

# {scale: (worst, best)}
SCALES = {"10": (0, 10), "5": (1, 5), "7": (1, 7), "100": (0, 100)}
ASKED = ["satisfaction", "nps"]  # what is offered to begin with


class CrmLoyaltyNote(models.TransientModel):
    """What a customer said on the phone, entered by who asked; it becomes a response."""

    _name = "crm.loyalty.note"
    _description = "Answers to Note"

    partner_id = fields.Many2one(
        "res.partner",
        "Who Answered",
        required=True,
        ondelete="cascade",
        domain=lambda self: self.env["crm.loyalty.about"]._own_customers(),
    )
    company_id = fields.Many2one(
        "res.company", required=True, ondelete="cascade", default=lambda self: self.env.company
    )
    date = fields.Datetime("When", required=True, default=fields.Datetime.now)
    scale = fields.Selection(
        [("10", "0 to 10"), ("5", "1 to 5"), ("7", "1 to 7"), ("100", "0 to 100")],
        "Asked on a Scale",
        required=True,
        default="10",
        help="From worst to best; of prices and costs, from little to much.",
    )
    comment = fields.Text(help="What the customer added in words.")
    line_ids = fields.One2many(
        "crm.loyalty.note.line", "note_id", "Questions", default=lambda self: self._asked()
    )

    @api.model
    def _asked(self):
        here = Domain("company_id", "in", [*self.env.companies.ids, False])
        aspects = self.env["crm.loyalty.aspect"].search(here & Domain("kind", "in", ASKED))
        in_order = aspects.sorted(lambda aspect: (ASKED.index(aspect.kind), aspect.sequence))
        return [Command.create({"aspect_id": aspect.id}) for aspect in in_order]

    def action_note(self):
        """Make the response, with the rights of who enters it.

        :return: the action that closes the form
        :raise ValidationError: a score is not on the scale, or there is none
        :raise AccessError: the user may not see the customer
        """
        self.ensure_one()
        answers = [answer for line in self.line_ids for answer in line._answers()]
        if not answers and not (self.comment or "").strip():
            raise ValidationError(self.env._("Nothing is noted yet: enter a score or a comment."))
        self.env["crm.loyalty.response"].create(
            {
                "partner_id": self.partner_id.id,
                "company_id": self.company_id.id,
                "date": self.date,
                "comment": self.comment,
                "answer_ids": [Command.create(answer) for answer in answers],
            }
        )
        return {"type": "ir.actions.act_window_close"}


class CrmLoyaltyNoteLine(models.TransientModel):
    """One question of a note; what was not asked is left empty, which is not zero."""

    _name = "crm.loyalty.note.line"
    _description = "Answer to Note"

    note_id = fields.Many2one("crm.loyalty.note", required=True, ondelete="cascade")
    aspect_id = fields.Many2one(
        "crm.loyalty.aspect",
        "Question",
        required=True,
        ondelete="cascade",
        domain="[('kind', '!=', 'kano'), ('company_id', 'in', [parent.company_id, False])]",
    )
    kind = fields.Selection(related="aspect_id.kind")
    # Text, because an empty number would be read as 0.
    experience = fields.Char("Found", size=8)
    expectation = fields.Char("Expected", size=8)

    def _answers(self):
        """Give the answers of a line, with their scores from 0 to 100.

        :return: list of values of ``crm.loyalty.answer``
        :raise ValidationError: a score is not on the scale
        """
        self.ensure_one()
        return [
            {
                "aspect_id": self.aspect_id.id,
                "side": side,
                "score": self._score(text),
                "told": self.env._(
                    "%(score)s of %(best)s", score=text, best=SCALES[self.note_id.scale][1]
                ),
            }
            for side in ("expectation", "experience")
            if (text := (self[side] or "").strip())
        ]

    def _score(self, text):
        worst, best = SCALES[self.note_id.scale]
        if self.kind == "nps" and self.note_id.scale != "10":
            raise ValidationError(
                self.env._(
                    "“%s” is asked from 0 to 10, so that it counts for the NPS: note it by itself.",
                    self.aspect_id.name,
                )
            )
        try:
            given = float(text.replace(",", "."))
        except ValueError:
            given = None
        if given is None or not worst <= given <= best:
            raise ValidationError(
                self.env._(
                    "“%(question)s”: “%(score)s” is not on the scale from %(worst)s to %(best)s.",
                    question=self.aspect_id.name,
                    score=text,
                    worst=worst,
                    best=best,
                )
            )
        return 100 * (given - worst) / (best - worst)
