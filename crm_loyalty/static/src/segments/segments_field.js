import { deserializeDate } from "@web/core/l10n/dates";
import { registry } from "@web/core/registry";
import { formatDate } from "@web/views/fields/formatters";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

import { Component } from "@odoo/owl";

import { TagsField } from "../tags/tags_field";

/** The segments that a customer is in now, as tags. */
export class SegmentsField extends TagsField {
    get items() {
        const rows = this.props.record.data[this.props.name]?.rows || [];
        return rows
            .filter((row) => !row.date_to)
            .map(({ segment_id, name, color }) => ({ id: segment_id, name, color }));
    }
}

/** The segments that a customer is in and was in, the latest first. */
export class MembershipsField extends Component {
    static template = "crm_loyalty.MembershipsField";
    static props = { ...standardFieldProps };

    get told() {
        return this.props.record.data[this.props.name];
    }

    day(text) {
        return text ? formatDate(deserializeDate(text)) : "";
    }
}

registry.category("fields").add("loyalty_segments", {
    component: SegmentsField,
    supportedTypes: ["json"],
});
registry.category("fields").add("loyalty_memberships", {
    component: MembershipsField,
    supportedTypes: ["json"],
});
