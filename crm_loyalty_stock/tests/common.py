from odoo.fields import Command

from odoo.addons.crm_loyalty.tests.common import LoyaltyCase, day


class PromiseCase(LoyaltyCase):
    """Orders that are confirmed, and deliveries on given days."""

    @classmethod
    def sold(cls, partner, ago, *leads, quantity=10, unit=None, **values):
        """An order of one line for each lead time, confirmed so many days ago."""
        order = cls.env["sale.order"].create(
            {
                "partner_id": partner.id,
                "order_line": [
                    Command.create(
                        {
                            "product_id": cls.product.id,
                            "product_uom_qty": quantity,
                            "product_uom_id": (unit or cls.product.uom_id).id,
                            "customer_lead": lead,
                        }
                    )
                    for lead in leads
                ],
            }
            | values
        )
        order.action_confirm()
        order.date_order = f"{day(ago)} 12:00:00"
        return order

    @classmethod
    def deliver(cls, order, ago, quantity=10, line=None, rest="later"):
        """Deliver so much of what is open of an order, or of one of its lines, on a day.

        :param rest: "later" by another delivery, or "never"
        """
        moves = order.picking_ids.move_ids.filtered(
            lambda move: (
                move.state not in ("done", "cancel") and (not line or move.sale_line_id == line)
            )
        )
        moves.quantity = quantity
        moves.picked = True
        moves.picking_id.with_context(
            skip_backorder=True,
            picking_ids_not_to_backorder=moves.picking_id.ids if rest == "never" else [],
        ).button_validate()
        moves.filtered(lambda move: move.state == "done").date = f"{day(ago)} 12:00:00"

    def promises(self, partner):
        """What is known of a customer's promises: number, share kept, days late, overdue."""
        profile = self.profile(partner)
        return (
            profile.promise_count,
            profile.on_time_rate,
            profile.delay_days,
            profile.overdue_count,
        )
