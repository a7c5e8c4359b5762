from odoo import fields, models

from .res_partner import SALES


class ResPartner(models.Model):
    """The tier on a contact: a face of the relationship, as the other stages."""

    _inherit = "res.partner"

    relationship_tier_id = fields.Many2one(
        related="loyalty_profile_id.tier_id", string="Tier", groups=SALES
    )
