from odoo.exceptions import UserError, ValidationError

from .common import CardCase


class TestGrants(CardCase):
    """A tier enrols its customers and gives them points: once, whatever happens."""

    def test_who_holds_the_tier_gets_a_card_with_the_points_and_a_line_that_says_why(self):
        self.give()
        card = self.card()
        self.assertEqual((card.program_id, card.points), (self.program, 50))
        self.assertIn("Silver", card.history_ids.description)
        self.assertAddsUp(card)

    def test_nothing_is_given_twice(self):
        self.give()
        self.assertFalse(self.grants._owed())
        self.grants._settle(self.buyer.id)
        self.assertEqual(self.card().points, 50)

    def test_a_card_that_is_there_already_is_taken(self):
        card = self.cards.create({"program_id": self.program.id, "partner_id": self.buyer.id})
        self.give()
        self.assertEqual((self.card(), card.points), (card, 50))

    def test_two_benefits_of_one_programme_share_a_card(self):
        self._benefit("More", self.program, 7)
        self.give()
        self.assertEqual(self.card().points, 57)
        self.assertAddsUp(self.card())

    def test_no_points_are_an_enrolment_without_a_line(self):
        self.benefit.points = 0
        self.give()
        self.assertEqual((self.card().points, len(self.card().history_ids)), (0, 0))

    def test_who_falls_keeps_what_was_given_and_is_given_nothing_more_on_coming_back(self):
        self.give()
        for day in ("2027-06-15", "2027-08-01"):
            self.look(day)
        self.assertNotEqual(self.state()[0], "Silver")
        self.buys("2028-01-02", 600)
        self.look("2028-01-03")
        self.assertEqual(self.state()[0], "Silver")
        self.give()
        self.assertEqual(self.card().points, 50)

    def test_who_objects_to_profiling_or_is_archived_is_not_enrolled(self):
        self.buyer.loyalty_opt_out = True
        self.assertFalse(self.grants._owed())
        self.buyer.loyalty_opt_out = False
        self.buyer.active = False
        self.assertFalse(self.grants._owed())

    def test_an_archived_benefit_and_a_programme_that_is_over_give_nothing(self):
        self.program.date_to = "2020-01-01"
        self.assertFalse(self.grants._owed())
        self.program.date_to = False
        self.benefit.active = False
        self.assertFalse(self.grants._owed())

    def test_a_merge_of_customers_keeps_what_was_given_and_gives_nothing_more(self):
        self.give()
        other = self.customer("Other")
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((self.buyer + other).ids, other)
        self.look("2026-06-30")
        mine = self.grants.search([("benefit_id", "=", self.benefit.id)])
        self.assertEqual(mine.partner_id, other)
        self.give()
        self.assertEqual(self.card(other).points, 50)

    def test_the_scheduled_action_gives_after_a_pass(self):
        with self.enter_registry_test_mode():
            self.env.ref("crm_loyalty_sale_loyalty.ir_cron_grant").method_direct_trigger()
        self.assertEqual(self.card().points, 50)

    def test_no_mail_goes_to_who_may_not_be_written_to(self):
        template = self.env["mail.template"].create(
            {
                "name": "Card",
                "model_id": self.env["ir.model"]._get_id("loyalty.card"),
                "subject": "Your card",
                "partner_to": "{{ object.partner_id.id }}",
            }
        )
        plan = {"program_id": self.program.id, "mail_template_id": template.id}
        self.env["loyalty.mail"].create(
            [plan | {"trigger": "create"}, plan | {"trigger": "points_reach", "points": 10}]
        )
        self.buyer.email = "buyer@example.com"
        friend = self.customer("Friend", email="friend@example.com")
        self.buys("2026-06-01", 600, friend)
        self.look("2026-06-30")
        self.env["mail.blacklist"]._add("buyer@example.com")
        before = self.env["mail.mail"].search([])
        self.give()
        mails = self.env["mail.mail"].search([]) - before
        self.assertEqual(mails.recipient_ids, friend)
        self.assertEqual(len(mails), 2)

    # --- bad input ------------------------------------------------------------------------------

    def test_a_programme_is_needed_whose_cards_are_the_customers_own(self):
        with self.assertRaisesRegex(ValidationError, "needs a programme"):
            self.benefit.program_id = False
        coupons = self._program("Coupons", program_type="coupons", applies_on="current")
        with self.assertRaisesRegex(ValidationError, "nobody's own"):
            self.benefit.program_id = coupons

    def test_a_programme_is_of_the_company_of_the_benefit(self):
        theirs = self.env["res.company"].create({"name": "Other"})
        with self.assertRaises(UserError):
            self.benefit.program_id = self._program("Theirs", company_id=theirs.id)

    def test_a_price_list_is_still_needed_where_the_kind_says_so(self):
        with self.assertRaisesRegex(ValidationError, "needs a price list"):
            self.benefit.kind = "pricelist"
