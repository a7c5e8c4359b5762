"""What the database must allow before the staged lines may go into it."""

from odoo.api import Environment
from odoo.tools import SQL

from tools.store.rows import BadInput

MODULES = ("sale", "crm")


def check_database(env: Environment) -> None:
    """The modules are there, and no order."""
    missing = [m for m in MODULES if not env["ir.module.module"]._get(m).state == "installed"]
    if missing:
        raise BadInput(
            f"The database {env.cr.dbname} has no {' and no '.join(missing)} installed; "
            "install it first: odoo -i sale,crm."
        )


def check_new(env: Environment) -> None:
    """No order of the file is there already, nor any other, nor its customers and products."""
    _check_known(env, "order", _ORDERS)
    [(count,)] = env.execute_query(SQL("SELECT count(*) FROM sale_order"))
    if count:
        raise BadInput(
            f"The database {env.cr.dbname} already has {count:,} orders, and their figures would "
            "mix with the file's; create another database and give its name."
        )
    _check_known(env, "customer", _CUSTOMERS)
    _check_known(env, "product", _PRODUCTS)


def _check_known(env: Environment, column: str, query: SQL) -> None:
    for row, key, known in env.execute_query(query):
        raise BadInput(
            f"Row {row}, column {column}: {column} {key} is in the database already ({known}); "
            "load each file once, into a database without its data."
        )


def check_digits(env: Environment) -> None:
    """Odoo would silently round quantities and discounts to its decimal accuracy."""
    for column, accuracy in (("quantity", "Product Unit"), ("discount", "Discount")):
        digits = env["decimal.precision"].precision_get(accuracy)
        query = SQL(
            'SELECT "row", %(name)s FROM store_line WHERE scale(trim_scale(%(name)s)) > %(digits)s'
            ' ORDER BY "row" LIMIT 1',
            name=SQL.identifier(column),
            digits=digits,
        )
        for row, value in env.execute_query(query):
            raise BadInput(
                f"Row {row}, column {column}: {value} has more than the {digits} decimals this "
                f"database keeps; raise the decimal accuracy {accuracy!r} in Odoo's settings first."
            )


_ORDERS = SQL(
    """
    SELECT line."row", line."order", known.name
      FROM store_line line JOIN sale_order known ON known.client_order_ref = line."order"
     ORDER BY line."row" LIMIT 1
    """
)
_CUSTOMERS = SQL(
    """
    SELECT line."row", line.customer, known.name
      FROM store_line line JOIN res_partner known ON known.ref = line.customer
     ORDER BY line."row" LIMIT 1
    """
)
_PRODUCTS = SQL(
    """
    SELECT line."row", line.code, known.name->>'en_US'
      FROM store_line line
      JOIN product_product variant ON variant.default_code = line.code
      JOIN product_template known ON known.id = variant.product_tmpl_id
     ORDER BY line."row" LIMIT 1
    """
)
