from odoo import SUPERUSER_ID, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import email_normalize

from .survey_question import TEXT

# What an answer is made of.
ANSWER = ["survey_question_id", "survey_row_id", "aspect_id", "side", "score", "choice", "told"]


class SurveyUserInput(models.Model):
    """What was filled in once becomes one response of its contact, whenever it is read."""

    _inherit = "survey.user_input"

    loyalty_company_id = fields.Many2one(
        "res.company", "Asked By", readonly=True, help="The company in whose name was invited."
    )
    loyalty_response_ids = fields.One2many(
        "crm.loyalty.response", "survey_input_id", "Customer's Response"
    )
    loyalty_outcome = fields.Selection(
        [
            ("counted", "Counted"),
            ("nobody", "From Nobody"),
            ("objects", "Objects to Profiling"),
            ("nothing", "Nothing to Count"),
        ],
        "For the Customer",
        readonly=True,
        index="btree_not_null",
        copy=False,
        help="From nobody: there is no contact, and not exactly one of that email address.",
    )
    loyalty_note = fields.Text("Left Out", readonly=True, copy=False)

    def _mark_done(self):
        result = super()._mark_done()
        try:
            with self.env.cr.savepoint():
                self._read_for_loyalty()
        except UserError as why:
            # Whatever is wrong on our side, what the customer says is not lost for it.
            self.loyalty_note = str(why)
        return result

    def action_read_for_loyalty(self):
        """Read what was filled in, once more; for answers whose contact was found meanwhile."""
        self.check_access("write")
        self._read_for_loyalty()

    def _read_for_loyalty(self):
        """Make, or bring up to date, the responses of all that is done and no test."""
        # Who answers is nobody here: he has a right neither on responses nor on contacts.
        entries = self.with_user(SUPERUSER_ID)
        done = entries.filtered(lambda entry: entry.state == "done" and not entry.test_entry)
        created = []
        for entry in done.filtered("survey_id.loyalty_mapped"):
            response = entry.loyalty_response_ids
            partner = response.partner_id or entry._loyalty_partner()
            company = response.company_id or entry._loyalty_company(partner)
            answers, refused = entry._loyalty_answers(company)
            comment = entry._loyalty_comment()
            outcome = entry._loyalty_outcome(partner, answers or comment or response)
            if response and outcome == "counted":
                entry._renew(response, answers, refused, comment)
            elif outcome == "counted":
                created.append(entry._loyalty_values(partner, company, answers, comment))
            note = "\n".join(refused.values()) or False
            entry.write({"loyalty_outcome": outcome, "loyalty_note": note})
        done.env["crm.loyalty.response"].create(created)

    def _loyalty_outcome(self, partner, said):
        """What becomes of what a contact said; what an objecting one said is not taken over."""
        if not said:
            return "nothing"
        if not partner:
            return "nobody"
        return "objects" if partner.loyalty_unprofiled else "counted"

    def _loyalty_lines(self):
        """What was filled in, but for questions that other answers had hidden."""
        if not self.survey_id.has_conditional_questions:
            return self.user_input_line_ids
        hidden = self._get_inactive_conditional_questions()
        return self.user_input_line_ids.filtered(lambda line: line.question_id not in hidden)

    def _loyalty_answers(self, company):
        """Read the lines that measure something.

        :param company: whose customers answer
        :return: {(question id, row id): values of an answer}, and {the same: why it is refused}
        """
        answers, refused = {}, {}
        for line in self._loyalty_lines().filtered(lambda line: line._loyalty_mapping()):
            values, why = line._loyalty_answer(company)
            if why:
                refused[line._loyalty_key()] = why
            elif values:
                answers[line._loyalty_key()] = values
        return answers, refused

    def _loyalty_comment(self):
        """What was written where the customer's comment is asked for."""
        lines = self.user_input_line_ids.filtered(
            lambda line: line.question_id.loyalty_comment and line.answer_type in TEXT
        )
        return "\n".join(filter(None, (line[f"value_{line.answer_type}"] for line in lines)))

    def _loyalty_partner(self):
        """Who answered: the contact, or the only one of the email address; empty if nobody."""
        email = email_normalize(self.email)
        if self.partner_id or not email:
            return self.partner_id
        found = self.env["res.partner"].search([("email_normalized", "=", email)], limit=2)
        return found if len(found) == 1 else found[:0]

    def _loyalty_company(self, partner):
        """The company that asked, as far as anything says which it was."""
        return (
            self.survey_id.loyalty_company_id
            or self.loyalty_company_id
            or partner.company_id
            or self.survey_id.user_id.company_id
            or self.env.company
        )

    def _loyalty_values(self, partner, company, answers, comment):
        """The values of a new response."""
        return {
            "partner_id": partner.id,
            "company_id": company.id,
            "date": self.end_datetime or self.create_date,
            "channel": "survey",
            "survey_input_id": self.id,
            "comment": comment,
            "answer_ids": [Command.create(values) for values in answers.values()],
        }

    def _renew(self, response, answers, refused, comment):
        """Bring a response up to date; what cannot be read any more stays as it was read."""
        readable = {
            line._loyalty_key()
            for line in self._loyalty_lines()
            if not line._loyalty_unreadable() and line._loyalty_key() not in refused
        }
        commands = []
        for answer in response.answer_ids.filtered("survey_question_id").read(ANSWER, load=None):
            key = (answer["survey_question_id"], answer["survey_row_id"])
            if values := answers.pop(key, None):
                changed = {name: value for name, value in values.items() if answer[name] != value}
                commands += [Command.update(answer["id"], changed)] if changed else []
            elif key in readable:  # it measures nothing any more
                commands.append(Command.delete(answer["id"]))
        commands += [Command.create(values) for values in answers.values()]
        response.write({"answer_ids": commands} | ({"comment": comment} if comment else {}))
