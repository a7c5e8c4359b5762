from odoo import fields, models


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
