from odoo import api, fields, models
from odoo.tools import SQL, format_date

from ..fields import KnownFloat, KnownInteger, KnownMonetary


def _share(over, under, **attributes):
    """A share of two counts; of several months it is the share of their sums."""
    return KnownFloat(
        readonly=True, digits=(12, 4), aggregator="avg", ratio=(over, under), **attributes
    )


def _standing(**attributes):
    """A number of customers at the end of the month: of several months it has no sum."""
    return fields.Integer(readonly=True, standing=True, **attributes)


class CrmLoyaltyGrowth(models.Model):
    """A month of a company that is over: what happened in it, and how its base stood at the end.

    Written by the engine alone, at the end of a full pass. ``standing`` fields and shares of them
    look at the twelve months up to the end of the month.
    """

    _name = "crm.loyalty.growth"
    _description = "More, Longer, Deeper"
    _order = "month desc, company_id"
    _rec_name = "month"
    _log_access = False

    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="cascade")
    currency_id = fields.Many2one(related="company_id.currency_id")
    month = fields.Date(required=True, readonly=True, help="The first day of the month.")
    before_id = fields.Many2one(
        "crm.loyalty.growth",
        "A Year Before",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        help="The same month a year before.",
    )

    new_count = fields.Integer("New Customers", readonly=True, help="First purchase in the month.")
    won_back_count = fields.Integer(
        "Won Back",
        readonly=True,
        help="Bought in the month, after more than a year without a purchase.",
    )
    buyer_count = fields.Integer("Customers Buying", readonly=True, help="Bought in the month.")
    returning_count = fields.Integer(
        "Buying Again", readonly=True, help="Bought in the month, and in a month before."
    )
    repeat_rate = _share(
        *("returning_count", "buyer_count"),
        help="Share of the customers who bought in the month that had bought in a month before.",
    )
    active_count = _standing(string="Active Customers", help="Bought in the last 12 months.")

    base_count = _standing(string="Active a Year Before", help="Bought in the 12 months before.")
    acquired_count = _standing(string="Acquired", help="First purchase in the last 12 months.")
    acquisition_rate = _share(
        *("acquired_count", "base_count"),
        string="Acquisition Rate",
        help="Customers who first bought in the last 12 months, for each one who bought in the 12"
        " months before; not known where nobody did.",
    )
    kept_count = _standing(string="Kept", help="Bought in the 12 months before, and in the last.")
    gone_count = KnownInteger(
        readonly=True,
        standing=True,
        string="No Longer Active",
        help="Bought in the 12 months before, not in the last; not known where nobody did.",
    )
    retention = _share(
        *("kept_count", "base_count"),
        string="Retention Rate",
        help="Share of those who bought in the 12 months before that bought in the last 12 too.",
    )

    one_count = _standing(string="One Category", help="Active customers.")
    two_count = _standing(string="Two Categories", help="Active customers.")
    more_count = _standing(string="Three Categories or More", help="Active customers.")
    categorised_count = _standing(string="Any Category", help="Active customers.")
    category_sum = _standing(
        string="Categories of All", help="Active customers' categories, added up."
    )
    category_mean = KnownFloat(
        "Categories per Customer",
        readonly=True,
        digits=(12, 2),
        aggregator="avg",
        ratio=("category_sum", "categorised_count"),
        help="Product categories that an active customer bought from in the last 12 months.",
    )
    cross_rate = KnownFloat(
        "Two Categories or More",
        readonly=True,
        digits=(12, 4),
        aggregator="avg",
        ratio=("cross_count", "categorised_count"),
        help="Share of the active customers who bought from two product categories or more.",
    )
    cross_count = _standing(string="Buying Across", help="Active customers with two or more.")
    upgraded_count = _standing(
        string="Upgraded",
        help="Customers whose mean order of the last 12 months is at least 20 % above that of the"
        " 12 months before.",
    )
    upgrade_rate = _share(
        *("upgraded_count", "kept_count"),
        string="Upgrade Rate",
        help="Share of the kept customers whose mean order grew by 20 % or more.",
    )
    revenue = KnownMonetary(readonly=True, help="Net of tax and of returns, in the month.")
    revenue_new = KnownMonetary(
        "Revenue, New Customers", readonly=True, help="Of customers whose first month it is."
    )
    revenue_returning = KnownMonetary("Revenue, Other Customers", readonly=True)
    revenue_12m = KnownMonetary("Revenue, 12 Months", readonly=True, standing=True)
    revenue_per_customer = KnownMonetary(
        "Revenue per Customer",
        readonly=True,
        aggregator="avg",
        ratio=("revenue_12m", "active_count"),
        help="Revenue of the last 12 months, divided by the active customers.",
    )

    new_count_before = KnownInteger("New Customers, a Year Before", related="before_id.new_count")
    retention_before = KnownFloat(
        "Retention Rate, a Year Before", related="before_id.retention", aggregator=None
    )
    revenue_per_customer_before = KnownMonetary(
        "Revenue per Customer, a Year Before",
        related="before_id.revenue_per_customer",
        aggregator=None,
    )

    _one_per_month = models.UniqueIndex("(company_id, month)")

    @api.model
    def _valid_field_parameter(self, field, name):
        return name in ("ratio", "standing") or super()._valid_field_parameter(field, name)

    @api.model
    def _link_year_before(self):
        """Lead from each month to the same one a year before."""
        self.env.execute_query(
            SQL(
                """
                UPDATE crm_loyalty_growth month SET before_id = before.id
                  FROM crm_loyalty_growth before
                 WHERE before.company_id = month.company_id
                   AND before.month = month.month - interval '1 year'
                RETURNING month.id
                """
            )
        )
        self.invalidate_model(flush=False)

    @api.depends("month")
    def _compute_display_name(self):
        for month in self:
            month.display_name = format_date(self.env, month.month, date_format="LLLL y")

    def _read_group_select(self, aggregate_spec, query):
        """Shares of a group come from its sums; what has no sum over months is left unknown."""
        name, _colon, function = aggregate_spec.partition(":")
        field = self._fields.get(name)
        total = "sum_currency" if function == "sum_currency" else "sum"
        select = super()._read_group_select
        if getattr(field, "ratio", None) and function in ("avg", "sum_currency"):
            part, whole = field.ratio
            over, under = select(f"{part}:{total}", query), select(f"{whole}:sum", query)
            return SQL("(%s)::float8 / NULLIF(%s, 0)", over, under)
        summed = select(aggregate_spec, query)
        if getattr(field, "standing", False) and function == total:
            company = self._field_to_sql(self._table, "company_id", query)
            return SQL("CASE WHEN count(*) = count(DISTINCT %s) THEN %s END", company, summed)
        return summed
