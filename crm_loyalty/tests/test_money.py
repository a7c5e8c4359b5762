from odoo.fields import Command

from .common import day
from .common_invoicing import InvoicingCase


class TestMoney(InvoicingCase):
    """What counts as revenue, on each basis: every amount once, and none that was taken back."""

    def setUp(self):
        super().setUp()
        self.buyer = self.customer()

    def invoiced(self):
        self.company.loyalty_basis = "invoiced"

    # --- deposits -----------------------------------------------------------------------------

    def test_a_deposit_and_the_final_invoice_do_not_count_the_order_twice(self):
        order = self.confirmed(self.buyer, 30)
        moments = [self.value(self.buyer)]
        self.deposit(order, 30, ago=20)
        moments.append(self.value(self.buyer))
        final = self.invoice(order, ago=10)
        moments.append(self.value(self.buyer))
        self.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=final.ids
        ).create({}).action_create_payments()
        moments.append(self.value(self.buyer))
        self.assertEqual(moments, [100, 100, 100, 100])
        profile = self.profile(self.buyer)
        self.assertEqual((profile.purchase_count, profile.sold_amount), (1, 100))

    def test_on_the_invoiced_basis_a_deposit_counts_once_and_the_rest_once(self):
        self.invoiced()
        order = self.confirmed(self.buyer, 30)
        self.assertFalse(self.value(self.buyer))
        self.deposit(order, 30, ago=20)
        self.assertEqual(self.value(self.buyer), 30)
        self.invoice(order, ago=10)
        self.assertEqual(self.value(self.buyer), 100)
        profile = self.profile(self.buyer)
        self.assertEqual((profile.sold_amount, profile.returned_amount), (100, 0))

    def test_crediting_a_deposit_takes_nothing_from_the_order(self):
        order = self.confirmed(self.buyer, 30)
        self.credit(self.deposit(order, 30, ago=20), ago=10)
        self.assertEqual(self.value(self.buyer), 100)

    # --- credit notes -------------------------------------------------------------------------

    def test_a_full_credit_note_takes_back_the_whole_order(self):
        self.credit(self.invoice(self.confirmed(self.buyer, 30), ago=20), ago=10)
        self.assertEqual(self.value(self.buyer), 0)
        profile = self.profile(self.buyer)
        self.assertEqual((profile.purchase_count, profile.return_count), (1, 1))
        self.assertEqual((profile.returned_amount, profile.return_rate), (100, 1))

    def test_a_credit_note_takes_nothing_back_before_its_day(self):
        self.credit(self.invoice(self.confirmed(self.buyer, 30), ago=20), ago=10)
        values = [self.value(self.buyer, at=day(ago)) for ago in (11, 10)]
        self.assertEqual(values, [100, 0])

    def test_on_the_invoiced_basis_an_invoice_counts_from_its_day_on(self):
        self.invoiced()
        self.bill(self.buyer, 10)
        values = [self.value(self.buyer, at=day(ago)) for ago in (11, 10)]
        self.assertEqual(values, [0, 100])

    def test_a_partial_credit_note_takes_back_what_it_credits(self):
        invoice = self.invoice(self.confirmed(self.buyer, 30, 10, quantity=10), ago=20)
        self.credit(invoice, 10, lambda note: note.invoice_line_ids.write({"quantity": 3}))
        self.assertEqual(self.value(self.buyer), 70)
        self.assertEqual(self.profile(self.buyer).return_rate, 0.3)

    def test_a_credit_note_rewritten_to_a_sum_takes_back_that_sum(self):
        invoice = self.invoice(self.confirmed(self.buyer, 30), ago=20)
        goodwill = {"name": "Scratched", "price_unit": 15, "tax_ids": [Command.clear()]}
        lines = [Command.clear(), Command.create(goodwill)]
        self.credit(invoice, 10, lambda note: note.write({"invoice_line_ids": lines}))
        self.assertEqual(self.value(self.buyer), 85)

    def test_a_credit_note_of_no_order_and_no_invoice_is_goodwill_and_counts(self):
        self.confirmed(self.buyer, 30)
        self.bill(self.buyer, 10, 20, "out_refund")
        self.assertEqual(self.value(self.buyer), 80)

    def test_a_credit_note_of_a_cancelled_order_takes_nothing_twice(self):
        kept, gone = self.confirmed(self.buyer, 40), self.confirmed(self.buyer, 30, 50)
        self.credit(self.invoice(gone, ago=20), ago=10)
        self.assertEqual(self.value(self.buyer), 100)
        gone._action_cancel()
        self.assertEqual(self.value(self.buyer), 100)
        self.assertEqual(self.profile(self.buyer).cancel_count, 1)
        self.assertEqual(kept.state, "sale")

    def test_a_manual_invoice_counts_only_where_invoices_count(self):
        self.confirmed(self.buyer, 40)
        invoice = self.bill(self.buyer, 30, 70)
        self.assertEqual(self.value(self.buyer), 100)
        self.credit(invoice, 20)
        self.assertEqual(self.value(self.buyer), 100)
        self.invoiced()
        self.assertEqual(self.value(self.buyer), 0)
        self.assertEqual(self.profile(self.buyer).purchase_count, 1)

    def test_a_return_on_the_order_itself_is_not_taken_back_again_by_its_credit_note(self):
        order = self.confirmed(self.buyer, 30)
        back = self.confirmed(self.buyer, 20, 40, quantity=-1)
        self.invoice(order, ago=10)
        self.invoice(back, ago=10)
        self.assertEqual(self.value(self.buyer), 60)
        self.assertEqual(back.invoice_ids.move_type, "out_refund")
        self.assertEqual(self.profile(self.buyer).return_count, 1)

    def test_an_invoice_that_is_credited_and_made_anew_takes_nothing_back(self):
        invoice = self.invoice(self.confirmed(self.buyer, 30), ago=20)
        again = self.correct(invoice, 10)
        self.assertEqual(self.value(self.buyer), 100)
        self.assertEqual(self.profile(self.buyer).return_count, 0)
        self.credit(again, 5)
        self.assertEqual(self.value(self.buyer), 0)

    def test_an_invoice_made_anew_for_less_takes_back_the_difference(self):
        invoice = self.invoice(self.confirmed(self.buyer, 30, 10, quantity=10), ago=20)
        self.correct(invoice, 10, lambda again: again.invoice_line_ids.write({"quantity": 8}))
        self.assertEqual(self.value(self.buyer), 80)

    def test_an_order_lowered_to_what_was_kept_is_not_taken_back_again(self):
        order = self.confirmed(self.buyer, 30, 10, quantity=10)
        self.invoice(order, ago=20)
        order.order_line.product_uom_qty = 8
        note = self.invoice(order, ago=10)
        self.assertEqual((note.move_type, note.amount_untaxed), ("out_refund", 20))
        self.assertEqual(self.value(self.buyer), 80)

    def test_drafts_and_cancelled_invoices_count_on_no_basis(self):
        order = self.confirmed(self.buyer, 30)
        note = self.credit(self.invoice(order, ago=20), ago=10)
        note.button_draft()
        self.assertEqual(self.value(self.buyer), 100)
        note.button_cancel()
        self.assertEqual(self.value(self.buyer), 100)

    # --- amounts ------------------------------------------------------------------------------

    def test_a_rate_of_zero_makes_an_amount_unknown_and_says_so(self):
        order = self.order(self.buyer, 10)
        order.currency_rate = 0
        self.full_pass()
        profile = self.profile(self.buyer)
        self.assertEqual((profile.purchase_count, profile.unvalued_count), (1, 1))
        for name in ("revenue", "revenue_12m", "average_order_value", "monetary_score", "rfm"):
            self.assertIs(profile[name], False, name)
        self.assertEqual(profile.status_id, self.stage("status_current"))

    def test_an_unknown_amount_leaves_the_known_ones(self):
        self.order(self.buyer, 20, 70)
        self.order(self.buyer, 10).currency_rate = 0
        self.assertEqual(self.value(self.buyer), 70)
        profile = self.profile(self.buyer)
        self.assertEqual((profile.average_order_value, profile.purchase_count), (70, 2))

    def test_an_order_of_nothing_is_no_purchase_and_one_below_zero_a_return(self):
        self.order(self.buyer, 20, 0)
        self.full_pass()
        profile = self.profile(self.buyer)
        self.assertEqual((profile.purchase_count, profile.revenue), (0, 0))
        self.assertEqual(profile.status_id, self.stage("status_non_customer"))
        self.order(self.buyer, 10, -30)
        self.assertEqual(self.value(self.buyer), -30)
        self.assertEqual((profile.purchase_count, profile.return_count), (0, 1))
        self.assertIs(profile.monetary_score, False)

    def test_prices_with_tax_count_without_it(self):
        tax = self.env["account.tax"].create(
            {"name": "25 % inside", "amount": 25, "price_include_override": "tax_included"}
        )
        line = {"product_id": self.product.id, "price_unit": 125, "tax_ids": [Command.set(tax.ids)]}
        self.order(self.buyer, 10, order_line=[Command.create(line)])
        self.assertEqual(self.value(self.buyer), 100)

    def test_a_discount_lowers_the_amount_and_is_remembered(self):
        self.order(self.buyer, 20, 100, discount=25)
        self.order(self.buyer, 10, 25)
        self.assertEqual(self.value(self.buyer), 100)
        self.assertEqual(self.profile(self.buyer).discount_share, 0.75)

    def test_a_confirmed_order_is_in_the_pipeline_until_the_invoice_that_counts(self):
        self.invoiced()
        order = self.confirmed(self.buyer, 30)
        self.full_pass()
        profile = self.profile(self.buyer)
        self.assertEqual((profile.quotation_count, profile.quotation_amount), (1, 100))
        self.assertEqual(profile.status_id, self.stage("status_potential"))
        self.invoice(order, ago=20)
        self.full_pass()
        self.assertEqual((profile.quotation_count, profile.quotation_amount), (0, 0))
        self.assertEqual(profile.status_id, self.stage("status_current"))
