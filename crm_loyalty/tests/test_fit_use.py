from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import new_test_user

from ..analytics import reasons
from .common import TODAY
from .fit_case import FitCase


class TestFitUse(FitCase):
    """When models are fitted, who has it done, and which one is used."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        partner = cls.customer()
        cls.bought([(partner, ago, 10.0) for ago in (700, 400, 100)])
        company = {"company_id": cls.shop.id, "company_ids": [Command.set(cls.shop.ids)]}
        manager, seller = "crm_loyalty.group_loyalty_manager", "sales_team.group_sale_salesman"
        cls.manager = new_test_user(cls.env, "fit_manager", manager, **company)
        cls.seller = new_test_user(cls.env, "fit_seller", seller, **company)
        cls.cron = cls.env.ref("crm_loyalty.ir_cron_fit")

    def _made(self):
        return self.fits.search_count([("company_id", "=", self.shop.id)])

    def _weekly(self):
        with self.enter_registry_test_mode():
            self.cron.method_direct_trigger()

    def test_the_weekly_action_fits_every_company_once(self):
        self._weekly()
        companies = self.env["res.company"].search([])
        self.assertEqual(set(self.fits._current(companies)), set(companies.ids))
        self.assertEqual(self._made(), 3)
        self._weekly()
        self.assertEqual(self._made(), 3)

    def test_a_manager_may_have_the_models_fitted_again_and_a_salesperson_may_not(self):
        self._weekly()
        self.fits.with_user(self.manager).action_fit_now()
        woken = [("cron_id", "=", self.cron.id)]
        self.assertTrue(self.env["ir.cron.trigger"].search_count(woken))
        later = fields.Datetime.now() + timedelta(seconds=1)
        self.assertGreaterEqual(later, self.shop.loyalty_fit_asked)
        self.shop.loyalty_fit_asked = later
        self.assertEqual(self.fits._due_companies(), self.shop)
        self._weekly()
        self.assertEqual(self._made(), 6)
        with self.assertRaises(AccessError):
            self.fits.with_user(self.seller).action_fit_now()

    def test_a_manager_may_choose_a_model_and_a_salesperson_may_not(self):
        first = self.fit()
        newest = self.fit()
        # Of an older fit the model is chosen, not its parameters.
        first["bgnbd"].with_user(self.manager).action_use()
        self.assertEqual(self.shop.loyalty_model, "bgnbd")
        self.assertEqual(self.fits._current(self.shop)[self.shop.id], newest["bgnbd"])
        self.assertEqual([fit.is_used for fit in newest.values()], [False, True, False])
        with self.assertRaises(AccessError):
            newest["baseline"].with_user(self.seller).action_use()

    def test_fits_of_other_companies_are_not_seen_nor_chosen(self):
        theirs = self.fit(self.company)
        self.fit()
        for user in (self.seller, self.manager):
            seen = self.fits.with_user(user).search([])
            self.assertEqual(seen.company_id, self.shop)
            with self.assertRaises(AccessError):
                theirs["mbgnbd"].with_user(user).read(["grade"])
        with self.assertRaises(AccessError):
            theirs["mbgnbd"].with_user(self.manager).action_use()

    def test_a_salesperson_sees_the_grade_but_not_what_the_company_sold(self):
        fit = self.fit()["mbgnbd"].with_user(self.seller)
        self.assertEqual((fit.grade, fit.words["purchases"][0][:11]), ("C", "1 customers"))
        with self.assertRaises(AccessError):
            fit.read(["backtest"])

    def test_old_fits_are_forgotten_but_not_the_one_that_is_used(self):
        old = self.fits._fit(self.shop, TODAY - timedelta(days=900))
        used = old.filtered("is_used")
        self.fits._gc_old()
        self.assertEqual(old.exists(), used)
        self.fit()
        self.fits._gc_old()
        self.assertFalse(old.exists())

    def test_every_reason_has_a_sentence_with_the_same_figures(self):
        sentences = self.fits._sentences()
        ours = {"unreadable", "unknown_retention", "like_baseline"}
        self.assertEqual(set(sentences), {*reasons.TEXTS, *ours})
        figures = dict.fromkeys(
            ("customers", "repeat_buyers", "least", "distinct", "message", "q", "parameter")
            + ("value", "days", "error", "grade", "allowed", "gain", "needed", "loss"),
            0.25,
        )
        for code, text in reasons.TEXTS.items():
            told = self.fits._told_reason(code, figures)
            placeholders = text.count("{")
            self.assertEqual(told.count("0.25") + told.count("25 %"), placeholders, told)
