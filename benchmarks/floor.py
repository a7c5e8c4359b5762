"""The floor: the same facts by one plain GROUP BY, written to one plain table.

What somebody would write by hand for one report: every aggregate over orders and lines that the
engine's measures need, in one statement, without indexes, keys, chunks, rules or history. Left out
because one GROUP BY cannot give it: the median gap between purchases.
"""

from odoo.tools import SQL

_FLOOR = """
    INSERT INTO bench_floor
    SELECT partner.commercial_partner_id, o.company_id,
           count(DISTINCT o.id) FILTER (WHERE counts AND o.amount_untaxed > 0),
           count(DISTINCT o.id) FILTER (WHERE counts AND o.amount_untaxed < 0),
           count(DISTINCT o.id) FILTER (WHERE o.state IN ('draft', 'sent')),
           sum(amount) FILTER (WHERE o.state IN ('draft', 'sent')),
           count(DISTINCT o.id) FILTER (WHERE o.state = 'cancel'),
           min(day) FILTER (WHERE counts AND o.amount_untaxed > 0),
           max(day) FILTER (WHERE counts AND o.amount_untaxed > 0),
           sum(amount) FILTER (WHERE counts),
           sum(amount) FILTER (WHERE counts AND day > %(year_ago)s),
           sum(amount) FILTER (WHERE counts AND day <= %(year_ago)s AND day > %(two_years_ago)s),
           sum(amount) FILTER (WHERE counts AND day >= %(fy_start)s),
           sum(amount) FILTER (WHERE counts AND day < %(fy_start)s AND day >= %(last_fy_start)s),
           count(DISTINCT line.product_id) FILTER (WHERE counts AND line.product_uom_qty > 0),
           count(DISTINCT template.categ_id) FILTER (WHERE counts AND line.product_uom_qty > 0),
           sum(amount) FILTER (WHERE counts AND line.product_uom_qty > 0),
           sum(amount) FILTER (WHERE counts AND line.product_uom_qty > 0 AND line.discount > 0),
           sum(amount) FILTER (WHERE counts AND line.product_uom_qty < 0)
      FROM sale_order o
      JOIN res_partner partner ON partner.id = o.partner_id
      JOIN sale_order_line line ON line.order_id = o.id
      JOIN product_product product ON product.id = line.product_id
      JOIN product_template template ON template.id = product.product_tmpl_id
     CROSS JOIN LATERAL (
           SELECT (o.date_order AT TIME ZONE 'UTC' AT TIME ZONE %(tz)s)::date AS day,
                  line.price_subtotal / NULLIF(o.currency_rate, 0) AS amount,
                  o.state = 'sale' AS counts
      ) fact
     WHERE o.date_order < %(until)s AND line.display_type IS NULL
       AND line.is_downpayment IS NOT TRUE
     GROUP BY partner.commercial_partner_id, o.company_id
"""
_TABLE = """
    CREATE TABLE IF NOT EXISTS bench_floor (
        partner_id integer, company_id integer, purchases integer, returns integer,
        quotations integer, quoted numeric, cancelled integer, first_day date, last_day date,
        revenue numeric, revenue_12m numeric, revenue_prev_12m numeric, revenue_fy numeric,
        revenue_last_fy numeric, products integer, categories integer, sold numeric,
        discounted numeric, returned numeric)
"""


def empty_floor(env):
    """Make the table and empty it, with the memory and without the compiler, as the engine."""
    env.cr.execute(SQL(_TABLE))
    env.cr.execute(SQL("TRUNCATE bench_floor"))
    env.cr.commit()
    settings = "SELECT set_config('jit', 'off', TRUE), set_config('work_mem', '64MB', TRUE)"
    env.execute_query(SQL(settings))


def floor(env, settings):
    """Run the statement for a company's settings, and commit."""
    env.cr.execute(SQL(_FLOOR, **settings))
    env.cr.commit()
