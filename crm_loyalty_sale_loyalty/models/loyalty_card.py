from odoo import api, models


class LoyaltyCard(models.Model):
    """A customer's card of a programme: one, whoever makes it and however many at once."""

    _inherit = "loyalty.card"

    @api.constrains("partner_id", "program_id", "active")
    def _check_one_is_made_at_a_time(self):
        for card in self:
            if card.active and card.partner_id and card.program_id.is_nominative:
                # A salesperson's order makes cards as well.
                self.env["crm.loyalty.enrolment"].sudo()._note(card)

    def _add_points(self, points, description, **origin):
        """Add points to a card, or take them off, with the line that says why.

        :param points: how many; below zero they are taken off
        :param origin: further values of the line
        :return: the line
        """
        self.points += points
        return self.env["loyalty.history"].create(
            {
                "card_id": self.id,
                "description": description,
                "issued": max(points, 0),
                "used": max(-points, 0),
            }
            | origin
        )
