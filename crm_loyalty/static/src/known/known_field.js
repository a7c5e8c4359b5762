import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

import { Component } from "@odoo/owl";

const formatters = registry.category("formatters");

/**
 * A figure that may be unknown: unknown is said, never shown as zero.
 *
 * `placeholder` tells why it is unknown; the option `unit` is "days" or "percent".
 */
export class KnownField extends Component {
    static template = "crm_loyalty.KnownField";
    static props = {
        ...standardFieldProps,
        placeholder: { type: String, optional: true },
        unit: { type: String, optional: true },
    };

    get value() {
        return this.props.record.data[this.props.name];
    }

    get isUnknown() {
        return this.value === false || this.value === null || this.value === undefined;
    }

    get text() {
        const { record, name, unit } = this.props;
        const field = record.fields[name];
        if (unit === "percent") {
            return formatters.get("percentage")(this.value, { digits: [0, 0] });
        }
        const options = { field, data: record.data, selection: field.selection };
        const text = formatters.get(field.type)(this.value, { ...options, trailingZeros: false });
        return unit === "days" ? _t("%s days", text) : text;
    }
}

registry.category("fields").add("loyalty_known", {
    component: KnownField,
    supportedTypes: ["integer", "float", "monetary", "date", "selection", "many2one"],
    isEmpty: () => false,
    extractProps: ({ options, placeholder }) => ({ unit: options.unit, placeholder }),
});
