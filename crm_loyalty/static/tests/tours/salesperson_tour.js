import { registry } from "@web/core/registry";

/** A salesperson looks a customer up before a call, and pins its level. */
registry.category("web_tour.tours").add("crm_loyalty_salesperson", {
    steps: () => [
        {
            content: "The list shows the customer's stage",
            trigger: ".o_data_row:contains(Regular Buyer) .badge:contains(Stability)",
            run: "click",
        },
        { trigger: ".o_loyalty_life_curve canvas" },
        { trigger: ".o_loyalty_gaps:contains(known)" },
        {
            content: "Why it has its level",
            trigger: ".o_loyalty_reading:contains(Relationship Level)",
            run: "click",
        },
        { trigger: ".o_loyalty_explanation .fa-check-circle" },
        {
            content: "What would move it",
            trigger: ".o_loyalty_explanation [role=tabpanel] button",
            run: "click",
        },
        { trigger: ".o_loyalty_explanation [role=tabpanel] button[aria-expanded=true]" },
        { trigger: ".o_form_statusbar button:contains(Pin a Stage)", run: "click" },
        { trigger: ".modal div[name=stage_id] input", run: "edit Basic" },
        {
            content: "The stage is named with its reading",
            trigger: ".ui-autocomplete a:contains(Relationship Level: Basic)",
            run: "click",
        },
        { trigger: ".modal div[name=reason] input", run: "edit Asked not to be called" },
        { trigger: ".modal div[name=date_to] input", run: "edit 12/31/2099" },
        { trigger: ".modal-footer .o_form_button_save", run: "click" },
        { trigger: "body:not(:has(.modal))" },
        { trigger: ".o_notebook a[name=pins]", run: "click" },
        { trigger: "div[name=pins] .o_data_row:contains(Asked not to be called)" },
        { trigger: "button[name=action_open_contact]", run: "click" },
        {
            content: "The contact shows it too, and leads back",
            trigger: "button[name=action_open_relationship] .badge:contains(Stability)",
            run: "click",
        },
        { trigger: ".o_loyalty_customer" },
    ],
});
