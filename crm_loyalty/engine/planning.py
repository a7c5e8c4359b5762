"""What PostgreSQL must know before it plans: the sizes of tables that a load has just filled."""

from odoo.tools import SQL

FEW = 10_000  # rows; below that any plan will do


def learn_sizes(env):
    """Have PostgreSQL look at the tables that have grown out of what it knows of them.

    It does so by itself some minutes after a load. A pass that begins at once would be planned for
    the table as it was, and take minutes where seconds are enough.
    """
    watched = {watch.table for watch in env["crm.loyalty.source"]._watched().values()}
    outgrown = SQL(
        "SELECT relname FROM pg_stat_user_tables WHERE relname = ANY(%s)"
        " AND n_mod_since_analyze > GREATEST(%s, n_live_tup / 2)",
        [*watched, env["crm.loyalty.profile"]._table],
        FEW,
    )
    for [table] in env.execute_query(outgrown):
        env.cr.execute(SQL("ANALYZE %s", SQL.identifier(table)))  # gives no rows
