from odoo.fields import Command
from odoo.tests import JsonRpcException, tagged

from ..report.workbook import workbook
from .common import day
from .security import ACCESS_ERROR, SecurityCase
from .workbook import Opened

CONTROLLER = "odoo.addons.crm_loyalty.controllers.workbook"
SELECTION = "crm.loyalty.workbook.selection"


@tagged("post_install", "-at_install")
class TestWorkbookDownload(SecurityCase):
    """The workbook as a browser gets it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for role in ("own", "manager", "other", "employee"):
            cls.user[role].group_ids = [Command.link(cls.env.ref("base.group_allow_export").id)]
        cls.shared = cls.customer("Shared", user_id=cls.user["own"].id)
        cls.order(cls.shared, 300, 50)
        cls.order(cls.shared, 3, 777, company_id=cls.other_company.id, user_id=False)
        cls.full_pass(day(100))
        cls.full_pass()

    def action(self, name, **context):
        """Run one of the workbook's server actions as the web client does.

        :return: the URL that it opens
        """
        action = self.env.ref(f"crm_loyalty.action_workbook_{name}")
        action = self.make_jsonrpc_request(
            "/web/action/run", {"action_id": action.id, "context": context}
        )
        self.assertEqual((action["type"], action["target"]), ("ir.actions.act_url", "download"))
        return action["url"]

    def listed(self, customers, domain=()):
        profiles = self.profiles.search([("partner_id", "in", customers.ids)])
        return self.action(
            "listed",
            active_model="crm.loyalty.profile",
            active_ids=profiles.ids,
            active_domain=list(domain),
        )

    def download(self, url):
        response = self.url_open(url)
        self.assertEqual(response.status_code, 200, response.text[:300])
        return Opened(response.content)

    def customers(self, opened):
        return [row["Customer"] for row in opened.values("Customers")]

    def test_the_menu_gives_everything_that_the_user_may_see(self):
        self.as_role("manager")
        response = self.url_open(self.action("all"))
        self.assertIn(".xlsx", response.headers["Content-Disposition"])
        self.assertEqual(int(response.headers["Content-Length"]), len(response.content))
        found = set(self.customers(Opened(response.content)))
        self.assertLessEqual({"Mine", "Theirs", "Shared"}, found)

    def test_the_list_gives_its_selection_archived_customers_too(self):
        self.mine.active = False
        self.full_pass()
        self.as_role("manager")
        opened = self.download(self.listed(self.mine))
        self.assertEqual(self.customers(opened), ["Mine"])
        self.assertFalse({row["Customer"] for row in opened.values("Movements")} - {"Mine"})

    def test_all_that_the_list_shows_is_more_than_the_client_names(self):
        self.env["ir.config_parameter"].set_param("web.active_ids_limit", "1")
        self.as_role("manager")
        opened = self.download(self.listed(self.mine, [["revenue", ">", 100]]))
        self.assertEqual(set(self.customers(opened)), {"Mine", "Theirs"})

    def test_a_salesperson_gets_his_own_customers_only(self):
        self.as_role("own")
        opened = self.download(self.action("all"))
        self.assertEqual(set(self.customers(opened)), {"Mine", "Shared"})
        self.assertLessEqual(
            {row["Customer"] for row in opened.values("Movements")}, {"Mine", "Shared"}
        )
        everything = str([list(sheet.values) for sheet in opened.book])
        self.assertNotIn("4321", everything)
        self.assertNotIn("Theirs", everything)
        opened = self.download(self.listed(self.mine + self.theirs))
        self.assertEqual(self.customers(opened), ["Mine"])

    def test_another_company_stays_outside(self):
        self.as_role("own")
        everything = str([list(s.values) for s in self.download(self.action("all")).book])
        self.assertNotIn("777", everything)
        self.as_role("other")
        opened = self.download(self.action("all"))
        self.assertEqual(self.customers(opened), ["Shared"])
        self.assertEqual(opened.values("Customers")[0]["Revenue"], 777)

    def test_it_holds_the_companies_that_were_selected(self):
        self.user["manager"].company_ids = [Command.link(self.other_company.id)]
        both = (self.company + self.other_company).ids
        self.as_role("manager")
        there = self.download(self.action("all", allowed_company_ids=both[1:]))
        self.assertEqual(self.customers(there), ["Shared"])
        self.assertNotIn("Company", there.values("Customers")[0])
        rows = self.download(self.action("all", allowed_company_ids=both)).values("Customers")
        found = {(row["Company"], row["Revenue"]) for row in rows if row["Customer"] == "Shared"}
        self.assertEqual(found, {(self.company.name, 50), ("Other Company", 777)})

    def test_companies_are_the_users_own(self):
        self.as_role("other")
        with self.assertRaises(JsonRpcException):
            self.action("all", allowed_company_ids=[self.company.id])
        values = {"domain": [], "company_ids": [Command.set(self.company.ids)]}
        self.assertEqual(self.error(SELECTION, "create", [values]), ACCESS_ERROR)

    def test_without_the_right_to_export_it_is_forbidden_and_logged(self):
        self.as_role("all")
        with self.assertRaises(JsonRpcException):
            self.action("all")
        with self.assertLogs(CONTROLLER, "WARNING") as logged:
            response = self.url_open("/crm_loyalty/workbook?selection=1")
        self.assertEqual(response.status_code, 403)
        self.assertIn(f"User {self.user['all'].id} may not export", logged.output[0])

    def test_without_any_relationship_to_see_it_is_forbidden(self):
        for role in ("employee", "portal"):
            self.as_role(role)
            with self.assertLogs(CONTROLLER, "WARNING"):
                self.assertEqual(self.url_open("/crm_loyalty/workbook").status_code, 403)

    def test_a_stranger_is_asked_to_log_in(self):
        self.as_role("public")
        response = self.url_open("/crm_loyalty/workbook?selection=1", allow_redirects=False)
        self.assertEqual(response.status_code, 303)

    def test_a_selection_belongs_to_who_made_it(self):
        self.as_role("manager")
        url = self.action("all")
        self.as_role("own")
        self.assertEqual(self.url_open(url).status_code, 404)

    def test_a_selection_that_is_none_is_not_found(self):
        self.as_role("manager")
        for none in ("", "?selection=", "?selection=x", "?selection=-1", "?selection=" + "9" * 30):
            self.assertEqual(self.url_open(f"/crm_loyalty/workbook{none}").status_code, 404, none)

    def test_a_domain_that_is_none_is_refused(self):
        self.as_role("manager")
        wrong = "odoo.exceptions.ValidationError"
        unknown = [["nothing", "=", 1]], [["revenue", "!!", 1]]
        for bad in ("x", 5, {"a": 1}, [["x"]], ["&"], *unknown):
            self.assertEqual(self.error(SELECTION, "create", [{"domain": bad}]), wrong, bad)
        for hidden in ("run_id.rules", "partner_id.signup_type"):
            values = [{"domain": [[hidden, "!=", False]]}]
            self.assertEqual(self.error(SELECTION, "create", values), ACCESS_ERROR, hidden)

    def test_too_many_customers_are_said_in_the_client(self):
        self.patch(workbook, "MAX_ROWS", 1)
        self.as_role("manager")
        with self.assertRaisesRegex(JsonRpcException, "UserError"):
            self.action("all")
