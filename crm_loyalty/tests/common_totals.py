from datetime import date

from odoo.tools import SQL

from ..engine.settings import company_settings
from ..engine.totals import add_totals, write_totals
from .common import TODAY, LoyaltyCase


class TotalsCase(LoyaltyCase):
    """Customers that buy on given dates, and the totals of their company by month."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env["res.company"].create({"name": "Company of the Totals"})
        cls.company.loyalty_tz = "UTC"
        cls.env = cls.env(context=dict(cls.env.context, allowed_company_ids=cls.company.ids))
        cls.other = cls._product("Other", cls.env.ref("product.product_category_services"))

    @classmethod
    def bought(cls, partner, on, amount=100.0, **values):
        """An order of one line on a day, as "2026-05-31"."""
        ago = (TODAY - date.fromisoformat(on)).days
        return cls.order(partner, ago, amount, company_id=cls.company.id, **values)

    @classmethod
    def totals(cls, at=TODAY):
        """Compute the totals of the company as of a day."""
        rewrite_totals(cls.env, [company_settings(cls.company, at)])

    @classmethod
    def cohort(cls, month, age):
        """The cohort of a month, as "2026-05", at an age."""
        found = [("company_id", "=", cls.company.id), ("cohort", "=", f"{month}-01")]
        return cls.env["crm.loyalty.cohort"].search([*found, ("age", "=", age)])

    @classmethod
    def month(cls, month):
        """What is known of the growth of the company in a month, as "2026-05"."""
        found = [("company_id", "=", cls.company.id), ("month", "=", f"{month}-01")]
        return cls.env["crm.loyalty.growth"].search(found)

    def assertFigures(self, record, **expected):
        self.assertEqual(len(record), 1)
        self.assertEqual({name: record[name] for name in expected}, expected)


def rewrite_totals(env, settings):
    """Sum up the customers with an even id, then the others, as a pass does by chunks."""
    known = None
    for rest in (0, 1):
        scope = SQL("commercial_partner_id %% 2 = %s", rest)
        known = add_totals(env, settings, scope, known)
    write_totals(env, settings, known)
