from odoo import api, fields, models
from odoo.fields import Domain

from .res_partner import SALES

DIGITS = 4  # fewer are no phone number that somebody looks for


class ResPartner(models.Model):
    """The complaints of a contact, and how to find the contact by the number that it calls from."""

    _inherit = "res.partner"

    loyalty_complaint_count = fields.Integer(
        "Complaints", compute="_compute_loyalty_complaint_count", groups=SALES
    )

    def _compute_loyalty_complaint_count(self):
        """Those of the contact; of a company, also those of its contacts."""
        complaints = self.env["crm.loyalty.complaint"]._read_group(
            Domain("partner_id", "child_of", self.ids), ["partner_id"], ["__count"]
        )
        for partner in self:
            partner.loyalty_complaint_count = sum(
                count
                for contact, count in complaints
                if partner in (contact, contact.commercial_partner_id)
            )

    def action_open_complaints(self):
        """Open the complaints of the contact; of a company, also those of its contacts."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_loyalty.action_crm_loyalty_complaint"
        )
        return action | {
            "domain": list(Domain("partner_id", "child_of", self.id)),
            "context": {"default_partner_id": self.id},
        }

    @api.model
    def _search_display_name(self, operator, value):
        """Find a caller by phone number too, however it is written, where a screen asks for it."""
        domain = super()._search_display_name(operator, value)
        by_phone = self.env.context.get("loyalty_by_phone") and operator in ("ilike", "like")
        number = "".join(sign for sign in str(value) if sign.isdigit()).lstrip("0")
        if not by_phone or len(number) < DIGITS:
            return domain
        return Domain(domain) | Domain("phone_mobile_search", "ilike", number)
