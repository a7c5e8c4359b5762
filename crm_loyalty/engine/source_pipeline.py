from odoo import api, models
from odoo.tools import SQL

from .source import Watch


class CrmLoyaltySource(models.AbstractModel):
    """Leads, opportunities and quotations: what may become a purchase, and what did not."""

    _inherit = "crm.loyalty.source"

    @api.model
    def _sources(self):
        return super()._sources() | {"lead": self._lead(), "quotation": self._quotation()}

    @api.model
    def _watched(self):
        return super()._watched() | {
            "crm_lead": Watch(
                "crm_lead",
                "partner_id",
                ["partner_id", "company_id", "active", "won_status", "expected_revenue", "user_id"]
                + ["probability", "has_money", "has_authority", "has_need"],
            ),
            # An opportunity without a company belongs to that of its salesperson.
            "res_users": Watch("res_users", None, ["company_id"], arrivals=False),
        }

    @api.model
    def _lead(self):
        """Leads and opportunities; one without a company belongs to its salesperson's."""
        return SQL(
            """
            SELECT scope.partner_id, setting.company_id, lead.user_id, lead.won_status,
                   lead.expected_revenue, lead.probability,
                   lead.active AND lead.won_status = 'pending' AS is_open,
                   lead.has_money AND lead.has_authority AND lead.has_need AS qualified,
                   (lead.create_date AT TIME ZONE 'UTC' AT TIME ZONE setting.tz)::date AS day
              FROM scope
             CROSS JOIN LATERAL (
                   SELECT * FROM crm_lead WHERE partner_id = scope.contact_id OFFSET 0
              ) lead
              LEFT JOIN res_users salesperson ON salesperson.id = lead.user_id
              JOIN setting ON setting.company_id = COALESCE(
                       lead.company_id, salesperson.company_id, (SELECT min(id) FROM res_company))
             WHERE lead.create_date < setting.until
            """
        )

    @api.model
    def _quotation(self):
        """Orders that do not count yet: still open, run out, or cancelled.

        Where invoices count, a confirmed order is open until it is invoiced.
        """
        return SQL(
            """
            SELECT sale.partner_id, sale.company_id, sale.user_id, sale.day, sale.amount,
                   sale.state = 'cancel' AS cancelled,
                   CASE WHEN sale.state = 'sale' THEN sale.invoice_status IN ('no', 'to invoice')
                        ELSE sale.state <> 'cancel'
                             AND COALESCE(sale.validity_date >= setting.as_of, TRUE)
                    END AS is_open
              FROM sale
              JOIN setting USING (company_id)
             WHERE NOT sale.counts
            """
        )
