from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import SQL

from ..notices import notice
from .res_partner import SALES


class ResPartner(models.Model):
    """Who objects to being profiled is left out of every step, and what is known is hidden."""

    _inherit = "res.partner"

    # Phrased as a refusal, and without a default: a merge keeps it, and an install writes nobody.
    loyalty_opt_out = fields.Boolean(
        "No Profiling",
        groups=SALES,
        help="This contact objects to being profiled. A customer has no relationship then, and"
        " what is known is neither used nor shown; of a customer's contact only what that person"
        " said is left out.",
    )
    loyalty_unprofiled = fields.Boolean(
        "Not Profiled",
        compute="_compute_loyalty_unprofiled",
        search="_search_loyalty_unprofiled",
        groups=SALES,
        help="The contact, or the customer that it belongs to, objects to being profiled.",
    )

    _loyalty_opted_out = models.Index("(id) WHERE loyalty_opt_out")

    @api.depends("loyalty_opt_out", "commercial_partner_id.loyalty_opt_out")
    def _compute_loyalty_unprofiled(self):
        for partner in self:
            partner.loyalty_unprofiled = (
                partner.loyalty_opt_out or partner.commercial_partner_id.loyalty_opt_out
            )

    def _search_loyalty_unprofiled(self, operator, value):
        """Find them from those who object, who are few: record rules ask for it all the time."""
        if operator != "in":
            return NotImplemented
        objecting = SQL(
            "(SELECT id FROM res_partner WHERE loyalty_opt_out UNION"
            " SELECT contact.id FROM res_partner customer"
            " JOIN res_partner contact ON contact.commercial_partner_id = customer.id"
            " WHERE customer.loyalty_opt_out)",
            to_flush=self._fields["loyalty_opt_out"],
        )
        return [("id", "in" if True in value else "not in", objecting)]

    def action_erase_relationship(self):
        """Delete what is known of the relationship with the contact, and profile it no more.

        :return: an action that tells how much was deleted
        :raise AccessError: the user is no loyalty manager, or may not change the contact
        """
        self.ensure_one()
        if not self.env.user.has_group("crm_loyalty.group_loyalty_manager"):
            raise AccessError(self.env._("Only loyalty managers erase what is known of a contact."))
        self.check_access("write")
        # Rows that nobody else deletes, such as the history; those of the user's companies alone.
        erasure = (
            self.env["crm.loyalty.erasure"].sudo()._erase(self.sudo(), self.env.user.company_ids)
        )
        message = self.env._("Erased: %s rows. The contact is not profiled any more.", erasure.rows)
        return notice(message, "success")
