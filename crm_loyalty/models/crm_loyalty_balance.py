from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

from ..engine.balance import retake_balance
from ..fields import KnownMonetary, LooseLink

KEPT_MONTHS = 36
GC_LIMIT = 20_000


class CrmLoyaltyBalance(models.Model):
    """What one customer was worth to one company on one day: a balance, taken once a month.

    Written by the engine alone. No unique key: a merge of contacts moves rows, and none is lost; of
    a merged customer there are several on one day, and who reads them adds them up.
    """

    _name = "crm.loyalty.balance"
    _description = "Value at a Date"
    _order = "day desc, clv desc nulls last, id"
    _rec_name = "partner_id"
    _log_access = False  # a narrow row: who wrote it, and when, is known

    partner_id = fields.Many2one(
        "res.partner", "Customer", required=True, readonly=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="cascade")
    currency_id = fields.Many2one(related="company_id.currency_id")
    day = fields.Date("Date", required=True, readonly=True, help="The day that the figures are of.")
    is_customer = fields.Boolean(
        "Bought", readonly=True, help="Had bought by that day; otherwise a prospect."
    )
    clv = KnownMonetary(
        "Lifetime Value",
        readonly=True,
        help="As it was on that day. The sum over all customers is the customer equity of the base."
        " Unknown where no margin was known, and of who had not bought.",
    )
    revenue_12m = KnownMonetary("Revenue, 12 Months", readonly=True)
    purchase_count = fields.Integer("Purchases", readonly=True)
    lifecycle_id = LooseLink("crm.loyalty.stage", "Lifecycle", readonly=True)
    level_id = LooseLink("crm.loyalty.stage", "Relationship Level", readonly=True)
    pyramid_id = LooseLink("crm.loyalty.stage", "Customer Pyramid", readonly=True)
    matrix_id = LooseLink("crm.loyalty.stage", "Value Matrix", readonly=True)
    user_id = fields.Many2one(
        "res.users",
        "Salesperson",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        help="Who looked after the customer at the time.",
    )
    team_id = fields.Many2one(
        related="user_id.sale_team_id",
        string="Sales Team",
        help="The team that the salesperson of the time is in now.",
    )
    country_id = LooseLink("res.country", "Country", readonly=True)

    _of_a_day = models.Index("(company_id, day, partner_id)")

    @api.model
    def action_take(self):
        """Take a balance of the current company now; it replaces one of the same day.

        :return: the number of rows
        :raise AccessError: the user is not a loyalty manager
        :raise UserError: the engine is at work, so that the profiles are of two days
        """
        if not self.env.user.has_group("crm_loyalty.group_loyalty_manager"):
            raise AccessError(self.env._("Only loyalty managers take a balance."))
        if not self.env["crm.loyalty.run"]._alone():
            raise UserError(self.env._("Customers are being computed. Try again in a few minutes."))
        company = self.env.company
        # Which day it is there follows from settings that a manager need not be able to read.
        day = company.sudo()._loyalty_today()
        return retake_balance(self.env, company.id, day)

    @api.model
    def _days(self, company):
        """The days on which balances of a company were taken, newest first.

        From the index alone, step by step: a company of a million customers has many rows a day.
        """
        query = SQL(
            """
            WITH RECURSIVE taken (day) AS (
                SELECT max(day) FROM crm_loyalty_balance WHERE company_id = %(company)s
                 UNION ALL
                SELECT (SELECT max(day) FROM crm_loyalty_balance
                         WHERE company_id = %(company)s AND day < taken.day)
                  FROM taken WHERE taken.day IS NOT NULL)
            SELECT day FROM taken WHERE day IS NOT NULL
            """,
            company=company.id,
        )
        return [day for [day] in self.env.execute_query(query)]

    @api.autovacuum
    def _gc_balances(self):
        """Forget what is older than three years, some thousand rows at a time."""
        query = SQL(
            "DELETE FROM crm_loyalty_balance WHERE id IN (SELECT id FROM crm_loyalty_balance"
            " WHERE company_id = ANY(ARRAY(SELECT id FROM res_company)) AND day < %s LIMIT %s)"
            " RETURNING id",
            fields.Date.today() - relativedelta(months=KEPT_MONTHS),
            GC_LIMIT,
        )
        gone = len(self.env.execute_query(query))
        return gone, gone == GC_LIMIT
