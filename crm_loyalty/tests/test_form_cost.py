from lxml import etree

from odoo.tests import new_test_user

from .common import LoyaltyCase

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
