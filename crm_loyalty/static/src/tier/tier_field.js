import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { Conditions } from "../explanation/conditions";
import { Benefits } from "./benefits_field";

import { Component } from "@odoo/owl";

/** A customer's tier: what keeps it, what the next one asks for, and what it brings. */
export class TierField extends Component {
    static template = "crm_loyalty.TierField";
    static components = { Benefits, Conditions };
    static props = { ...standardFieldProps };

    get told() {
        return this.props.record.data[this.props.name];
    }
}

registry.category("fields").add("loyalty_tier", {
    component: TierField,
    supportedTypes: ["json"],
    isEmpty: () => false,
});
