from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import email_normalize


class SurveyInvite(models.TransientModel):
    """Who wants no email, or objects to profiling, is not asked what he thinks of us."""

    _inherit = "survey.invite"

    loyalty_company_id = fields.Many2one("res.company", "Asked By", readonly=True)
    loyalty_left_out = fields.Text("Left Out", readonly=True)

    def _get_answers_values(self):
        company = self.loyalty_company_id or self.env.company
        return super()._get_answers_values() | {"loyalty_company_id": company.id}

    def _prepare_answers(self, partners, emails):
        if self.survey_id.loyalty_mapped:
            partners = partners._may_be_asked()
            refused = self._blacklisted(emails)
            emails = [email for email in emails if email_normalize(email) not in refused]
            if not partners and not emails:
                raise UserError(
                    self.env._("None of them wants email, or to be known: nobody is invited.")
                )
        return super()._prepare_answers(partners, emails)

    def _send_mail(self, answer):
        mail = super()._send_mail(answer)
        if self.survey_id.loyalty_mapped:
            mail.loyalty_survey_input_id = answer  # it asks again when it leaves
        return mail

    def _blacklisted(self, emails):
        """Those of some email addresses, normalised, that want no email."""
        wanted = [("email", "in", [email_normalize(email) for email in emails])]
        # Who may invite may not read the list; he learns of these addresses whether they are on it.
        return set(self.env["mail.blacklist"].sudo().search(wanted).mapped("email"))
