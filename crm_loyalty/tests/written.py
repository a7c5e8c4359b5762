import json

from odoo.tools import SQL


def write_orders(case, company, rows):
    """Write confirmed orders straight into the table, whatever columns other apps have given it.

    :param rows: (partner id, moment, amount, rate)
    """
    if not rows:
        return
    pattern = case.env["sale.order"].create({"partner_id": rows[0][0], "company_id": company.id})
    case.env.flush_all()
    values = [
        {
            **dict.fromkeys(("partner_id", "partner_invoice_id", "partner_shipping_id"), partner),
            "state": "sale",
            "date_order": str(moment),
            "amount_untaxed": amount,
            "currency_rate": rate,
        }
        for partner, moment, amount, rate in rows
    ]
    case.env.execute_query(
        SQL(
            """
            INSERT INTO sale_order
            SELECT copy.*
              FROM sale_order pattern
             CROSS JOIN json_array_elements(%s) WITH ORDINALITY AS v (value, place)
             CROSS JOIN LATERAL json_populate_record(pattern, (value::jsonb || jsonb_build_object(
                       'id', nextval('sale_order_id_seq'), 'name', place))::json) copy
             WHERE pattern.id = %s
            RETURNING id
            """,
            json.dumps(values),
            pattern.id,
        )
    )
    pattern.unlink()
