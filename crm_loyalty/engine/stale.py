"""Marks → customers to compute: those that are marked, and whoever referred them."""

from odoo.tools import SQL


def stale_query(marked):
    """SQL of the ids of customers that changes concern.

    What a customer bought counts with its referrer too: one step up, no further.

    :param marked: SQL of ids of contacts, of customers that are contacts now, and of deleted ones
    """
    return SQL(
        """
        WITH marked (id) AS (%s), customer (id) AS (
            SELECT id FROM marked
             UNION
            SELECT partner.commercial_partner_id FROM marked JOIN res_partner partner USING (id)
        )
        SELECT id FROM customer
         UNION
        SELECT referrer.commercial_partner_id
          FROM customer
          JOIN res_partner referred USING (id)
          JOIN res_partner referrer ON referrer.id = referred.referred_by_id
        """,
        marked,
    )
