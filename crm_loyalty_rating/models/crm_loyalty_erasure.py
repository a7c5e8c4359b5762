from odoo import models


class CrmLoyaltyErasure(models.Model):
    """The words of an erased contact go with the response that they were copied to.

    The stars stay, as nobody's: they are the figures of whoever was rated.
    """

    _inherit = "crm.loyalty.erasure"

    def _erase_rows(self, family, companies):
        counts = super()._erase_rows(family, companies)
        ratings = family.env["rating.rating"].search([("partner_id", "in", family.ids)])
        ratings = ratings.filtered(lambda rating: rating._loyalty_company() in companies)
        # What was said stands in the document's chatter too; the message carries the rating.
        ratings.message_id.write({"body": False, "author_id": False, "email_from": False})
        ratings.write({"partner_id": False, "feedback": False})
        return counts | {"rating.rating": len(ratings)}
