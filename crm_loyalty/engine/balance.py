"""Profiles → balances: what every customer is worth on a day, kept for later comparison."""

from dateutil.relativedelta import relativedelta

from odoo import fields
from odoo.tools import SQL

# Rows of one step of a pass: about a second.
CHUNK = 50_000


def take_balances(env, days):
    """Go on with the balance of a day, where a company has none of another day of its month.

    :param days: {company id: the day that its profiles show}
    :return: the number of rows that were written; 0: the balances are complete
    """
    env.flush_all()
    for company_id, day in days.items():
        missing = SQL("%s AND %s", _no_other_day(company_id, day), _not_there(company_id, day))
        if written := _take(env, company_id, day, missing, CHUNK):
            return written
    return 0


def retake_balance(env, company_id, day):
    """Take the balance of one company anew, at once, whatever there is of that day.

    :return: the number of rows that were written
    """
    env.flush_all()
    env.execute_query(
        SQL(
            "DELETE FROM crm_loyalty_balance WHERE company_id = %s AND day = %s RETURNING id",
            company_id,
            day,
        )
    )
    return _take(env, company_id, day, SQL("TRUE"), None)


def _no_other_day(company_id, day):
    month = fields.Date.to_date(day).replace(day=1)
    return SQL(
        "NOT EXISTS (SELECT FROM crm_loyalty_balance"
        " WHERE company_id = %s AND day >= %s AND day < %s AND day <> %s)",
        company_id,
        month,
        month + relativedelta(months=1),
        day,
    )


def _not_there(company_id, day):
    return SQL(
        "NOT EXISTS (SELECT FROM crm_loyalty_balance b"
        " WHERE b.company_id = %s AND b.day = %s AND b.partner_id = p.partner_id)",
        company_id,
        day,
    )


def _take(env, company_id, day, condition, limit):
    """Write down what customers are worth.

    An archived customer is not part of the base, nor is one who objects to profiling. The lifetime
    value of who never bought is left open: its opportunities are valued as such.
    """
    taken = SQL(
        """
        INSERT INTO crm_loyalty_balance (partner_id, company_id, day, is_customer, clv, revenue_12m,
                                         purchase_count, lifecycle_id, level_id, pyramid_id,
                                         matrix_id, user_id, country_id)
        SELECT p.partner_id, p.company_id, %s, p.purchase_count > 0,
               CASE WHEN p.purchase_count > 0 THEN p.clv END, p.revenue_12m, p.purchase_count,
               p.lifecycle_id, p.level_id, p.pyramid_id, p.matrix_id, p.user_id, partner.country_id
          FROM crm_loyalty_profile p
          JOIN res_partner partner ON partner.id = p.partner_id
         WHERE p.company_id = %s AND p.active AND %s
           AND partner.loyalty_opt_out IS NOT TRUE
         LIMIT %s
        RETURNING 1
        """,
        day,
        company_id,
        condition,
        limit,
    )
    [[written]] = env.execute_query(SQL("WITH taken AS (%s) SELECT count(*) FROM taken", taken))
    env["crm.loyalty.balance"].invalidate_model(flush=False)
    return written
