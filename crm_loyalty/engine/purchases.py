"""Every purchase of a company, compactly: what the models of repeat buying are fitted to."""

from itertools import takewhile
from struct import calcsize, unpack
from typing import Any, NamedTuple

from odoo.tools import SQL

from ..analytics.optional import available, np
from .measured import fact_queries, prepare, with_chain
from .settings import setting_query

LAST = "document"  # the query of purchases; those after it are not needed


class Purchases(NamedTuple):
    """Days with a purchase, by customer: arrays, or lists where NumPy is not installed."""

    customer: Any  # ids of commercial partners, ascending
    day: Any  # as ``date.toordinal`` counts
    amount: Any  # net, in the company's currency


def read_purchases(env, setting):
    """Read all purchases of a company, as the engine sees them.

    What 65,536 customers bought comes as three strings of bytes, not as rows of objects. A
    purchase whose amount is not known is left out, and so is whatever comes to nothing or less.

    :param setting: the ``company_settings`` of the company, and of the day from which to look
    :return: Purchases
    :raise psycopg2.DataError: the facts cannot be computed
    """
    queries = fact_queries(env, SQL("TRUE"), setting_query([setting]))
    needed = [*takewhile(lambda query: query[0] != LAST, queries), (LAST, dict(queries)[LAST])]
    prepare(env)
    blocks = env.execute_query(_purchases_query(needed))
    columns = zip(*blocks, strict=True) if blocks else [()] * 3
    return Purchases(*(_numbers(*pair) for pair in zip(columns, "iid", strict=True)))


def _purchases_query(needed):
    bought = SQL(
        """
        SELECT partner_id, day, sum(amount)::float AS amount FROM document
         WHERE sign > 0 AND amount::float < 'Infinity'
         GROUP BY partner_id, day
         ORDER BY partner_id, day
        """
    )
    return SQL(
        """
        %s
        SELECT string_agg(int4send(partner_id), ''),
               string_agg(int4send(day - '0001-01-01' + 1), ''),
               string_agg(float8send(amount), '')
          FROM bought
         GROUP BY partner_id >> 16
         ORDER BY partner_id >> 16
        """,
        with_chain([*needed, ("bought", bought)]),
    )


def _numbers(blocks, kind):
    """Unpack the blocks of a column of numbers, of a kind of the module ``struct``."""
    packed = b"".join(blocks)
    if available():
        return np.frombuffer(packed, f">{kind}").astype(kind if kind == "d" else "int64")
    return list(unpack(f">{len(packed) // calcsize(kind)}{kind}", packed))
