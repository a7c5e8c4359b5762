from odoo.fields import Command
from odoo.tests import HttpCase, JsonRpcException, new_test_user

from .common import LoyaltyCase

ROLES = {
    "portal": "base.group_portal",
    "employee": "base.group_user",
    "own": "sales_team.group_sale_salesman",
    "all": "sales_team.group_sale_salesman_all_leads",
    "manager": "crm_loyalty.group_loyalty_manager",
    "admin": "crm_loyalty.group_loyalty_admin",
    "other": "crm_loyalty.group_loyalty_manager",  # of the other company
}


ACCESS_ERROR = "odoo.exceptions.AccessError"


class SecurityCase(LoyaltyCase, HttpCase):
    """Two companies, a user for every role, a salesperson's customer and a colleague's.

    ``self.mine`` is the customer of the user "own", ``self.theirs`` of a colleague; both bought.
    Calls go through HTTP as the web client's do, so that nothing between a browser and a record is
    left out, and each call has a cache of its own.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other_company = cls.env["res.company"].create({"name": "Other Company"})
        cls.user = {role: cls._user(role, groups) for role, groups in ROLES.items()}
        cls.user["colleague"] = cls._user("colleague", ROLES["own"])
        cls.mine = cls.customer("Mine", user_id=cls.user["own"].id)
        cls.theirs = cls.customer("Theirs", user_id=cls.user["colleague"].id)
        cls.order(cls.mine, 10, 111.0, user_id=cls.user["own"].id)
        cls.order(cls.theirs, 20, 4321.0, user_id=cls.user["colleague"].id)
        cls.full_pass()

    @classmethod
    def _user(cls, role, groups):
        company = cls.other_company if role == "other" else cls.company
        return new_test_user(
            cls.env,
            f"loyalty_{role}",
            groups,
            company_id=company.id,
            company_ids=[Command.set(company.ids)],
        )

    def as_role(self, role):
        """Have the following calls made by the user of a role; "public" is nobody."""
        self.authenticate(*([None, None] if role == "public" else [f"loyalty_{role}"] * 2))

    def call(self, model, method, *args, **kwargs):
        """Call a method of a model as the web client does.

        :raise JsonRpcException: what the server answered; its message is the name of the error
        """
        self.env.flush_all()
        self.env.invalidate_all()
        params = {"model": model, "method": method, "args": args, "kwargs": kwargs}
        return self.make_jsonrpc_request(f"/web/dataset/call_kw/{model}/{method}", params)

    def error(self, model, method, *args, **kwargs):
        """The name of the error that a call meets, None if it meets none."""
        try:
            self.call(model, method, *args, **kwargs)
        except JsonRpcException as error:
            return str(error)
        return None
