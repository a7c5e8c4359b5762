from odoo import fields, models


class CrmLoyaltyComplaintCause(models.Model):
    """What a complaint was about, as the company sorts it."""

    _name = "crm.loyalty.complaint.cause"
    _description = "Cause of Complaints"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    description = fields.Text("Meaning", translate=True, help="When to choose it.")
    company_id = fields.Many2one(
        "res.company", index="btree_not_null", ondelete="cascade", help="Empty: for every company."
    )
    active = fields.Boolean(default=True)
