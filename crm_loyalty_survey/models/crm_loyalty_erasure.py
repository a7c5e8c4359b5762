from odoo import models
from odoo.fields import Domain
from odoo.tools import email_normalize


class CrmLoyaltyErasure(models.Model):
    """What an erased contact filled in goes with what was read from it, whatever the survey."""

    _inherit = "crm.loyalty.erasure"

    def _erase_rows(self, family, companies):
        counts = super()._erase_rows(family, companies)
        entries = self._filled_in(family).filtered(
            lambda entry: entry._loyalty_company(entry.partner_id) in companies
        )
        # An invitation that waits in the queue has the person's name and link.
        invitations = [("loyalty_survey_input_id", "in", entries.ids)]
        entries.env["mail.mail"].search(invitations).unlink()
        entries.unlink()
        return counts | {"survey.user_input": len(entries)}

    def _filled_in(self, family):
        """Find what contacts were invited to or filled in, but for certificates.

        Where no contact is given, it is theirs if the email address is, and nobody else's.

        :param family: contacts, as superuser, as which the rows are found too
        """
        mails = set(family.filtered("email_normalized").mapped("email_normalized"))
        everybody = family.with_context(active_test=False)
        sharing = everybody.search([("email_normalized", "in", list(mails))]) - family
        mails -= set(sharing.mapped("email_normalized"))
        unknown = Domain("partner_id", "=", False)
        unknown &= Domain.OR(Domain("email", "ilike", mail) for mail in mails)
        wanted = Domain("survey_id.certification", "=", False)
        wanted &= Domain("partner_id", "in", family.ids) | unknown
        found = family.env["survey.user_input"].search(wanted)
        return found.filtered(
            lambda entry: entry.partner_id or email_normalize(entry.email) in mails
        )
