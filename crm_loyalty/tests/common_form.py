from lxml import etree

from odoo.fields import Command
from odoo.tests import new_test_user

from ..engine import calibration
from .common import TODAY, day
from .common_tiers import TierCase

MOST = 25  # queries, when what never changes is known
ROLES = {
    "own": "sales_team.group_sale_salesman",
    "all": "sales_team.group_sale_salesman_all_leads",
    "manager": "crm_loyalty.group_loyalty_manager",
}


class FormCase(TierCase):
    """What opening a customer costs, and a customer of whom everything is known."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.users = {role: new_test_user(cls.env, role, group) for role, group in ROLES.items()}
        cls.seller = cls.users["own"]
        members = [Command.create({"user_id": cls.seller.id})]
        cls.env["crm.team"].create({"name": "Ours", "crm_team_member_ids": members})

    def specification(self, user):
        """What the client asks for: every field of the form, and what it shows of a link."""
        profile = self.env["crm.loyalty.profile"].with_user(user)
        form = etree.fromstring(profile.get_view(view_type="form")["arch"])
        top = [n for n in form.iterfind(".//field") if next(n.iterancestors("field"), None) is None]
        return {node.get("name"): self._asked(profile, node) for node in top}

    def _asked(self, model, node):
        field = model._fields[node.get("name")]
        if not field.relational:
            return {}
        inner = {child.get("name"): child for child in node.iterfind(".//field")}
        links = self.env[field.comodel_name]
        shown = {name: self._asked(links, child) for name, child in inner.items()}
        colored = node.get("widget") in ("loyalty_stage", "many2many_tags")
        return {"fields": shown or {"display_name": {}} | ({"color": {}} if colored else {})}

    def cost(self, customer, user=None):
        """The number of queries when the rules and views are known."""
        user = user or self.seller
        wanted = self.specification(user)
        profile = self.profile(customer).with_user(user).with_context(lang="en_US", tz="UTC")
        for _warm in range(3):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            profile.web_read(wanted)
        return self.env.cr.sql_log_count - before

    def rich(self):
        """A customer of the salesperson, of whom a colleague knows everything too."""
        self.patch(calibration, "SMALLEST_BASE", 1)
        self.company.loyalty_rfm_method = "team"
        customer = self.customer(
            "Rich",
            user_id=self.seller.id,
            country_id=self.env.ref("base.us").id,
            market_role_ids=[Command.set(self.env["crm.loyalty.market.role"].search([]).ids)],
        )
        self.orders(customer, 300, 40, 10, amount=300)
        brought = self.customer("Brought", user_id=self.seller.id, referred_by_id=customer.id)
        self.orders(brought, 20)
        self._said(customer)
        for name, rule in (("All", "[]"), ("Fresh", "[('recency_days', '<=', 5)]")):
            self.env["crm.loyalty.segment"].create({"name": name, "domain": rule})
        self.full_pass(day(8))
        self._decided(customer)
        self.full_pass()
        return customer

    def _said(self, customer):
        """Complaints with causes, answers with a comment, ideas."""
        about = {"partner_id": customer.id}
        for cause in self.env["crm.loyalty.complaint.cause"].search([], limit=3):
            late = {"name": "Late", "cause_id": cause.id, "opened_at": f"{day(30)} 12:00:00"}
            self.env["crm.loyalty.complaint"].create(about | late)
        for score in (40, 90):
            self.answer(customer, "nps", score, ago=score).comment = "Fine"
        for score in ("2", "5"):
            self.env["crm.loyalty.idea"].create(
                about | {"name": "Boxes", "score": score, "date": day(30)}
            )

    def _decided(self, customer):
        """Pins of a colleague, benefits of the tier, activities of both salespeople."""
        colleague = self.users["all"]
        for name in ("level_basic", "tier_silver"):
            pin = {
                "partner_id": customer.id,
                "stage_id": self.stage(name).id,
                "reason": "Agreed",
                "date_from": day(5),
                "date_to": "2099-12-31",
            }
            self.env["crm.loyalty.pin"].with_user(colleague).create(pin)
        for name in ("Dinner", "Free delivery"):
            self.env["crm.loyalty.benefit"].create(
                {"name": name, "stage_id": self.tier("silver").id}
            )
        for user in (colleague, self.seller):
            self.profile(customer).activity_schedule(
                "mail.mail_activity_data_call", TODAY, "Ask", user_id=user.id
            )
