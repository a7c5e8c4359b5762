from odoo import fields, models


class CrmLoyaltyResponse(models.Model):
    """Which rating a response is the copy of: one rating, one response, whatever is changed."""

    _inherit = "crm.loyalty.response"

    rating_id = fields.Many2one(
        "rating.rating", readonly=True, copy=False, index=False, ondelete="set null"
    )

    _one_per_rating = models.UniqueIndex("(rating_id) WHERE rating_id IS NOT NULL")
