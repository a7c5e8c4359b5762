import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

import { Component } from "@odoo/owl";

/** A relationship stage as a badge in the stage's own colour; hovering tells what it means. */
export class StageBadgeField extends Component {
    static template = "crm_loyalty.StageBadgeField";
    static props = { ...standardFieldProps };

    get stage() {
        return this.props.record.data[this.props.name];
    }
}

registry.category("fields").add("loyalty_stage", {
    component: StageBadgeField,
    supportedTypes: ["many2one"],
    additionalClasses: ["o_field_badge"],
    listViewWidth: [98, 170],
    relatedFields: [
        { name: "color", type: "integer" },
        { name: "description", type: "text" },
    ],
});
