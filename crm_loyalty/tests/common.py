from datetime import date, timedelta

from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import SQL

from odoo.addons.base.tests.common import BaseCommon

TODAY = date(2026, 6, 30)


def day(ago):
    """The day so many days before the day from which these tests look."""
    return TODAY - timedelta(days=ago)


@tagged("post_install", "-at_install")
class LoyaltyCase(BaseCommon):
    """A company, a product for every price, and customers that buy on given days."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env.company
        cls.company.loyalty_tz = "UTC"
        cls.product = cls._product("Thing", cls.env.ref("product.product_category_goods"))
        cls.runs = cls.env["crm.loyalty.run"]
        cls.profiles = cls.env["crm.loyalty.profile"].with_context(active_test=False)

    @classmethod
    def _product(cls, name, category):
        return cls.env["product.product"].create(
            {
                "name": name,
                "type": "consu",
                "categ_id": category.id,
                "taxes_id": False,
                "list_price": 1,
            }
        )

    @classmethod
    def customer(cls, name="Customer", **values):
        return cls.env["res.partner"].create({"name": name, "is_company": True} | values)

    @classmethod
    def other_company(cls, name="Other"):
        """Another company that sells; where goods are delivered, it has a warehouse."""
        company = cls.env["res.company"].create({"name": name})
        warehouses = cls.env.get("stock.warehouse")
        # Odoo makes one only while its own runner tests.
        if warehouses is not None and not warehouses.search([("company_id", "=", company.id)]):
            warehouses.create({"name": name, "code": "OTHER", "company_id": company.id})
        return company

    @classmethod
    def order(cls, partner, ago=0, amount=100.0, state="sale", **values):
        """A quotation or order of one line, dated so many days ago, at noon UTC."""
        line = {
            "product_id": values.pop("product", cls.product).id,
            "product_uom_qty": values.pop("quantity", 1),
            "price_unit": amount,
            "discount": values.pop("discount", 0),
            "tax_ids": False,
        }
        order = cls.env["sale.order"].create(
            {
                "partner_id": partner.id,
                "user_id": values.pop("user_id", False),
                "order_line": [Command.create(line)],
            }
            | values
        )
        order.write({"state": state, "date_order": f"{day(ago)} 12:00:00"})
        return order

    @classmethod
    def orders(cls, partner, *agos, amount=100.0):
        return [cls.order(partner, ago, amount) for ago in agos]

    @classmethod
    def answer(cls, partner, aspect, score, ago=10, **values):
        """What a customer answers about one aspect, as staff enters it."""
        told = {"aspect_id": cls.env.ref(f"crm_loyalty.aspect_{aspect}").id, "score": score}
        return cls.env["crm.loyalty.response"].create(
            {
                "partner_id": partner.id,
                "company_id": cls.company.id,
                "date": f"{day(ago)} 12:00:00",
                "answer_ids": [Command.create(told | values)],
            }
        )

    @classmethod
    def created(cls, records, ago):
        """Have records be made so many days ago: no ORM moves that moment."""
        cls.env.flush_all()
        query = SQL(
            "UPDATE %s SET create_date = %s WHERE id = ANY(%s) RETURNING id",
            SQL.identifier(records._table),
            f"{day(ago)} 12:00:00",
            records.ids,
        )
        cls.env.execute_query(query)
        records.invalidate_recordset(["create_date"])

    @classmethod
    def full_pass(cls, at=TODAY):
        """A full pass as of a day, in the test's own transaction.

        :return: the run
        """
        first = not cls.profiles.search([], limit=1)
        run = cls.runs.create({"kind": "full", "asked_day": at, "is_baseline": first})
        while run._step():
            pass
        return run

    @classmethod
    def changes(cls, at=TODAY):
        """Compute what changed, as the scheduled action does."""
        cls.env.flush_all()  # as the end of a user's transaction does
        run = cls.runs.create({"kind": "changes", "asked_day": at})
        run._start()
        run._settle(cls.env["crm.loyalty.dirty"]._take())
        run._finish()
        return run

    @classmethod
    def drift(cls, at=TODAY):
        """The customers whose profile is not what a rebuild under the same limits gives."""
        check = cls.runs.create({"kind": "check", "asked_day": at})
        while check._step():
            pass
        return check.drifted

    @classmethod
    def profile(cls, partner, company=None):
        return cls.profiles.search(
            [("partner_id", "=", partner.id), ("company_id", "=", (company or cls.company).id)]
        )

    @classmethod
    def stage(cls, name):
        return cls.env.ref(f"crm_loyalty.stage_{name}")
