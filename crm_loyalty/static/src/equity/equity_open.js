import { _t } from "@web/core/l10n/translation";

const PROFILES = ["list", "kanban", "pivot", "graph", "form"];

function openWindow(action, model, name, domain, kinds) {
    return action.doAction({
        type: "ir.actions.act_window",
        name,
        res_model: model,
        views: kinds.map((kind) => [false, kind]),
        domain,
    });
}

/** Open customers of a company as they are now, archived ones too. */
export function openCustomers(action, company, name, ids) {
    const domain = [
        ["company_id", "=", company],
        ["partner_id", "in", ids],
        ["active", "in", [true, false]],
    ];
    return openWindow(action, "crm.loyalty.profile", name, domain, PROFILES);
}

/** Open the customers of a date: as they are now (day is false), or as a balance has them. */
export function openBase(action, company, day, name, condition = []) {
    const ours = [["company_id", "=", company], ...condition];
    if (day) {
        const domain = [["day", "=", day], ["is_customer", "=", true], ...ours];
        return openWindow(action, "crm.loyalty.balance", name, domain, ["list", "pivot", "graph"]);
    }
    const domain = [["purchase_count", ">", 0], ...ours];
    return openWindow(action, "crm.loyalty.profile", name, domain, PROFILES);
}

/** Open the prospects with open opportunities, or the opportunities without a contact. */
export function openProspects(action, company, known) {
    if (known) {
        const domain = [
            ["company_id", "=", company],
            ["purchase_count", "=", 0],
            ["lead_count", ">", 0],
        ];
        return openWindow(action, "crm.loyalty.profile", _t("Prospects"), domain, PROFILES);
    }
    const domain = [
        ["company_id", "in", [company, false]],
        ["partner_id", "=", false],
        ["won_status", "=", "pending"],
    ];
    const name = _t("Opportunities without a contact");
    return openWindow(action, "crm.lead", name, domain, ["list", "kanban", "form"]);
}
