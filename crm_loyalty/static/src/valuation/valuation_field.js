import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

import { Component } from "@odoo/owl";

/** Lifetime value three ways side by side, and the components of a customer's value. */
export class ValuationField extends Component {
    static template = "crm_loyalty.ValuationField";
    static props = { ...standardFieldProps };

    get valuation() {
        return this.props.record.data[this.props.name];
    }
}

registry.category("fields").add("loyalty_valuation", {
    component: ValuationField,
    supportedTypes: ["jsonb", "json"],
});
