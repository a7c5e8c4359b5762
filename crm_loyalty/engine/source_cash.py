from odoo import api, models
from odoo.tools import SQL

from .source import Watch


class CrmLoyaltySource(models.AbstractModel):
    """Cash in: what customers paid, and what was paid back to them, net of tax.

    A payment does not say what part of it is tax: the customer's own invoices do.
    """

    _inherit = "crm.loyalty.source"

    @api.model
    def _sources(self):
        return super()._sources() | {"taxed": self._taxed(), "payment": self._payment()}

    @api.model
    def _asides(self):
        # What was paid was bought, or is a loan, a deposit, a mistake.
        return super()._asides() | {"payment"}

    @api.model
    def _watched(self):
        return super()._watched() | {
            "account_payment": Watch(
                "account_payment",
                "partner_id",
                ["partner_id", "company_id", "state", "date", "payment_type", "partner_type"]
                + ["amount_company_currency_signed"],
            ),
        }

    @api.model
    def _taxed(self):
        """The share of what was invoiced that is no tax, by customer; nothing without payments."""
        return SQL(
            """
            SELECT scope.partner_id, m.company_id,
                   sum(m.amount_untaxed_signed) / NULLIF(sum(m.amount_total_signed), 0) AS net
              FROM scope
             CROSS JOIN LATERAL (
                   SELECT company_id, invoice_date, amount_untaxed_signed, amount_total_signed
                     FROM account_move
                    WHERE (SELECT EXISTS (SELECT FROM account_payment))
                      AND partner_id = scope.contact_id
                      AND move_type = 'out_invoice' AND state = 'posted' OFFSET 0
              ) m
              JOIN setting ON setting.company_id = m.company_id
             WHERE m.invoice_date <= setting.as_of
             GROUP BY scope.partner_id, m.company_id
            """
        )

    @api.model
    def _payment(self):
        """One row per payment; the amount is unknown of who was never invoiced."""
        return SQL(
            """
            SELECT scope.partner_id, p.company_id, p.date AS day,
                   CASE p.payment_type WHEN 'inbound' THEN 1 ELSE -1 END
                   * abs(p.amount_company_currency_signed) * taxed.net AS amount
              FROM scope
             CROSS JOIN LATERAL (
                   SELECT company_id, date, payment_type, amount_company_currency_signed
                     FROM account_payment
                    WHERE (SELECT EXISTS (SELECT FROM account_payment))
                      AND partner_id = scope.contact_id AND partner_type = 'customer'
                      AND state IN ('in_process', 'paid') OFFSET 0
              ) p
              JOIN setting ON setting.company_id = p.company_id
              LEFT JOIN taxed ON taxed.partner_id = scope.partner_id
                              AND taxed.company_id = p.company_id
             WHERE p.date <= setting.as_of
            """
        )
