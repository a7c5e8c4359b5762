from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..fields import KnownMonetary, ProfileLink


class CrmLoyaltyIdea(models.Model):
    """An idea or a piece of feedback that a customer gave us, and how useful staff find it."""

    _name = "crm.loyalty.idea"
    _inherit = "crm.loyalty.about"
    _description = "Customer's Idea"
    _order = "date desc, id desc"

    name = fields.Char("Idea", required=True, help="In one sentence.")
    partner_id = fields.Many2one(
        domain=lambda self: self._own_customers(),
        help="Whose idea it is: a company or one of its contacts.",
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    date = fields.Date(required=True, default=fields.Date.context_today, help="When it was given.")
    description = fields.Text()
    score = fields.Selection(
        [
            ("1", "1 – of no use"),
            ("2", "2 – of little use"),
            ("3", "3 – useful"),
            ("4", "4 – very useful"),
            ("5", "5 – changed what we do"),
        ],
        "How Useful",
        help="Empty: nobody has judged it yet.",
    )
    worth = KnownMonetary(
        help="What it brought or saved, estimated. Empty: unknown, which is not zero."
    )
    # Not a column of its own: what a client may send, a client may forge.
    user_id = fields.Many2one(related="create_uid", string="Noted By")
    active = fields.Boolean(default=True)
    loyalty_profile_id = ProfileLink(
        help="Who may see it may see the customer's ideas, and note one."
    )

    @api.constrains("partner_id", "company_id")
    def _check_customer(self):
        self._check_own()

    @api.constrains("worth")
    def _check_worth(self):
        if any((idea.worth or 0) < 0 for idea in self):
            raise ValidationError(self.env._("An idea is not worth less than nothing."))
