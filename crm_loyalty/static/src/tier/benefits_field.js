import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

import { Component } from "@odoo/owl";

const ICONS = { pricelist: "fa-tags", perk: "fa-gift" };

/** What the customers of a tier get: badges in a row, or a list with what staff have to do. */
export class Benefits extends Component {
    static template = "crm_loyalty.Benefits";
    static props = { benefits: Array, isList: { type: Boolean, optional: true } };

    icon({ kind }) {
        return ICONS[kind] || "fa-star-o";
    }
}

export class BenefitsField extends Component {
    static template = "crm_loyalty.BenefitsField";
    static components = { Benefits };
    static props = { ...standardFieldProps };

    get benefits() {
        return this.props.record.data[this.props.name] || [];
    }
}

registry.category("fields").add("loyalty_benefits", {
    component: BenefitsField,
    supportedTypes: ["json"],
    isEmpty: () => false,
});
