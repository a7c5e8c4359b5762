from odoo import fields, models

from ..fields import ProfileLink


class CrmLoyaltyMember(models.Model):
    """That a customer is in a segment, or was: since when, until when. Append-only.

    Written by the engine alone. No unique key: a merge of contacts moves rows, and none is lost;
    of two open rows of one customer the engine closes the younger.
    """

    _name = "crm.loyalty.member"
    _inherit = ["crm.loyalty.append.only", "crm.loyalty.about"]
    _description = "Segment Membership"
    _order = "date_from desc, id desc"
    _rec_name = "partner_id"

    segment_id = fields.Many2one(
        "crm.loyalty.segment", required=True, readonly=True, index=True, ondelete="cascade"
    )
    partner_id = fields.Many2one(readonly=True)
    company_id = fields.Many2one(readonly=True, default=None)
    date_from = fields.Date(
        "Came In", required=True, readonly=True, index=True, help="The day of the pass."
    )
    date_to = fields.Date(
        "Went Out",
        readonly=True,
        index="btree_not_null",
        help="The first day on which the customer was not in it any more. Empty: it still is.",
    )
    loyalty_profile_id = ProfileLink(help="Who may see it may see which segments it was in.")
    lifecycle_id = fields.Many2one(related="loyalty_profile_id.lifecycle_id")
    level_id = fields.Many2one(related="loyalty_profile_id.level_id")
    user_id = fields.Many2one(related="loyalty_profile_id.user_id", string="Salesperson")

    _now = models.Index("(partner_id, company_id, segment_id) WHERE date_to IS NULL")
