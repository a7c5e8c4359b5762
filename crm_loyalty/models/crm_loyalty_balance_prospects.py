from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL


class CrmLoyaltyBalance(models.Model):
    """The other part of customer equity: what those who never bought are expected to bring."""

    _inherit = "crm.loyalty.balance"

    @api.model
    @api.readonly
    def equity_prospects(self):
        """Tell what the open opportunities of prospects are worth now.

        That is expected revenue × chance × margin rate, over the opportunities of customers who
        never bought and over those without any contact, of the current company, as far as the user
        may see them. The margin rate is the customer's, else the one that the company assumes.

        :return: dict: ``value`` (None if unknown), ``customers`` who never bought and have open
            opportunities, ``leads`` without a contact, ``unvalued``: how many of both have no
            margin rate
        """
        margin = self.env.company.loyalty_margin_rate
        query = SQL(
            """
            SELECT sum(revenue * rate) AS value, count(*) FILTER (WHERE known) AS customers,
                   count(*) FILTER (WHERE NOT known) AS leads,
                   count(*) FILTER (WHERE rate IS NULL) AS unvalued
              FROM (SELECT TRUE AS known, expected AS revenue,
                           COALESCE(own_rate, %(margin)s) AS rate
                      FROM (%(profiles)s) AS prospect
                     UNION ALL
                    SELECT FALSE, expected, %(margin)s FROM (%(leads)s) AS lead) AS found
            """,
            margin=SQL("%s::numeric", None if margin is False else margin),
            profiles=self._prospects(),
            leads=self._leads_of_nobody(),
        )
        return self.env.execute_query_dict(query)[0]

    def _prospects(self):
        """SQL of the customers who never bought and have open opportunities: expected, own_rate."""
        profile = self.env["crm.loyalty.profile"].with_context(active_test=True)
        query = profile._search(self._prospect_domain())
        expected, rate = (
            profile._field_to_sql(profile._table, name, query)
            for name in ("pipeline_expected", "margin_rate")
        )
        return query.select(SQL("%s AS expected", expected), SQL("%s AS own_rate", rate))

    def _prospect_domain(self):
        ours = Domain("company_id", "=", self.env.company.id)
        return ours & Domain("purchase_count", "=", 0) & Domain("lead_count", ">", 0)

    def _leads_of_nobody(self):
        """SQL of the open leads and opportunities without a contact: expected.

        Which company they belong to is decided as for those with a contact (the source ``lead``).
        """
        lead = self.env["crm.lead"].with_context(active_test=True)
        query = lead._search(
            Domain("partner_id", "=", False) & Domain("won_status", "=", "pending")
        )
        company, user, revenue, probability = (
            lead._field_to_sql(lead._table, name, query)
            for name in ("company_id", "user_id", "expected_revenue", "probability")
        )
        query.add_where(
            SQL(
                "COALESCE(%s, (SELECT company_id FROM res_users WHERE id = %s),"
                " (SELECT min(id) FROM res_company)) = %s",
                company,
                user,
                self.env.company.id,
            )
        )
        return query.select(SQL("%s * %s / 100 AS expected", revenue, probability))
