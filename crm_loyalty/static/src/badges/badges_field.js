import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

import { Component } from "@odoo/owl";

/** Where a customer stands in each reading, as badges; a pinned one is marked. */
export class BadgesField extends Component {
    static template = "crm_loyalty.BadgesField";
    static props = { ...standardFieldProps };

    get readings() {
        const readings = this.props.record.data[this.props.name]?.readings || [];
        return readings.filter(({ stage }) => stage);
    }
}

registry.category("fields").add("loyalty_badges", {
    component: BadgesField,
    supportedTypes: ["json"],
    isEmpty: () => false,
});
