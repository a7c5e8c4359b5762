"""Two balances → what became of the value between them: one statement, customer by customer.

Each customer of either date is in one part, the first of these that fits:

* *acquired*: no customer at the first date, one at the second;
* *lost*: a customer who was not lost at the first date; lost at the second, or gone (archived,
  merged into another, its purchases deleted);
* *won back*: lost at the first date, and there and not lost at the second;
* *valued*: the lifetime value is known at one of the dates alone, so nothing grew or shrank;
* *grown*, *shrunk* or *same*: by the difference of the lifetime values.

The change of a part is the sum of (value at the second date − value at the first) over its
customers, where a value that is not known counts for nothing: so the parts add up to the change of
the equity. *Kept* is what of the first equity is still there: the lesser of both values, of those
who are there at both dates.
"""

from odoo.tools import SQL

from .measured import with_chain

PARTS = ("acquired", "won_back", "grown", "shrunk", "lost", "valued", "same")


def parts_query(then, now):
    """SQL of the counts and sums of both dates: one row for each part, and one without for all.

    :param then: SQL of the customers at the first date: partner_id, clv, is_lost; a customer whose
        contacts were merged since has several rows
    :param now: the same at the second date
    """
    return SQL(
        """
        %s
        SELECT part, sum(change) AS change, count(*) AS customers,
               sum(was_worth) AS then, count(was) AS customers_then,
               count(was) FILTER (WHERE was_worth IS NULL) AS unknown_then,
               sum(worth) AS now, count(here) AS customers_now,
               count(here) FILTER (WHERE worth IS NULL) AS unknown_now,
               sum(kept) AS kept, count(kept) AS customers_kept
          FROM parted GROUP BY GROUPING SETS ((part), ())
        """,
        with_chain(_chain(then, now)),
    )


def customers_query(then, now, part, limit):
    """SQL of the customers of one part, those whose value changed most first.

    :param then: as for ``parts_query``
    """
    return SQL(
        "%s SELECT partner_id FROM parted WHERE part = %s ORDER BY abs(change) DESC, 1 LIMIT %s",
        with_chain(_chain(then, now)),
        part,
        limit,
    )


def _chain(then, now):
    return [("was", _customers(then)), ("here", _customers(now)), ("parted", _parted())]


def _customers(rows):
    """One row per customer, whatever was merged."""
    return SQL(
        "SELECT partner_id, sum(clv) AS clv, bool_and(is_lost) AS is_lost FROM (%s) AS single"
        " GROUP BY partner_id",
        rows,
    )


def _parted():
    return SQL(
        """
        SELECT partner_id, was.partner_id AS was, here.partner_id AS here,
               was.clv AS was_worth, here.clv AS worth,
               COALESCE(here.clv, 0) - COALESCE(was.clv, 0) AS change,
               CASE WHEN was.clv IS NOT NULL AND here.clv IS NOT NULL
                    THEN LEAST(was.clv, here.clv) END AS kept,
               CASE WHEN was.partner_id IS NULL THEN 'acquired'
                    WHEN NOT was.is_lost AND here.is_lost IS NOT FALSE THEN 'lost'
                    WHEN was.is_lost AND NOT here.is_lost THEN 'won_back'
                    WHEN here.partner_id IS NOT NULL AND (was.clv IS NULL) <> (here.clv IS NULL)
                        THEN 'valued'
                    WHEN COALESCE(here.clv, 0) > COALESCE(was.clv, 0) THEN 'grown'
                    WHEN COALESCE(here.clv, 0) < COALESCE(was.clv, 0) THEN 'shrunk'
                    ELSE 'same' END AS part
          FROM was FULL JOIN here USING (partner_id)
        """
    )


def groups_query(then, now):
    """SQL of equity and customers at two dates by group.

    :param then: SQL of the customers at the first date: partner_id, clv, group_id
    """
    return SQL(
        """
        SELECT NULLIF(group_id, 0) AS group_id, was.equity AS then, here.equity AS now,
               COALESCE(was.customers, 0) AS customers_then,
               COALESCE(here.customers, 0) AS customers_now
          FROM (%s) was FULL JOIN (%s) here USING (group_id)
        """,
        _grouped(then),
        _grouped(now),
    )


def _grouped(rows):
    """Equity by group; 0 stands for none (nobody's customers), since a join finds no NULL."""
    return SQL(
        "SELECT COALESCE(group_id, 0) AS group_id, sum(clv) AS equity,"
        " count(DISTINCT partner_id) AS customers FROM (%s) AS single GROUP BY 1",
        rows,
    )
