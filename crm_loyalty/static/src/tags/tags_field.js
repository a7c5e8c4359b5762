import { registry } from "@web/core/registry";
import { TagsList } from "@web/core/tags_list/tags_list";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

import { Component } from "@odoo/owl";

/** Names in their colours, as Odoo shows tags: the roles that a customer plays. */
export class TagsField extends Component {
    static template = "crm_loyalty.TagsField";
    static components = { TagsList };
    static props = { ...standardFieldProps };

    get items() {
        return this.props.record.data[this.props.name] || [];
    }

    get tags() {
        return this.items.map(({ id, name, color }) => ({ id, text: name, colorIndex: color }));
    }
}

registry.category("fields").add("loyalty_tags", {
    component: TagsField,
    supportedTypes: ["json"],
});
