from odoo import api, fields, models
from odoo.fields import Domain

from ..fields import ProfileLink


class CrmLoyaltyAbout(models.AbstractModel):
    """A row about a customer of a company: it is seen by whom the relationship is seen by.

    So the record rules of its models say, by ``loyalty_profile_id``.
    """

    _name = "crm.loyalty.about"
    _description = "About a Customer"

    partner_id = fields.Many2one(
        "res.partner", "Customer", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        ondelete="cascade",
        default=lambda self: self.env.company,
    )
    loyalty_profile_id = ProfileLink(
        "crm.loyalty.profile",
        "Relationship",
        partner="partner_id",
        company="company_id",
    )

    @api.model
    def _own_customers(self):
        """Offer the contacts about whom the user may note something: as the record rules do."""
        if self.env.user.has_group("sales_team.group_sale_salesman_all_leads"):
            return []
        ours = Domain("commercial_partner_id.user_id", "=", self.env.uid)
        return list(ours | Domain("loyalty_profile_id", "!=", False))

    def _check_own(self, operation="read"):
        """Have nobody move rows to a customer whom he may not see: Odoo asks before a write alone.

        :raise AccessError: somebody does
        """
        self.flush_recordset(["partner_id", "company_id"])
        # Constraints are checked as superuser; here the user is meant.
        self.sudo(False).check_access(operation)
