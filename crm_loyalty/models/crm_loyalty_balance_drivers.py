from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

# What each driver is measured by, 0 to 100: the mean of those measures that are known.
DRIVERS = {
    "value": ("experience_score", "delivered_value"),
    "brand": ("reputation_score", "nomination_score"),
    "relationship": ("loyalty_index",),
}
SMALLEST_BASE = 30  # below, a slope is chance


class CrmLoyaltyBalance(models.Model):
    """The three drivers of customer equity (Rust, Zeithaml and Lemon 2000), from what is known.

    Value equity: what the customer gets for what it gives. Brand equity: what our name means to it.
    Relationship equity: what ties it to us beyond the two.
    """

    _inherit = "crm.loyalty.balance"

    @api.model
    @api.readonly
    def equity_drivers(self):
        """Tell how strong each driver is now, over the customers that the user may see.

        :return: list of dicts: ``name`` (value, brand, relationship); ``score``, 0 to 100, the mean
            over the customers of whom it is known (None if of none); ``customers``, how many these
            are; ``share``, their share of the customer equity (None if that is unknown);
            ``slope``, by how much the lifetime value is higher for one point more, by least squares
            (None for less than 30 customers): what goes together, not what brings it about
        """
        return self.env.execute_query_dict(
            SQL(
                """
                SELECT driver.name, avg(driver.score)::float AS score,
                       count(driver.score) AS customers,
                       (sum(clv) FILTER (WHERE driver.score IS NOT NULL)
                        / NULLIF(sum(clv), 0))::float AS share,
                       CASE WHEN regr_count(clv::float, driver.score::float) >= %(least)s
                            THEN regr_slope(clv::float, driver.score::float) END AS slope
                  FROM (%(customers)s) AS customer
                 CROSS JOIN LATERAL (VALUES %(drivers)s) AS driver (place, name, score)
                 GROUP BY driver.place, driver.name
                 ORDER BY driver.place
                """,
                least=SMALLEST_BASE,
                customers=self._scored_customers(),
                drivers=SQL(", ").join(
                    SQL("(%s, %s, %s)", place, name, SQL.identifier(name))
                    for place, name in enumerate(DRIVERS)
                ),
            )
        ) or [
            {"name": name, "score": None, "customers": 0, "share": None, "slope": None}
            for name in DRIVERS
        ]

    @api.model
    def _scored_customers(self):
        """SQL of the customers that the user may see: ``clv``, and how strong each driver is."""
        profile = self.env["crm.loyalty.profile"].with_context(active_test=True)
        base = Domain("purchase_count", ">", 0) & Domain("company_id", "=", self.env.company.id)
        query = profile._search(base)
        scores = (
            SQL(
                "(SELECT avg(score) FROM (VALUES %s) AS known (score)) AS %s",
                SQL(", ").join(self._score(profile, query, measure) for measure in measures),
                SQL.identifier(name),
            )
            for name, measures in DRIVERS.items()
        )
        clv = profile._field_to_sql(profile._table, "clv", query)
        return query.select(SQL("%s AS clv", clv), *scores)

    def _score(self, profile, query, measure):
        """SQL of a measure on the scale from 0 to 100; a balance of −100 to 100 is put on it."""
        column = profile._field_to_sql(profile._table, measure, query)
        if measure == "delivered_value":
            return SQL("(50 + %s / 2)", column)
        return SQL("(%s)", column)
