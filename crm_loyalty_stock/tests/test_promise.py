from datetime import datetime

from odoo.fields import Command

from odoo.addons.crm_loyalty.tests.common import TODAY, day

from .common import PromiseCase


class TestPromise(PromiseCase):
    """A line is on time if all of it had left on the promised day, or before."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.buyer = cls.customer("Buyer")

    def told(self, at=TODAY):
        self.full_pass(at)
        return self.promises(self.buyer)

    def test_a_delivery_on_the_promised_day_is_on_time_and_a_day_later_it_is_not(self):
        self.deliver(self.sold(self.buyer, 30, 5), 25)
        self.deliver(self.sold(self.buyer, 30, 5), 24)
        self.deliver(self.sold(self.buyer, 30, 5), 22)
        self.deliver(self.sold(self.buyer, 30, 5), 29)
        self.assertEqual(self.told(), (4, 0.5, 2.0, 0))  # one and three days late
        self.assertEqual(self.profile(self.buyer).last_broken_date, day(25))

    def test_the_delivery_date_of_the_order_comes_before_the_lead_time(self):
        order = self.sold(self.buyer, 30, 5, commitment_date=f"{day(10)} 12:00:00")
        self.deliver(order, 12)
        self.assertEqual(self.told(), (1, 1.0, False, 0))

    def test_without_a_date_and_a_lead_time_nothing_was_promised(self):
        self.deliver(self.sold(self.buyer, 30, 0), 3)
        self.assertEqual(self.told(), (0, False, False, 0))

    def test_what_has_not_come_is_broken_from_the_day_after_the_promised_one(self):
        self.sold(self.buyer, 10, 10)
        self.assertEqual(self.told(), (0, False, False, 0))
        self.assertEqual(self.told(day(-1)), (1, 0.0, False, 1))
        self.assertEqual(self.profile(self.buyer).last_broken_date, TODAY)

    def test_a_promise_for_a_day_to_come_is_unknown_until_it_is_delivered(self):
        order = self.sold(self.buyer, 10, 60)
        self.assertEqual(self.told(), (0, False, False, 0))
        self.deliver(order, 2)
        self.assertEqual(self.told(), (1, 1.0, False, 0))

    def test_a_delivery_in_parts_is_complete_with_the_last(self):
        order = self.sold(self.buyer, 30, 5)
        self.deliver(order, 26, quantity=4)
        self.assertEqual(self.told(), (1, 0.0, False, 1))
        self.deliver(order, 21, quantity=6)
        self.assertEqual(self.told(), (1, 0.0, 4.0, 0))

    def test_when_the_rest_is_called_off_what_came_is_complete(self):
        self.deliver(self.sold(self.buyer, 30, 5), 26, quantity=9, rest="never")
        self.assertEqual(self.told(), (1, 1.0, False, 0))

    def test_a_cancelled_order_promises_nothing(self):
        order = self.sold(self.buyer, 30, 5)
        order._action_cancel()
        self.assertEqual(self.told(), (0, False, False, 0))

    def test_transfers_that_are_called_off_leave_nothing_due(self):
        order = self.sold(self.buyer, 30, 5)
        order.picking_ids.action_cancel()
        self.assertEqual(self.told(), (0, False, False, 0))

    def test_a_return_changes_nothing_and_neither_does_what_is_sent_instead(self):
        order = self.sold(self.buyer, 30, 5)
        self.deliver(order, 26)
        wizard = self.env["stock.return.picking"].with_context(
            active_id=order.picking_ids.id, active_model="stock.picking"
        )
        back = wizard.create({})
        back.product_return_moves.quantity = 10
        exchange = back.action_create_exchanges()
        self.assertTrue(exchange)
        for picking in order.picking_ids.filtered(lambda picking: picking.state != "done"):
            picking.move_ids.quantity = 10
            picking.move_ids.picked = True
            picking.button_validate()
            picking.move_ids.date = f"{day(3)} 12:00:00"
        self.assertEqual(len(order.picking_ids), 3)
        self.assertEqual(self.told(), (1, 1.0, False, 0))

    def test_what_is_on_its_way_back_is_not_waited_for(self):
        order = self.sold(self.buyer, 30, 5)
        self.deliver(order, 26, quantity=9, rest="never")
        done = order.picking_ids.move_ids.filtered(lambda move: move.state == "done")
        done.copy(
            {
                "location_id": done.location_dest_id.id,
                "location_dest_id": done.location_id.id,
                "sale_line_id": done.sale_line_id.id,
                "picking_id": False,
            }
        )
        self.assertEqual(self.told(), (1, 1.0, False, 0))

    def test_each_line_has_its_own_lead_time_unless_all_is_delivered_at_once(self):
        for policy in ("direct", "one"):
            order = self.sold(self.buyer, 30, 2, 8, picking_policy=policy)
            self.deliver(order, 23)
        # Seven days after the order: five days late for the first line of the first order.
        self.assertEqual(self.told(), (4, 0.75, 5.0, 0))

    def test_services_are_not_delivered(self):
        service = self.env["product.product"].create({"name": "Advice", "type": "service"})
        order = self.sold(self.buyer, 30, 5)
        order.order_line = [Command.create({"product_id": service.id, "customer_lead": 1})]
        self.deliver(order, 25)
        self.assertEqual(self.told(), (1, 1.0, False, 0))

    def test_an_order_without_transfers_says_nothing_of_deliveries(self):
        order = self.order(self.buyer, 30)  # as an import of old orders leaves them
        order.order_line.customer_lead = 5
        self.assertEqual(self.told(), (0, False, False, 0))

    def test_the_units_of_order_and_delivery_may_differ(self):
        dozen = self.env.ref("uom.product_uom_dozen")
        order = self.sold(self.buyer, 30, 5, quantity=1, unit=dozen)
        order.picking_ids.move_ids.write(
            {"product_uom": self.product.uom_id.id, "product_uom_qty": 12}
        )
        self.deliver(order, 26, quantity=11)
        self.assertEqual(self.told(), (1, 0.0, False, 1))
        self.deliver(order, 25, quantity=1)
        self.assertEqual(self.told(), (1, 1.0, False, 0))

    def test_what_is_picked_and_packed_has_not_left_yet(self):
        self.env["stock.warehouse"].search(
            [("company_id", "=", self.company.id)]
        ).delivery_steps = "pick_ship"
        order = self.sold(self.buyer, 30, 5)
        self.deliver(order, 27)
        self.assertEqual(self.told(), (1, 0.0, False, 1))
        self.deliver(order, 25)
        self.assertEqual(self.told(), (1, 1.0, False, 0))

    def test_a_direct_delivery_from_the_supplier_counts(self):
        order = self.sold(self.buyer, 30, 5)
        order.picking_ids.move_ids.location_id = self.env.ref("stock.stock_location_suppliers")
        self.deliver(order, 25)
        self.assertEqual(self.told(), (1, 1.0, False, 0))

    def test_days_are_those_of_the_company_s_time_zone(self):
        self.company.loyalty_tz = "Asia/Shanghai"
        order = self.sold(self.buyer, 30, 5)
        self.deliver(order, 25)
        # Half past four in the afternoon of the promised day in London, past midnight in Shanghai.
        order.picking_ids.move_ids.date = datetime.combine(
            day(25), datetime.min.time().replace(hour=16, minute=30)
        )
        self.assertEqual(self.told(), (1, 0.0, 1.0, 0))

    def test_an_earlier_day_is_seen_as_it_was(self):
        self.deliver(self.sold(self.buyer, 30, 5), 20)
        self.assertEqual(self.told(day(26)), (0, False, False, 0))
        self.assertEqual(self.told(day(22)), (1, 0.0, False, 1))
        self.assertEqual(self.told(), (1, 0.0, 5.0, 0))

    def test_the_contacts_of_a_customer_share_its_promises(self):
        contact = self.customer("Contact", is_company=False, parent_id=self.buyer.id)
        self.deliver(self.sold(contact, 30, 5), 25)
        self.assertEqual(self.told(), (1, 1.0, False, 0))

    def test_deliveries_are_followed_where_invoices_count_as_well(self):
        self.company.loyalty_basis = "invoiced"
        self.deliver(self.sold(self.buyer, 30, 5), 25)
        self.assertEqual(self.told(), (1, 1.0, False, 0))

    def test_a_delivery_a_date_and_a_call_off_reach_the_customer_with_the_next_changes(self):
        first, second = self.sold(self.buyer, 30, 5), self.sold(self.buyer, 30, 5)
        self.assertEqual(self.told(), (2, 0.0, False, 2))
        self.deliver(first, 20)
        self.changes()
        self.assertEqual(self.promises(self.buyer), (2, 0.0, 5.0, 1))
        first.commitment_date = f"{day(20)} 12:00:00"
        self.changes()
        self.assertEqual(self.promises(self.buyer), (2, 0.5, False, 1))
        second.picking_ids.action_cancel()
        self.changes()
        self.assertEqual(self.promises(self.buyer), (1, 1.0, False, 0))
        self.assertFalse(self.drift())

    def test_a_second_pass_writes_nothing(self):
        self.sold(self.buyer, 30, 5)
        self.deliver(self.sold(self.buyer, 30, 5), 20)
        self.full_pass()
        run = self.full_pass()
        self.assertEqual((run.created, run.updated), (0, 0))

    def test_the_lever_report_holds_it_against_the_other_customers(self):
        other = self.customer("Other")
        for partner, ago in ((self.buyer, 20), (other, 28)):
            self.deliver(self.sold(partner, 30, 5), ago)
        segment = self.env["crm.loyalty.segment"].create(
            {"name": "Late", "domain": "[('on_time_rate', '<', 1)]"}
        )
        self.full_pass()
        found = self.profiles.levers("segment", segment.id)["indicators"]
        kept = next(row for row in found if row["label"] == "Promises Kept")
        self.assertEqual((kept["origin"], kept["unit"]), ("behaviour", "share"))
        self.assertEqual(kept["here"], {"value": 0, "customers": 1})
        self.assertEqual(kept["others"], {"value": 1, "customers": 1})

    def test_the_form_says_it_in_words(self):
        self.sold(self.buyer, 30, 5)
        self.deliver(self.sold(self.buyer, 30, 5), 20)
        self.full_pass()
        self.assertEqual(
            self.profile(self.buyer).promise_words,
            "0 of 2 deliveries were complete when they were promised. Late ones came 5.0 days late"
            " on average. Overdue now: 1. The last promise that was broken was for 06/05/2026.",
        )
