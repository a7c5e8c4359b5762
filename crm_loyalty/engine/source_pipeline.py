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
                + ["has_money", "has_authority", "has_need"],
            ),
        }

    @api.model
    def _lead(self):
        """Leads and opportunities; one without a company belongs to its salesperson's."""
        return SQL(
            """
            SELECT scope.partner_id, setting.company_id, lead.user_id, lead.won_status,
                   lead.expected_revenue, lead.active AND lead.won_status = 'pending' AS is_open,
                   lead.has_money AND lead.has_authority AND lead.has_need AS qualified,
                   (lead.create_date AT TIME ZONE 'UTC' AT TIME ZONE setting.tz)::date AS day
              FROM scope
              JOIN crm_lead lead ON lead.partner_id = scope.contact_id
              LEFT JOIN res_users salesperson ON salesperson.id = lead.user_id
              JOIN setting ON setting.company_id = COALESCE(
                       lead.company_id, salesperson.company_id, (SELECT min(id) FROM res_company))
             WHERE lead.create_date < setting.until
            """
        )

    @api.model
    def _quotation(self):
        """Orders that were not confirmed: still open, run out, or cancelled."""
        return SQL(
            """
            SELECT sale.partner_id, sale.company_id, sale.user_id, sale.day, sale.amount,
                   sale.state = 'cancel' AS cancelled,
                   sale.state IN ('draft', 'sent')
                       AND COALESCE(sale.validity_date >= setting.as_of, TRUE) AS is_open
              FROM sale
              JOIN setting USING (company_id)
             WHERE sale.state IN ('draft', 'sent', 'cancel')
            """
        )
