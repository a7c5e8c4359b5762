"""Profiles → balances: what every customer is worth on a day, kept for later comparison."""

from dateutil.relativedelta import relativedelta

from odoo import fields
from odoo.tools import SQL


def take_balances(env, days, again=False):
    """Write down the value of every customer, company by company.

    An archived customer is not part of the base. The lifetime value of who never bought is left
    open: its opportunities are valued as such.

    :param days: {company id: the day that its profiles show}
    :param again: replace the balance of that day, if there is one; else nothing is written for a
        company that has a balance in the same calendar month
    :return: the number of rows that were written
    """
    env.flush_all()
    written = 0
    for company_id, day in days.items():
        if again:
            env.execute_query(
                SQL(
                    "DELETE FROM crm_loyalty_balance WHERE company_id = %s AND day = %s"
                    " RETURNING id",
                    company_id,
                    day,
                )
            )
        [[count]] = env.execute_query(
            SQL("WITH taken AS (%s) SELECT count(*) FROM taken", _taken(company_id, day, again))
        )
        written += count
    env["crm.loyalty.balance"].invalidate_model(flush=False)
    return written


def _taken(company_id, day, again):
    month = fields.Date.to_date(day).replace(day=1)
    unless = SQL(
        "NOT EXISTS (SELECT FROM crm_loyalty_balance"
        " WHERE company_id = %s AND day >= %s AND day < %s)",
        company_id,
        month,
        month + relativedelta(months=1),
    )
    return SQL(
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
        RETURNING 1
        """,
        day,
        company_id,
        SQL("TRUE") if again else unless,
    )
