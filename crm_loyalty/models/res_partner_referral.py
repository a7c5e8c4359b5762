from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from .res_partner import SALES


class ResPartner(models.Model):
    """Who referred a customer to us. What counts is what is said of the customer itself."""

    _inherit = "res.partner"

    referred_by_id = fields.Many2one(
        "res.partner",
        groups=SALES,
        index="btree_not_null",
        ondelete="set null",
        help="The customer or contact who sent this customer to us.",
    )
    referral_date = fields.Date(
        "Referred On",
        groups=SALES,
        help="Who had bought before that day was a customer already, and was not brought in."
        " Empty: it was referred from the beginning.",
    )

    @api.onchange("referred_by_id")
    def _onchange_referred_by_id(self):
        if self.referred_by_id and not self.referral_date:
            self.referral_date = fields.Date.context_today(self)

    @api.constrains("referred_by_id")
    def _check_referrer(self):
        for partner in self:
            if fault := partner._referral_fault(partner.referred_by_id):
                raise ValidationError(fault)

    @api.constrains("referral_date")
    def _check_referral_date(self):
        # Where the user is it may be tomorrow already.
        latest = fields.Date.today() + timedelta(days=1)
        if any(partner.referral_date and partner.referral_date > latest for partner in self):
            raise ValidationError(
                self.env._("Nobody was referred in the future: correct the day of the referral.")
            )

    def _check_referral(self, referrer):
        """Let somebody be named who is known as the referrer already, or can be.

        :raise ValidationError: he cannot have referred this contact's customer
        """
        known = self.commercial_partner_id.referred_by_id
        if referrer != known and (fault := self._referral_fault(referrer)):
            raise ValidationError(fault)

    def _referral_fault(self, referrer):
        """Tell why somebody cannot have referred this contact's customer.

        :return: a sentence, or None if he can
        """
        customer = self.commercial_partner_id
        if not (referrer and customer):
            return None
        if referrer.commercial_partner_id == customer:
            return self.env._(
                "%(referrer)s belongs to %(customer)s: nobody refers himself.",
                referrer=referrer.display_name,
                customer=customer.display_name,
            )
        if customer.id in referrer._referrers():
            return self.env._(
                "%(customer)s has referred %(referrer)s, directly or through others: a circle of"
                " referrals is not possible.",
                customer=customer.display_name,
                referrer=referrer.display_name,
            )
        return None

    def _referrers(self):
        """The ids of the customers who referred this contact's customer, theirs, and so on."""
        self.env["res.partner"].flush_model(["referred_by_id", "commercial_partner_id"])
        query = SQL(
            """
            WITH RECURSIVE chain (customer_id) AS (
                SELECT commercial_partner_id FROM res_partner WHERE id = %s
                 UNION
                SELECT referrer.commercial_partner_id
                  FROM chain
                  JOIN res_partner customer ON customer.id = chain.customer_id
                  JOIN res_partner referrer ON referrer.id = customer.referred_by_id)
            SELECT customer_id FROM chain
            """,
            self.id,
        )
        return {customer_id for [customer_id] in self.env.execute_query(query)}

    def _take_referrer(self, referrer, day):
        """Write down who referred the customer, if nobody is known yet and if it can be.

        A sale goes on, whatever was said about its referrer.

        :param day: since when it counts
        """
        customer = self.commercial_partner_id
        if referrer and customer and not customer.referred_by_id:
            if not customer._referral_fault(referrer):
                customer.write({"referred_by_id": referrer.id, "referral_date": day})
