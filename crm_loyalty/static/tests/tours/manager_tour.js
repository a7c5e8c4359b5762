import { registry } from "@web/core/registry";

const pick = (cell, label) => [
    { trigger: `.o_selected_row td[name=${cell}]`, run: "click" },
    { trigger: `.o_selected_row td[name=${cell}] .o_select_menu input`, run: "click" },
    { trigger: `.o_select_menu_item:contains(${label})`, run: "click" },
];

const type = (cell, value) => [
    { trigger: `.o_selected_row td[name=${cell}]`, run: "click" },
    { trigger: `.o_selected_row td[name=${cell}] input`, run: `edit ${value}` },
];

const everyone = [
    { trigger: "button[name=action_compute_everyone]", run: "click" },
    { trigger: ".o_notification:contains(后台)" },
];

/** A manager makes a scorecard from nothing, in Chinese, sees what it would do, and has it computed. */
registry.category("web_tour.tours").add("crm_loyalty_new_scorecard", {
    steps: () => [
        { trigger: "div[name=name] input", run: "edit 经销商忠诚" },
        { trigger: "div[name=line_ids] .o_field_x2many_list_row_add a", run: "click" },
        ...pick("dimension", "行为忠诚"),
        ...pick("measure", "购买次数"),
        ...type("worst", 0),
        ...type("best", 10),
        { trigger: "div[name=name] input", run: "click" },
        {
            content: "What the index would be is shown before it is saved",
            trigger: ".o_field_loyalty_score_preview:contains(20)",
        },
        { trigger: ".o_form_button_save", run: "click" },
        { trigger: ".o_form_saved", content: "Saved" },
        ...everyone,
    ],
});

/** The same manager makes a tier from nothing. */
registry.category("web_tour.tours").add("crm_loyalty_new_tier", {
    steps: () => [
        { trigger: "div[name=name] input", run: "edit 钻石级" },
        { trigger: "div[name=domain] .o_domain_selector a, div[name=domain] button", run: "click" },
        { trigger: "div[name=domain] .o_model_field_selector", run: "click" },
        { trigger: ".o_model_field_selector_popover_search input", run: "edit 购买次数" },
        {
            trigger: ".o_model_field_selector_popover_item[data-name=purchase_count] button",
            run: "click",
        },
        { trigger: "div[name=domain] .o_model_field_selector:contains(购买次数)" },
        { trigger: "div[name=domain] .o_tree_editor_condition input.o_input:value(1)" },
        {
            trigger: "div[name=domain] .o_tree_editor_condition input.o_input",
            run: "edit 5 && press Tab",
        },
        { trigger: "div[name=domain] .o_tree_editor_condition input.o_input:value(5)" },
        { trigger: ".o_loyalty_preview tr:contains(钻石级)" },
        { trigger: ".o_form_button_save", run: "click" },
        { trigger: ".o_form_saved" },
    ],
});
