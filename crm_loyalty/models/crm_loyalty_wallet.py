from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..fields import ProfileLink


class CrmLoyaltyWallet(models.Model):
    """What a customer spends in a year on what we sell, whoever it buys from, as staff estimate it.

    Of several estimates of a customer and its contacts the latest counts.
    """

    _name = "crm.loyalty.wallet"
    _inherit = "crm.loyalty.about"
    _description = "Wallet Estimate"
    _order = "date desc, id desc"
    _rec_name = "partner_id"

    partner_id = fields.Many2one(
        domain=lambda self: self._own_customers(),
        help="Who spends it: a company or one of its contacts.",
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    date = fields.Date("Estimated On", required=True, default=fields.Date.context_today)
    amount = fields.Monetary(
        "Spends a Year",
        required=True,
        help="Net of tax, with us and with everybody else, on what we sell.",
    )
    evidence = fields.Char("How It Is Known", help="A talk, an annual report, the size of a team.")
    # Not a column of its own: what a client may send, a client may forge.
    user_id = fields.Many2one(related="create_uid", string="Estimated By")
    active = fields.Boolean(default=True)
    loyalty_profile_id = ProfileLink(
        help="Who may see it may see the customer's wallet, and estimate it."
    )

    @api.constrains("partner_id", "company_id")
    def _check_customer(self):
        self._check_own()

    @api.constrains("amount", "company_id")
    def _check_amount(self):
        for wallet in self:
            if wallet.currency_id.compare_amounts(wallet.amount, 0) <= 0:
                raise ValidationError(
                    self.env._(
                        "“%s” spends more than nothing in a year: say how much, or do not estimate"
                        " it; without an estimate the share is unknown.",
                        wallet.partner_id.display_name,
                    )
                )
