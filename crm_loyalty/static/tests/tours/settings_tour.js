import { registry } from "@web/core/registry";

const menu = (name, section) => [
    {
        trigger: `.o_menu_sections [data-menu-xmlid="crm_loyalty.${section}"]`,
        run: "click",
    },
    { trigger: `.dropdown-menu [data-menu-xmlid="crm_loyalty.${name}"]`, run: "click" },
];

const rule = (value) => [
    { trigger: ".o_tree_editor_condition input.o_input", run: `edit ${value} && press Tab` },
    { trigger: "h3:contains(If you save this now)" },
];

const save = [
    { trigger: ".o_form_button_save", run: "click" },
    { content: "Saved, and still to be done", trigger: "h3:contains(With the next pass)" },
];

/** An administrator changes how value is computed, a cut point and a segment, and asks for a pass. */
registry.category("web_tour.tours").add("crm_loyalty_settings", {
    steps: () => [
        { trigger: "div[name=loyalty_horizon] input", run: "edit 0" },
        { trigger: ".o_form_button_save", run: "click" },
        { trigger: ".modal:contains(between 1 and 120 months) .modal-footer button", run: "click" },
        { trigger: "div[name=loyalty_horizon] input", run: "edit 12" },
        { trigger: "div[name=loyalty_discount_rate] input", run: "edit 0" },
        { trigger: ".o_form_button_save", run: "click", expectUnloadPage: true },
        { trigger: "body:not(:contains(Unsaved changes)) div[name=loyalty_horizon] input:value(12)" },
        ...menu("menu_loyalty_stage", "menu_loyalty_configuration"),
        { trigger: ".o_data_cell .badge:contains(High Value, Low Potential)", run: "click" },
        ...rule(60),
        {
            content: "Who would move is counted before it is saved",
            trigger: ".o_loyalty_preview tr:contains(Low Value):contains(High Value):contains(3)",
        },
        ...save,
        ...menu("menu_loyalty_segment", "menu_loyalty_customers"),
        { trigger: ".o_data_cell .badge:contains(Big Buyers)", run: "click" },
        ...rule(10000),
        { trigger: ".o_loyalty_preview:contains(5 come in, 0 go out)" },
        ...save,
        ...menu("menu_loyalty_run", "menu_loyalty_passes"),
        { trigger: "button[name=action_full_pass]", run: "click" },
        { trigger: ".o_notification:contains(in the background)" },
        { trigger: ".o_data_row:contains(Waiting)" },
    ],
});

/** After the pass the same administrator sees what it has changed. */
registry.category("web_tour.tours").add("crm_loyalty_settled", {
    steps: () => [
        {
            content: "Half of 20000 is earned, and half of that is left after the one year",
            trigger: ".o_data_row:contains(Buyer 20) td[name=clv]:contains(5,000.00)",
        },
        ...menu("menu_loyalty_matrix", "menu_loyalty_reports"),
        { trigger: ".o_loyalty_class:contains(High Value, Low Potential):contains(8 customers)" },
        ...menu("menu_loyalty_segment", "menu_loyalty_customers"),
        {
            trigger: ".o_data_row:contains(Big Buyers) td[name=member_count]:contains(11)",
            run: "click",
        },
        { trigger: ".o_loyalty_preview:contains(0 come in, 0 go out)" },
    ],
});
