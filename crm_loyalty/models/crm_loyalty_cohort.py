from odoo import api, fields, models
from odoo.tools import SQL, format_date

from ..fields import KnownFloat, KnownMonetary


class CrmLoyaltyCohort(models.Model):
    """The customers whose first purchase was in one month, and what they did in a later one.

    Written by the engine alone, at the end of a full pass.
    """

    _name = "crm.loyalty.cohort"
    _description = "Cohort"
    _order = "cohort desc, age, company_id"
    _rec_name = "cohort"
    _log_access = False

    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="cascade")
    currency_id = fields.Many2one(related="company_id.currency_id")
    cohort = fields.Date(
        "First Purchase", required=True, readonly=True, help="The first day of the month."
    )
    month = fields.Date(required=True, readonly=True, help="The month that is looked at.")
    age = fields.Integer(
        "Months Since",
        readonly=True,
        aggregator=None,
        help="Months since the month of the first purchase, which is 0.",
    )
    is_over = fields.Boolean("Full Month", readonly=True, help="The month is over.")
    customers = fields.Integer(readonly=True, help="Customers of the cohort.")
    buyers = fields.Integer(
        "Customers Buying", readonly=True, help="Customers of the cohort who bought in the month."
    )
    purchases = fields.Integer(readonly=True)
    retention = KnownFloat(
        "Share Buying",
        readonly=True,
        digits=(12, 4),
        aggregator="avg",
        help="Share of the cohort who bought in the month; of several months, the mean month.",
    )
    revenue = KnownMonetary(readonly=True, help="Net of tax and of returns, in the month.")
    cumulated = KnownMonetary(
        "Revenue So Far", readonly=True, help="From the first purchase to the end of the month."
    )
    revenue_per_customer = KnownMonetary(
        "Revenue per Customer So Far",
        readonly=True,
        aggregator="avg",
        help="Revenue so far, divided by all customers of the cohort.",
    )

    _one_per_month = models.UniqueIndex("(company_id, cohort, age)")

    @api.depends("cohort")
    def _compute_display_name(self):
        for row in self:
            row.display_name = format_date(self.env, row.cohort, date_format="LLLL y")

    def _read_group_select(self, aggregate_spec, query):
        """A group may hold many months of a cohort: its customers are counted once, and shares
        are computed from sums."""
        name, _colon, function = aggregate_spec.partition(":")
        total = "sum_currency" if function == "sum_currency" else "sum"
        select = super()._read_group_select
        if aggregate_spec == "retention:avg":
            return _share(select("buyers:sum", query), select("customers:sum", query))
        if name == "revenue_per_customer" and function in ("avg", "sum_currency"):
            amount = self._read_group_select(f"cumulated:{total}", query)
            return _share(amount, self._read_group_select("customers:sum", query))
        selected = select(aggregate_spec, query)
        if name == "customers" and function == total:
            age = self._field_to_sql(self._table, "age", query)
            return self._once(selected, SQL("%s FILTER (WHERE %s = 0)", selected, age), query)
        if name == "cumulated" and function == total:
            return self._once(selected, select(f"revenue:{total}", query), query)
        return selected

    def _once(self, each, all_ages, query):
        """SQL of ``each`` where a group has every cohort once, of ``all_ages`` where it has every
        cohort from its first month on, and unknown otherwise."""
        company, cohort, age = (
            self._field_to_sql(self._table, name, query) for name in ("company_id", "cohort", "age")
        )
        return SQL(
            "CASE count(DISTINCT (%(company)s, %(cohort)s)) WHEN count(*) THEN %(each)s"
            " WHEN count(*) FILTER (WHERE %(age)s = 0) THEN %(all_ages)s END",
            company=company,
            cohort=cohort,
            age=age,
            each=each,
            all_ages=all_ages,
        )


def _share(part, whole):
    """SQL of a quotient of two sums, NULL where there is nothing to divide by."""
    return SQL("(%s)::float8 / NULLIF(%s, 0)", part, whole)
