from odoo import fields, models

from ..fields import KnownInteger, ProfileLink

SALES = "sales_team.group_sale_salesman"


class ResPartner(models.Model):
    """The thin face of the relationship on a contact: related fields through a join, no columns.

    What people say about a contact (roles, source, partnership) are facts, and columns.
    """

    _inherit = "res.partner"

    loyalty_profile_id = ProfileLink("crm.loyalty.profile", "Relationship", groups=SALES)
    relationship_status_id = fields.Many2one(
        related="loyalty_profile_id.status_id", string="Relationship Status", groups=SALES
    )
    relationship_formation_id = fields.Many2one(
        related="loyalty_profile_id.formation_id", string="Formation Ladder", groups=SALES
    )
    relationship_lifecycle_id = fields.Many2one(
        related="loyalty_profile_id.lifecycle_id", string="Lifecycle", groups=SALES
    )
    relationship_level_id = fields.Many2one(
        related="loyalty_profile_id.level_id", string="Relationship Level", groups=SALES
    )
    relationship_rfm_segment_id = fields.Many2one(
        related="loyalty_profile_id.rfm_segment_id", string="RFM Segment", groups=SALES
    )
    relationship_rfm = KnownInteger(
        related="loyalty_profile_id.rfm", string="RFM", groups=SALES, aggregator=None
    )
    relationship_segment_ids = fields.Many2many(
        related="loyalty_profile_id.segment_ids", string="Segments", groups=SALES
    )

    market_role_ids = fields.Many2many(
        "crm.loyalty.market.role",
        "crm_loyalty_market_role_partner_rel",
        "partner_id",
        "role_id",
        "Market Roles",
        groups=SALES,
    )
    relationship_source = fields.Selection(
        [("end", "End Customer"), ("intermediate", "Intermediate"), ("public", "Public Interest")],
        "Customer Source",
        groups=SALES,
    )
    partnership_date = fields.Date(
        "Partnership Signed On",
        groups=SALES,
        help="Since when a signed partnership binds us; it makes the contact a partner.",
    )

    def action_open_relationship(self):
        """Open the relationship of the contact's customer with the current company."""
        self.ensure_one()
        return self.loyalty_profile_id._open_form()
