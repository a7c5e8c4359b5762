from odoo import api, fields, models


class CrmLoyaltyResponse(models.Model):
    """What came by a link: by which, and why it may not be a person's."""

    _inherit = "crm.loyalty.response"

    invite_id = fields.Many2one(
        "crm.loyalty.invite",
        "Asked by Link",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    doubt = fields.Selection(
        [
            ("unconfirmed", "Not confirmed"),
            ("fast", "Faster than anybody reads"),
            ("trap", "A field that nobody sees was filled in"),
            ("foreign", "Not sent from our page"),
        ],
        readonly=True,
        help="Why it may come from a program that opens the links in mails.",
    )

    @api.model
    def _has_field_access(self, field, operation):
        """Let no user say by which link a response came, or that it is beyond doubt."""
        allowed = super()._has_field_access(field, operation)
        ours = operation != "read" and field.name in ("invite_id", "doubt")
        return allowed and (self.env.su or not ours)
