from odoo import models


class AccountMove(models.Model):
    """Invoices as facts: the engine finds a customer's in an index, not all over the table."""

    _inherit = "account.move"

    # What ``crm.loyalty.source`` reads of an invoice, and nothing else: see docs/decisions/0007.
    _loyalty_facts = models.Index(
        "(partner_id, move_type) INCLUDE (id, company_id, invoice_date, amount_untaxed_signed,"
        " amount_total_signed, invoice_user_id, reversed_entry_id)"
        " WHERE move_type IN ('out_invoice', 'out_refund') AND state = 'posted'"
    )
