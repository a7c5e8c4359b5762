from odoo import fields, models

from odoo.addons.crm_loyalty.models.res_company import STAFF


class ResCompany(models.Model):
    """Points as what a company owes those who send it customers."""

    _inherit = "res.company"

    loyalty_referral_program_id = fields.Many2one(
        "loyalty.program",
        "Programme of Referrals",
        groups=STAFF,
        help="Who is given a reward for a referral gets points on its card. Empty: no points.",
    )
    loyalty_referral_points = fields.Float("Points for a Referral", groups=STAFF)

    _loyalty_referral_points_not_negative = models.Constraint(
        "CHECK (loyalty_referral_points >= 0)", "A reward is not less than nothing."
    )
