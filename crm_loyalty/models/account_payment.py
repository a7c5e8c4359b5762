from odoo import models


class AccountPayment(models.Model):
    """Facts of a relationship: what was paid."""

    _inherit = "account.payment"

    # What ``crm.loyalty.source`` reads of a payment, and nothing else: see docs/decisions/0007.
    _loyalty_facts = models.Index(
        "(partner_id) INCLUDE (company_id, date, payment_type, amount_company_currency_signed)"
        " WHERE partner_type = 'customer' AND state IN ('in_process', 'paid')"
    )
