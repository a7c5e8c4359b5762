from odoo import api, models
from odoo.tools import email_normalize_all

from .crm_loyalty_invite import OPEN


class CrmLoyaltyInvite(models.Model):
    """Who may be written to, and who has been asked: looked at when asking, and when sending."""

    _inherit = "crm.loyalty.invite"

    @api.model
    def _refusals(self, partners):
        """Why customers may not be written to now: who may is not in it.

        :return: dict of a reason by partner
        """
        addresses = {partner: email_normalize_all(partner.email or "") for partner in partners}
        wanted = [address for found in addresses.values() for address in found]
        listed = set(self.env["mail.blacklist"].search([("email", "in", wanted)]).mapped("email"))
        found = {
            partner: next(_reasons(partner, set(addresses[partner]), listed), None)
            for partner in partners
        }
        return {partner: reason for partner, reason in found.items() if reason}

    @api.model
    def _plan(self, partners, questionnaire, company):
        """Who is to be asked, and why the others are not; an address is asked once.

        :return: the customers to ask, and a dict of a reason by partner for the rest
        """
        refused = self._refusals(partners)
        open_here = [
            ("questionnaire_id", "=", questionnaire.id),
            ("company_id", "=", company.id),
            ("state", "in", OPEN),
        ]
        waiting = self.search([*open_here, ("partner_id", "in", partners.ids)]).partner_id
        refused |= dict.fromkeys(waiting - self._all(refused), "asked")
        seen = set()
        for partner in partners - self._all(refused):
            address = partner.email_normalized
            if address in seen:
                refused[partner] = "same_email"
            seen.add(address)
        return partners - self._all(refused), refused

    def _all(self, partners):
        return self.env["res.partner"].union(*partners)


def _reasons(partner, addresses, listed):
    """Every reason not to write to a customer."""
    if not partner.active:
        yield "archived"
    if not addresses:
        yield "no_email"
    if addresses & listed:
        yield "blacklisted"
    if partner.loyalty_unprofiled:
        yield "opted_out"
    if partner.message_bounce:
        yield "bounced"
