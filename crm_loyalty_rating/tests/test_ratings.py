from odoo.exceptions import AccessError, ValidationError
from odoo.tests import new_test_user

from odoo.addons.crm_loyalty.tests.common_opinion import OpinionCase
from odoo.addons.crm_loyalty_rating.hooks import post_init_hook, uninstall_hook


class TestRatings(OpinionCase):
    """A customer's stars are what it says about us: once, and as it said it last."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.full_pass()

    def rating(self, partner=None, stars=0, **values):
        """A rating of an order that a customer is asked for, or has given."""
        return self.env["rating.rating"].create(
            {
                "res_model_id": self.env["ir.model"]._get_id("sale.order"),
                "res_id": self.order(self.buyer).id,
                "partner_id": (partner or self.contact).id,
                "rating": stars,
                "consumed": bool(stars),
            }
            | values
        )

    def responses(self):
        return self.env["crm.loyalty.response"].search([("channel", "=", "rating")])

    def test_stars_become_a_score_of_the_dimension(self):
        for stars, score in ((1, 0), (3, 50), (5, 100)):
            self.rating(stars=stars, feedback="As agreed")
            response = self.responses()[0]
            self.assertEqual(response.answer_ids.score, score)
            self.assertEqual(response.answer_ids.aspect_id, self.aspect("satisfaction_overall"))
            self.assertEqual((response.partner_id, response.comment), (self.contact, "As agreed"))

    def test_what_was_asked_and_not_answered_is_nothing(self):
        self.rating()
        self.assertFalse(self.responses())

    def test_a_changed_rating_counts_once_and_as_it_is_now(self):
        rating = self.rating()
        order = self.env["sale.order"].browse(rating.res_id)
        order.rating_apply(5, rating=rating, feedback="Fine")
        order.rating_apply(1, rating=rating, feedback="Broke after a day")
        response = self.responses()
        self.assertEqual((len(response), response.answer_ids.score), (1, 0))
        self.assertEqual(response.comment, "Broke after a day")

    def test_a_rating_reaches_the_customers_figures(self):
        self.rating(stars=4).rated_on = "2026-06-20 12:00:00"
        self.responses().date = "2026-06-20 12:00:00"
        self.assertEqual(self.told().experience_score, 75)

    def test_a_rating_that_was_reset_is_not_unsaid(self):
        rating = self.rating(stars=2)
        rating.write({"rating": 0, "feedback": False, "consumed": False})
        self.assertEqual(self.responses().answer_ids.score, 25)

    def test_a_comment_without_stars_has_no_score(self):
        self.rating(stars=0, consumed=True, feedback="Thanks")
        self.assertEqual(self.responses().comment, "Thanks")
        self.assertFalse(self.responses().answer_ids)

    def test_our_own_people_are_no_customers(self):
        employee = new_test_user(self.env, "employee", "base.group_user")
        self.rating(employee.partner_id, stars=5)
        self.rating(stars=5, partner_id=False)
        self.assertFalse(self.responses())

    def test_it_is_of_the_company_of_what_was_rated(self):
        other = self.env["res.company"].create({"name": "Other"})
        order = self.order(self.buyer, company_id=other.id, state="draft")
        self.rating(stars=5, res_id=order.id)
        self.assertEqual(self.responses().company_id, other)

    def test_a_company_may_take_no_ratings_or_have_them_measure_something_else(self):
        self.company.loyalty_rating_aspect_id = self.aspect("satisfaction_delivery")
        self.rating(stars=5)
        self.assertEqual(
            self.responses().answer_ids.aspect_id, self.aspect("satisfaction_delivery")
        )
        self.company.loyalty_rating_aspect_id = False
        self.rating(stars=5)
        self.assertEqual(len(self.responses()), 1)
        with self.assertRaises(ValidationError):
            self.company.loyalty_rating_aspect_id = self.aspect("nps")

    def test_staff_do_not_rewrite_it(self):
        self.rating(stars=1)
        with self.assertRaises(AccessError):
            self.responses().with_user(self.seller).comment = "Great"

    def test_installing_twice_copies_once_and_uninstalling_leaves_nothing(self):
        rating = self.rating(stars=5)
        post_init_hook(self.env)
        self.assertEqual(len(self.responses()), 1)
        uninstall_hook(self.env)
        self.assertFalse(self.responses())
        self.assertTrue(rating.exists())
        post_init_hook(self.env)
        self.assertEqual(self.responses().rating_id, rating)
