from odoo import fields, models
from odoo.tools import SQL

from ..fields import KnownFloat


class CrmLoyaltyComplaintRate(models.Model):
    """A month of a company: the complaints that came, beside the purchases that were made.

    Purchases are those of the cohorts, which a full pass adds up once a week.
    """

    _name = "crm.loyalty.complaint.rate"
    _description = "Complaints per 100 Purchases"
    _auto = False
    _rec_name = "month"
    _order = "month desc, company_id"
    _depends = {
        "crm.loyalty.cohort": ["company_id", "month", "purchases"],
        "crm.loyalty.complaint": ["company_id", "opened_at", "active"],
    }

    company_id = fields.Many2one("res.company", readonly=True)
    month = fields.Date(readonly=True, help="The first day of the month.")
    complaints = fields.Integer(readonly=True)
    purchases = fields.Integer(readonly=True)
    rate = KnownFloat(
        "Complaints per 100 Purchases",
        readonly=True,
        digits=(12, 2),
        aggregator="avg",
        help="Of several months it is the rate of their sums. Unknown without purchases.",
    )

    @property
    def _table_query(self):
        # Rows of other companies are there to be refused by the rule.
        zones = [(c.id, c._loyalty_tz_name()) for c in self.env.companies]
        return SQL(
            """
            SELECT company_id * 1000000 + extract(year FROM month)::integer * 100
                       + extract(month FROM month)::integer AS id,
                   company_id, month, sum(complaints)::integer AS complaints,
                   sum(purchases)::integer AS purchases,
                   round(100.0 * sum(complaints) / NULLIF(sum(purchases), 0), 2) AS rate
              FROM (SELECT company_id, month, 0 AS complaints, purchases FROM crm_loyalty_cohort
                     UNION ALL
                    SELECT c.company_id, date_trunc('month', c.opened_at AT TIME ZONE 'UTC'
                               AT TIME ZONE COALESCE(zone.tz, 'UTC'))::date, 1, 0
                      FROM crm_loyalty_complaint c
                      LEFT JOIN (VALUES %s) zone (company_id, tz) ON zone.company_id = c.company_id
                     WHERE c.active AND c.partner_id IS NOT NULL) happened
             GROUP BY company_id, month
            """,
            SQL(", ").join(SQL("%s", zone) for zone in zones),
        )

    def _read_group_select(self, aggregate_spec, query):
        """The rate of a group is that of its sums, not the mean of its months."""
        select = super()._read_group_select
        if aggregate_spec != "rate:avg":
            return select(aggregate_spec, query)
        return SQL(
            "round(100.0 * %s / NULLIF(%s, 0), 2)",
            select("complaints:sum", query),
            select("purchases:sum", query),
        )
