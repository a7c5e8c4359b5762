from odoo import api, models
from odoo.tools import SQL

from odoo.addons.crm_loyalty.engine.source import Watch

# A delivered quantity changes with every delivery, the status of an order's deliveries when what is
# left is called off. Both are on the customer's own documents; a transfer knows an address alone.
WATCHES = {
    "promise_line": Watch(
        "sale_order_line", "order_partner_id", ["qty_delivered", "customer_lead"], arrivals=False
    ),
    "promise_order": Watch(
        "sale_order",
        "partner_id",
        ["commitment_date", "picking_policy", "delivery_status"],
        arrivals=False,
    ),
}


# The transfers of a line that may be deliveries: none that takes back, writes off or is called off.
MOVES = SQL(
    """
    SELECT id, product_id, product_uom, quantity, date,
           state = 'done' AND date < l.until AS is_over,
           state = 'done' AND date < l.until AND location_dest_id = ANY(place.outside) AS is_out
      FROM stock_move
     WHERE sale_line_id = l.id AND state <> 'cancel' AND origin_returned_move_id IS NULL
       AND location_id <> ALL(place.customers) AND location_dest_id <> ALL(place.losses)
    """
)


class CrmLoyaltySource(models.AbstractModel):
    """Promised and effective days of delivery, by order line.

    A date that somebody corrects on a transfer that is done is seen by the next full pass.
    """

    _inherit = "crm.loyalty.source"

    @api.model
    def _sources(self):
        return super()._sources() | {
            "place": self._place(),
            "agreed": self._agreed(),
            "shipped": self._shipped(),
            "promise": self._promise(),
        }

    @api.model
    def _watched(self):
        return super()._watched() | WATCHES

    @api.model
    def _place(self):
        """One row: the locations of customers, those outside of the company, and of losses."""
        return SQL(
            """
            SELECT array_agg(id) FILTER (WHERE usage = 'customer') AS customers,
                   array_agg(id) FILTER (
                       WHERE usage = 'customer' OR usage = 'transit' AND company_id IS NULL
                   ) AS outside,
                   COALESCE(array_agg(id) FILTER (WHERE usage = 'inventory'), '{}') AS losses
              FROM stock_location
            """
        )

    @api.model
    def _agreed(self):
        """The orders whose delivery date was agreed, or whose lines are all delivered at once."""
        return SQL(
            """
            SELECT o.id, o.commitment_date, o.picking_policy = 'one' AS at_once
              FROM scope
             CROSS JOIN LATERAL (
                   SELECT id, commitment_date, picking_policy
                     FROM sale_order WHERE partner_id = scope.contact_id
                      AND (commitment_date IS NOT NULL OR picking_policy = 'one') OFFSET 0
             ) o
            """
        )

    @api.model
    def _shipped(self):
        """One row per line of a confirmed order that deliveries were planned for.

        ``moment`` is when the quantity that was ordered had left for the customer; where the rest
        of it was called off, when the last of it had. NULL: not yet, as of the day.

        A transfer between own places is no delivery, but as long as it is open the line is not
        complete. A return takes nothing back here: the promise was kept or not before. Of a kit the
        parts are delivered, whose quantities are not the line's. Where everything was called off
        nothing is due any more.
        """
        return SQL(
            """
            SELECT l.partner_id, l.company_id, l.order_id, l.day, l.customer_lead AS lead,
                   CASE WHEN m.times > 1 OR m.unit_id <> l.product_uom_id THEN COALESCE(
                            (SELECT min(date) FILTER (WHERE so_far >= 0.9999 * l.product_uom_qty * (
                                        SELECT factor FROM uom_uom WHERE id = l.product_uom_id))
                               FROM (SELECT date, sum(quantity * unit.factor)
                                                OVER (ORDER BY date, moved.id) AS so_far
                                       FROM (%(moves)s) moved
                                       JOIN uom_uom unit ON unit.id = product_uom
                                      WHERE is_out AND product_id = l.product_id) added),
                            CASE WHEN NOT m.is_open THEN m.last END)
                        WHEN NOT m.is_open OR m.quantity >= l.product_uom_qty THEN m.last
                    END AS moment
              FROM (SELECT sale.partner_id, sale.company_id, sale.day, setting.until, found.*
                      FROM scope
                     CROSS JOIN LATERAL (
                           SELECT id, order_id, product_id, product_uom_id, product_uom_qty,
                                  customer_lead
                             FROM sale_order_line
                            WHERE order_partner_id = scope.contact_id
                              AND display_type IS NULL AND is_downpayment IS NOT TRUE
                              AND product_uom_qty > 0 OFFSET 0
                     ) found
                      JOIN sale ON sale.id = found.order_id AND sale.state = 'sale'
                      JOIN setting ON setting.company_id = sale.company_id
                    OFFSET 0
              ) l
             CROSS JOIN place
             CROSS JOIN LATERAL (
                   SELECT count(*) FILTER (WHERE is_out) AS times,
                          sum(quantity) FILTER (WHERE is_out AND product_id = l.product_id)
                              AS quantity,
                          max(product_uom) FILTER (WHERE is_out) AS unit_id,
                          max(date) FILTER (WHERE is_out) AS last,
                          bool_or(NOT is_over) AS is_open
                     FROM (%(moves)s) moved
             ) m
             WHERE m.is_open OR m.last IS NOT NULL
            """,
            moves=MOVES,
        )

    @api.model
    def _promise(self):
        """One row per promise that was kept or broken; ``delivered`` is NULL if it is overdue.

        Promised is the delivery date of the order, or else the lead time of the line from the day
        of the order on; where all is delivered at once, the longest of the order. A lead time of
        zero is one that nobody entered: it promises nothing.
        """
        return SQL(
            """
            SELECT partner_id, company_id, promised, delivered,
                   COALESCE(delivered <= promised, FALSE) AS kept
              FROM (SELECT partner_id, company_id, setting.as_of,
                           COALESCE(
                               (commitment_date AT TIME ZONE 'UTC' AT TIME ZONE setting.tz)::date,
                               day + NULLIF(ceil(days), 0)::integer) AS promised,
                           (moment AT TIME ZONE 'UTC' AT TIME ZONE setting.tz)::date AS delivered
                      FROM (SELECT shipped.*, commitment_date,
                                   CASE WHEN at_once THEN (
                                       SELECT max(customer_lead) FROM sale_order_line other
                                        WHERE other.order_id = shipped.order_id
                                          AND EXISTS (SELECT FROM stock_move
                                                       WHERE sale_line_id = other.id)
                                   ) ELSE lead END AS days
                              FROM shipped LEFT JOIN agreed ON agreed.id = shipped.order_id
                            OFFSET 0) told
                      JOIN setting USING (company_id) OFFSET 0) dated
             WHERE promised IS NOT NULL AND (delivered IS NOT NULL OR promised < as_of)
            """
        )
