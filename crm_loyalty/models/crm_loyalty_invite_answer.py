from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

COMMENT_SIZE = 5000


class CrmLoyaltyInvite(models.Model):
    """What comes back by a link: every submission is kept, the first human one counts."""

    _inherit = "crm.loyalty.invite"

    def _read_form(self, given):
        """Read what was sent by the questions as they are now; the names in it are ours.

        :param given: dict of what came from outside, anything at all
        :return: values of the answers, and the comment
        :raise UserError: it cannot be kept; the text is for the customer
        """
        answers, comments = [], []
        for line in self.questionnaire_id._asked_lines():
            try:
                number = line._chosen(given.get(f"q{line.id}"))
            except ValueError:
                raise UserError(
                    self.env._(
                        "“%(question)s”: please choose a number from %(lowest)s to %(highest)s.",
                        question=line.question,
                        lowest=line._choices()[0],
                        highest=line._choices()[-1],
                    )
                ) from None
            if number is not None:
                answers.append(line._answer_values(number))
            if line.ask_comment:
                comments.append(_text(given.get(f"c{line.id}")))
        comment = "\n\n".join(filter(None, comments))
        if not answers and not comment:
            raise UserError(self.env._("Please answer at least one question."))
        return answers, comment

    def _submit(self, answers, comment, doubt):
        """Keep a submission. It counts when it is confirmed, if there is no other doubt.

        :return: the response
        """
        return self.env["crm.loyalty.response"].create(
            {
                "partner_id": self.partner_id.id,
                "company_id": self.company_id.id,
                "order_id": self.order_id.id,
                "invite_id": self.id,
                "channel": "link",
                "state": "suspect",
                "doubt": doubt or "unconfirmed",
                "comment": comment,
                "answer_ids": [Command.create(values) for values in answers],
            }
        )

    def _confirm(self, response):
        """The customer confirms a submission: the first one counts, the others came later.

        Two at once write the same invite: one of them is tried again, and finds it answered.
        """
        if (response.state, response.doubt) != ("suspect", "unconfirmed"):
            return  # confirmed already, judged by staff, or from what is no person
        first = self.state != "answered"
        response.write({"state": "counted" if first else "later", "doubt": False})
        if first:
            self.write({"state": "answered", "answered_date": fields.Datetime.now()})


def _text(given):
    """What was written, as text that can be stored."""
    return given.replace("\x00", "").strip()[:COMMENT_SIZE] if isinstance(given, str) else ""
