from odoo.addons.crm_loyalty.tests.common_form import MOST, FormCase


class TestFormCostWithCards(FormCase):
    """Opening a customer that has loyalty cards too stays below the limit."""

    def test_a_customer_with_cards_of_whom_everything_is_known_takes_no_more(self):
        rich = self.rich()
        programs = self.env["loyalty.program"].create(
            [{"name": name, "program_type": "loyalty"} for name in ("Bonus", "Club")]
        )
        for program in programs:
            card = {"partner_id": rich.id, "program_id": program.id, "points": 7}
            self.env["loyalty.card"].create(card)
        self.assertEqual(len(self.profile(rich).card_words.splitlines()), 2)
        for role, user in self.users.items():
            with self.subTest(role):
                self.assertLessEqual(self.cost(rich, user), MOST)
