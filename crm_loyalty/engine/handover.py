"""What people planned and wrote on a relationship outlives its row: it goes to the contact."""

from odoo.tools import SQL

# Tables that refer to a row of any model, without a foreign key, by these columns and ``res_id``.
_PLACES = {"mail_activity": "res_model", "mail_message": "model", "ir_attachment": "res_model"}


def handover_queries(env):
    """Give the queries that hand over what hangs on the rows of the query ``removed``.

    ``removed`` has the columns id and partner_id of the relationships that are no more.

    :return: list of (name, SQL)
    """
    return [(f"handed_{table}", _handed_over(env, table)) for table in _PLACES]


def _handed_over(env, table):
    column = SQL.identifier(_PLACES[table])
    also = SQL("")
    if table == "mail_activity":
        also = SQL(", res_model_id = %s", env["ir.model"]._get_id("res.partner"))
    return SQL(
        "UPDATE %s t SET %s = 'res.partner', res_id = removed.partner_id %s FROM removed"
        " WHERE t.%s = %s AND t.res_id = removed.id RETURNING t.id",
        SQL.identifier(table),
        column,
        also,
        column,
        env["crm.loyalty.profile"]._name,
    )
