import { registry } from "@web/core/registry";

/** An administrator sees what an edited rule would do, and does not save it. */
registry.category("web_tour.tours").add("crm_loyalty_administrator", {
    steps: () => [
        {
            content: "The readings come in their own order",
            trigger: ".o_group_header:first:contains(Status)",
        },
        { trigger: ".o_data_cell .badge:contains(Current)", run: "click" },
        { trigger: ".o_loyalty_preview:contains(nobody would move)" },
        { trigger: ".o_field_widget[name=by_hand] input", run: "click" },
        {
            content: "Without its rule the customer falls to the next one that matches",
            trigger: ".o_loyalty_preview tr:contains(Current):contains(Non-customer)",
        },
        { trigger: ".o_form_button_cancel", run: "click" },
        { trigger: ".o_loyalty_preview:contains(nobody would move)" },
    ],
});
