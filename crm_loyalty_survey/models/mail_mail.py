from odoo import fields, models
from odoo.tools import email_normalize_all


class MailMail(models.Model):
    """An invitation asks once more before it leaves whether it is wanted.

    Between inviting and sending lie minutes or days, in which a contact may have said no.
    """

    _inherit = "mail.mail"

    loyalty_survey_input_id = fields.Many2one(
        "survey.user_input",
        "Invites To",
        readonly=True,
        index="btree_not_null",
        ondelete="cascade",
        help="What is to be filled in by who gets the mail, in a survey that measures something.",
    )

    def _prepare_outgoing_list(self, *args, **kwargs):
        """Give nothing to send to whom nothing may be sent any more.

        Odoo asks for it mail by mail, just before each leaves.
        """
        entry = self.loyalty_survey_input_id
        mail = self.with_context(lang=self.create_uid.lang)
        why = entry and mail._why_not_invited()
        if not why:
            return super()._prepare_outgoing_list(*args, **kwargs)
        mail.write({"state": "cancel", "failure_type": "mail_optout", "failure_reason": why})
        # Who has the queue sent may know nothing of surveys; what he did is told to who does.
        entry.sudo()._message_log(body=mail.env._("The invitation was not sent: %s", why))
        return []

    def _why_not_invited(self):
        """What speaks against inviting who would get the mail, in words; None if nothing does."""
        self.ensure_one()
        if refused := self.recipient_ids._why_not_asked():
            return next(iter(refused.values()))
        wanted = [("email", "in", email_normalize_all(self.email_to or ""))]
        # The list is not for everybody who sends.
        if self.env["mail.blacklist"].sudo().search(wanted, limit=1):
            return dict(self._fields["failure_type"]._description_selection(self.env))["mail_bl"]
        return None
