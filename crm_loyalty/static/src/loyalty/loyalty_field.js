import { registry } from "@web/core/registry";
import { formatFloat } from "@web/views/fields/formatters";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { Conditions } from "../explanation/conditions";

import { Component } from "@odoo/owl";

/** How loyal a customer is, line by line of its scorecard, and the five marks with their evidence. */
export class LoyaltyField extends Component {
    static template = "crm_loyalty.LoyaltyField";
    static components = { Conditions };
    static props = { ...standardFieldProps };

    get told() {
        return this.props.record.data[this.props.name];
    }

    points(value) {
        return formatFloat(value, { digits: [0, 0] });
    }

    contribution(value) {
        return `+${formatFloat(value, { digits: [0, 1] })}`;
    }

    icon({ state }) {
        return {
            yes: "fa-check-circle text-success",
            no: "fa-times-circle text-danger",
            unknown: "fa-question-circle text-muted",
        }[state];
    }
}

registry.category("fields").add("loyalty_scores", {
    component: LoyaltyField,
    supportedTypes: ["jsonb", "json"],
    isEmpty: () => false,
});
