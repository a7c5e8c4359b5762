import json

from odoo.tests import HttpCase, new_test_user, tagged

from .common import LoyaltyCase
from .payloads import PAYLOADS

# Opens screens one after another, turns every page of a form, and looks for what could run.
LOOK = """
window.alert = () => console.error("something ran");
const ELEMENTS = "script,iframe,object,embed,base,meta,link,[srcdoc]";
const LINKS = ["href", "src", "action", "formaction", "data", "style", "xlink:href"];
const pause = (time) => new Promise((done) => setTimeout(done, time));
function running(root) {
    const found = [...root.querySelectorAll(ELEMENTS)].map((node) => node.outerHTML);
    for (const node of root.querySelectorAll("*")) {
        for (const { name, value } of node.attributes) {
            const link = LINKS.includes(name) && /javascript:/i.test(value.replace(/\\s/g, ""));
            if (/^on/i.test(name) || link) {
                found.push(`${node.tagName} ${name}=${value}`);
            }
        }
    }
    return found;
}
async function shown(selector) {
    for (let wait = 0; wait < 200 && !document.querySelector(selector); wait++) {
        await pause(50);
    }
    await pause(150);
}
(async () => {
    const { services } = odoo.__WOWL_DEBUG__.root.env;
    for (const { title, action, expected } of %s) {
        document.querySelector(".o_action_manager")?.classList.add("o_before");
        await services.action.doAction(action, { clearBreadcrumbs: true });
        const kind = action.views[0][1];
        await shown(`.o_${kind}_view .o_${kind}_renderer`);
        const tabs = [...document.querySelectorAll(".o_notebook .nav-link")];
        let text = "";
        for (const tab of tabs.length ? tabs : [document.body]) {
            if (tabs.length) {
                tab.click();
                await pause(60);
            }
            text += document.body.textContent;
            text += [...document.querySelectorAll("input,textarea")].map((e) => e.value).join(" ");
            const found = running(document.querySelector(".o_action_manager"));
            if (found.length) {
                console.error(`${title}, ${tab.textContent.slice(0, 20)}: ${found[0]}`);
            }
        }
        const missing = expected.filter((payload) => !text.includes(payload));
        if (missing.length) {
            console.error(`${title} does not show ${missing[0]}`);
        }
    }
    console.log("test successful");
})();
"""


@tagged("post_install", "-at_install")
class TestTextScreens(LoyaltyCase, HttpCase):
    """What people call things, and what customers say, is text on every kind of screen."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        groups = "crm_loyalty.group_loyalty_admin,sales_team.group_sale_salesman_all_leads"
        new_test_user(cls.env, "looker", groups)
        cls.customers = [
            cls.customer(payload, email=f"c{number}@x.example")
            for number, payload in enumerate(PAYLOADS)
        ]
        for customer in cls.customers:
            cls.orders(customer, 40, 10)
        cls.full_pass()
        gold = cls.stage("tier_gold")
        cls.named("benefit", lambda name: {"stage_id": gold.id, "instruction": name})
        cls.named("aspect", lambda name: {"kind": "satisfaction", "description": name})
        cls.named("complaint.cause")
        cls.named("segment", lambda name: {"domain": "[]", "description": name})
        about = {"partner_id": cls.customers[0].id}
        cls.named("idea", lambda name: about | {"description": name})
        complaints = cls.named("complaint", lambda name: about | {"description": name})
        cls.complaint = complaints[0]
        for number, payload in enumerate(PAYLOADS):
            complaints[number].solution = payload
            cls.complaint.message_post(body=payload)
            response = cls.answer(cls.customers[0], "nps", number * 3, told=payload)
            response.comment = payload
        for records in ("stage", "scorecard", "questionnaire", "market.role", "mark"):
            for number, record in enumerate(cls.env[f"crm.loyalty.{records}"].search([])):
                record.name = PAYLOADS[number % len(PAYLOADS)]
        for line in cls.env["crm.loyalty.questionnaire.line"].search([]):
            line.question = PAYLOADS[line.id % len(PAYLOADS)]
        cls.complaint.name = PAYLOADS[1]  # a tracked change

    @classmethod
    def named(cls, model, values=lambda name: {}):
        """A record of one of our models for every payload, which is its name."""
        return cls.env[f"crm.loyalty.{model}"].create(
            [{"name": payload} | values(payload) for payload in PAYLOADS]
        )

    def screen(self, model, kind, record=None, expected=PAYLOADS):
        action = {
            "type": "ir.actions.act_window",
            "res_model": f"crm.loyalty.{model}",
            "views": [[False, kind]],
            "res_id": record and record.id,
            "context": {},
        }
        return {"title": f"{model}, {kind}", "action": action, "expected": expected}

    def test_thirty_payloads_are_text_in_lists_boards_and_forms(self):
        profile = self.profile(self.customers[0])
        card = self.env["crm.loyalty.scorecard"].search([], limit=1)
        questionnaire = self.env["crm.loyalty.questionnaire"].search([], limit=1)
        screens = [
            self.screen("profile", "list"),
            self.screen("profile", "kanban"),
            self.screen("profile", "form", profile),
            self.screen("complaint", "list"),
            self.screen("complaint", "kanban"),
            self.screen("complaint", "form", self.complaint),
            self.screen("benefit", "list"),
            self.screen("stage", "list"),
            self.screen("stage", "form", self.stage("tier_gold"), []),
            self.screen("aspect", "list"),
            self.screen("segment", "list"),
            self.screen("idea", "list"),
            self.screen("response", "list"),
            self.screen("scorecard", "form", card, [card.name]),
            self.screen("questionnaire", "form", questionnaire, [questionnaire.name]),
        ]
        self.browser_js("/odoo", LOOK % json.dumps(screens), "odoo.isReady", "looker", 180)
