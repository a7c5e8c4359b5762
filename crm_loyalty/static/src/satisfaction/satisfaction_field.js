import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

import { Component } from "@odoo/owl";

/** How satisfied a customer is: index, gaps, indicators and delivered value, each with its source. */
export class SatisfactionField extends Component {
    static template = "crm_loyalty.SatisfactionField";
    static props = { ...standardFieldProps };

    get told() {
        return this.props.record.data[this.props.name];
    }

    get benefits() {
        return this.told.delivered.parts.filter((part) => part.kind === "benefit");
    }

    get costs() {
        return this.told.delivered.parts.filter((part) => part.kind === "cost");
    }

    /** The colour of an index, as of a traffic light. */
    get tone() {
        const { percent } = this.told.index;
        return percent >= 70 ? "success" : percent >= 50 ? "warning" : "danger";
    }
}

registry.category("fields").add("loyalty_satisfaction", {
    component: SatisfactionField,
    supportedTypes: ["jsonb", "json"],
});
