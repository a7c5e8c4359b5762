import { registry } from "@web/core/registry";
import { formatPercentage } from "@web/views/fields/formatters";
import { useInputField } from "@web/views/fields/input_field_hook";
import { useNumpadDecimal } from "@web/views/fields/numpad_decimal_hook";
import { parsePercentage } from "@web/views/fields/parsers";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

import { Component } from "@odoo/owl";

/** A share to one decimal, in any view; nothing while it is unknown. */
function formatShare(value, options) {
    return typeof value === "number" ? formatPercentage(value, { digits: [0, 1], ...options }) : "";
}

/** A share that may be unknown: an empty field is unknown, and not 0 %. */
export class ShareField extends Component {
    static template = "crm_loyalty.ShareField";
    static props = { ...standardFieldProps, placeholder: { type: String, optional: true } };

    setup() {
        useInputField({
            getValue: () => this.format({ noSymbol: true }),
            refName: "numpadDecimal",
            parse: (text) => (text.trim() ? parsePercentage(text) : false),
        });
        useNumpadDecimal();
    }

    get formattedValue() {
        return this.format({});
    }

    format(options) {
        return formatShare(this.props.record.data[this.props.name], options);
    }
}

registry.category("formatters").add("loyalty_share", formatShare);
registry.category("fields").add("loyalty_share", {
    component: ShareField,
    supportedTypes: ["float"],
    isEmpty: () => false,
    extractProps: ({ placeholder }) => ({ placeholder }),
});
