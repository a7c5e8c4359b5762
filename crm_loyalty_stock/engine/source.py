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


class CrmLoyaltySource(models.AbstractModel):
    """Promised and effective days of delivery, by order line.

    A date that somebody corrects on a transfer that is done is seen by the next full pass.
    """

    _inherit = "crm.loyalty.source"

    @api.model
    def _sources(self):
        return super()._sources() | {"delivery": self._delivery(), "promise": self._promise()}

    @api.model
    def _watched(self):
        return super()._watched() | WATCHES

    @api.model
    def _delivery(self):
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
            SELECT partner_id, company_id, order_id, customer_lead,
                   COALESCE(min(date) FILTER (WHERE delivered >= ordered * 0.9999),
                            CASE WHEN bool_or(is_open) THEN NULL ELSE max(date) END) AS moment
              FROM (SELECT l.partner_id, l.company_id, l.id, l.order_id, l.customer_lead, m.is_open,
                           CASE WHEN m.is_done THEN m.date END AS date,
                           l.product_uom_qty * line_uom.factor AS ordered,
                           sum(CASE WHEN m.is_done AND m.product_id = l.product_id
                                    THEN m.quantity * move_uom.factor END)
                               OVER (PARTITION BY l.id ORDER BY m.date, m.id) AS delivered
                      FROM (SELECT sale.partner_id, sale.company_id, found.*
                              FROM scope
                             CROSS JOIN LATERAL (
                                   SELECT id, order_id, product_id, product_uom_id,
                                          product_uom_qty, customer_lead
                                     FROM sale_order_line
                                    WHERE order_partner_id = scope.contact_id
                                      AND display_type IS NULL AND is_downpayment IS NOT TRUE
                                      AND product_uom_qty > 0 OFFSET 0
                             ) found
                              JOIN sale ON sale.id = found.order_id AND sale.state = 'sale'
                            OFFSET 0
                      ) l
                      JOIN setting ON setting.company_id = l.company_id
                     CROSS JOIN LATERAL (
                           SELECT stock_move.id, stock_move.date, product_id, product_uom, quantity,
                                  (target.usage = 'customer'
                                      OR target.usage = 'transit' AND target.company_id IS NULL)
                                      AND state = 'done'
                                      AND stock_move.date < setting.until AS is_done,
                                  state <> 'done' OR stock_move.date >= setting.until AS is_open
                             FROM stock_move
                             JOIN stock_location target ON target.id = location_dest_id
                             JOIN stock_location origin ON origin.id = stock_move.location_id
                            WHERE sale_line_id = l.id AND state <> 'cancel'
                              AND origin_returned_move_id IS NULL
                              AND origin.usage <> 'customer' AND target.usage <> 'inventory'
                           OFFSET 0
                     ) m
                      JOIN uom_uom line_uom ON line_uom.id = l.product_uom_id
                      JOIN uom_uom move_uom ON move_uom.id = m.product_uom
              ) moved
             GROUP BY partner_id, company_id, id, order_id, customer_lead
            HAVING bool_or(is_open) OR max(date) IS NOT NULL
            """
        )

    @api.model
    def _promise(self):
        """One row per promise that was kept or broken; ``delivered`` is NULL if it is overdue.

        Promised is the delivery date of the order, or else the lead time of the line from the
        confirmation on; where all is delivered at once, the longest of the order. A lead time of
        zero is one that nobody entered: it promises nothing.
        """
        return SQL(
            """
            SELECT partner_id, company_id, promised, delivered,
                   COALESCE(delivered <= promised, FALSE) AS kept
              FROM (SELECT delivery.partner_id, delivery.company_id, setting.as_of,
                           (COALESCE(o.commitment_date, o.date_order + lead.days * interval '1 day')
                               AT TIME ZONE 'UTC' AT TIME ZONE setting.tz)::date AS promised,
                           (delivery.moment
                               AT TIME ZONE 'UTC' AT TIME ZONE setting.tz)::date AS delivered
                      FROM (SELECT *, max(customer_lead) OVER (PARTITION BY order_id) AS longest
                              FROM delivery) delivery
                      JOIN setting ON setting.company_id = delivery.company_id
                     CROSS JOIN LATERAL (
                           SELECT commitment_date, date_order, picking_policy
                             FROM sale_order WHERE id = delivery.order_id OFFSET 0
                     ) o
                     CROSS JOIN LATERAL (
                           SELECT NULLIF(CASE o.picking_policy WHEN 'one' THEN longest
                                                               ELSE customer_lead END, 0) AS days
                     ) lead
              ) told
             WHERE delivered IS NOT NULL AND promised IS NOT NULL OR promised < as_of
            """
        )
