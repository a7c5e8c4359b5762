import { registry } from "@web/core/registry";
import { formatPercentage } from "@web/views/fields/formatters";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

import { Component, xml } from "@odoo/owl";

/** A share to one decimal, in any view; nothing while it is unknown. */
function formatShare(value) {
    return typeof value === "number" ? formatPercentage(value, { digits: [0, 1] }) : "";
}

export class ShareField extends Component {
    static template = xml`<span t-out="text" />`;
    static props = { ...standardFieldProps };

    get text() {
        return formatShare(this.props.record.data[this.props.name]);
    }
}

registry.category("formatters").add("loyalty_share", formatShare);
registry.category("fields").add("loyalty_share", {
    component: ShareField,
    supportedTypes: ["float"],
});
