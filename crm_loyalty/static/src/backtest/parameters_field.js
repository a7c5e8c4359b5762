import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

import { Component } from "@odoo/owl";

/** Parameters of models: their names, which are those of the papers, and values. */
export class ParametersField extends Component {
    static template = "crm_loyalty.ParametersField";
    static props = { ...standardFieldProps };

    get parameters() {
        return this.props.record.data[this.props.name] || [];
    }
}

registry.category("fields").add("loyalty_parameters", {
    component: ParametersField,
    supportedTypes: ["json"],
});
