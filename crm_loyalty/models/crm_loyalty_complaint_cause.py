from odoo import api, fields, models
from odoo.exceptions import UserError


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

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        """A cause that complaints have is archived, not deleted."""
        # Existence only, across companies: nothing of the complaints is shown.
        complaints = self.env["crm.loyalty.complaint"].sudo().with_context(active_test=False)
        for cause in self:
            if complaints.search_count([("cause_id", "=", cause.id)], limit=1):
                raise UserError(
                    self.env._("There are complaints of “%s”. Archive it instead.", cause.name)
                )
