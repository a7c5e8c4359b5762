from lxml import etree

from odoo.fields import Command
from odoo.tests import new_test_user

from .common import LoyaltyCase, day

MOST = 25  # queries, when what never changes is known


class TestFormCost(LoyaltyCase):
    """Opening a customer costs the same, however long the history."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.seller = new_test_user(cls.env, "seller", "sales_team.group_sale_salesman_all_leads")

    def specification(self):
        """What the client asks for: every field of the form, and the names of what it links to."""
        profile = self.env["crm.loyalty.profile"].with_user(self.seller)
        form = etree.fromstring(profile.get_view(view_type="form")["arch"])
        wanted = {}
        for node in form.iterfind(".//field"):
            if next(node.iterancestors("field"), None) is not None:
                continue
            field = profile._fields[node.get("name")]
            inner = {child.get("name"): {} for child in node.iterfind(".//field")}
            if field.relational:
                wanted[field.name] = {"fields": inner or {"display_name": {}}}
            else:
                wanted[field.name] = {}
        return wanted

    def cost(self, customer):
        """The number of queries, the first time and when rules and views are known."""
        wanted = self.specification()
        profile = self.profile(customer).with_user(self.seller).with_context(lang="en_US", tz="UTC")
        for _warm in range(2):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            profile.web_read(wanted)
        return self.env.cr.sql_log_count - before

    def test_a_customer_of_whom_much_is_known_takes_no_more_than_that(self):
        """Salesperson, country, segment, pin, complaint with a cause: all of that at once."""
        rich = self.customer("Rich", user_id=self.seller.id, country_id=self.env.ref("base.us").id)
        self.orders(rich, 10, 40)
        about = {"partner_id": rich.id}
        cause = self.env["crm.loyalty.complaint.cause"].search([], limit=1)
        self.env["crm.loyalty.complaint"].create(about | {"name": "Late", "cause_id": cause.id})
        self.env["crm.loyalty.segment"].create({"name": "All", "domain": "[]"})
        stage = self.env.ref("crm_loyalty.stage_level_basic")
        self.env["crm.loyalty.pin"].create(
            about
            | {"stage_id": stage.id, "reason": "Agreed", "date_from": day(5), "date_to": day(-5)}
        )
        answer = {"aspect_id": self.env.ref("crm_loyalty.aspect_nps").id, "score": 90}
        self.env["crm.loyalty.response"].create(
            about | {"answer_ids": [Command.create(answer)], "comment": "Fine"}
        )
        self.full_pass()
        self.assertLessEqual(self.cost(rich), MOST)

    def test_it_takes_as_many_queries_at_many_orders_as_at_few(self):
        few, many = self.customer("Few"), self.customer("Many")
        self.orders(few, 10, 40)
        self.orders(many, *range(1, 200, 2))
        for customer in (few, many):
            self.env["crm.loyalty.response"].create({"partner_id": customer.id})
        self.full_pass()
        costs = [self.cost(customer) for customer in (few, many)]
        self.assertEqual(costs[0], costs[1])
        self.assertLessEqual(costs[1], MOST)
