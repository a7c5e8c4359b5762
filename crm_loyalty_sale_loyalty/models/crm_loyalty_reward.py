from odoo import models


class CrmLoyaltyReward(models.Model):
    """A reward that is given may be points on the referrer's card."""

    _inherit = "crm.loyalty.reward"

    def action_give(self):
        due = self.filtered(lambda reward: reward.state == "due")
        res = super().action_give()
        for reward in due:
            reward._give_points()
        return res

    def _give_points(self):
        """Give the company's points for a referral; two who give at once meet at the reward."""
        # Who may give rewards need not be the one who looks after programmes.
        reward = self.sudo()
        company = reward.company_id
        program, points = company.loyalty_referral_program_id, company.loyalty_referral_points
        if program.active and points:
            referrer = reward.partner_id.with_company(company)
            card = reward.env["crm.loyalty.grant"]._card(program, referrer)
            card._add_points(points, self.env._("Reward for a referral"))
