import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { sprintf } from "@web/core/utils/strings";
import { formatPercentage } from "@web/views/fields/formatters";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

import { Component } from "@odoo/owl";

const { DateTime } = luxon;
const formatters = registry.category("formatters");

/**
 * A figure that may be unknown: unknown is said, never shown as zero.
 *
 * `placeholder` tells why it is unknown; the option `unit` is "days", "ago" (for days),
 * "percent", "plain" (without separators) or, for an amount in a tile, "rounded". With the option `sentence` the label is a
 * sentence around the figure, with `%s` in its place.
 */
export class KnownField extends Component {
    static template = "crm_loyalty.KnownField";
    static props = {
        ...standardFieldProps,
        placeholder: { type: String, optional: true },
        sentence: { type: String, optional: true },
        unit: { type: String, optional: true },
    };

    get value() {
        return this.props.record.data[this.props.name];
    }

    get isUnknown() {
        return this.value === false || this.value === null || this.value === undefined;
    }

    get text() {
        return this.props.sentence ? sprintf(this.props.sentence, this.figure) : this.figure;
    }

    get figure() {
        switch (this.props.unit) {
            case "ago":
                return DateTime.local().minus({ days: this.value }).toRelativeCalendar({ unit: "days" });
            case "days":
                return this.value === 1
                    ? _t("1 day")
                    : _t("%s days", this.format({ trailingZeros: false }));
            case "percent":
                return formatPercentage(this.value, { digits: [0, Math.abs(this.value) < 0.1 ? 1 : 0] });
            case "plain":
                return String(this.value);
            case "rounded":
                return Math.abs(this.value) < 1e6
                    ? this.format({ digits: [0, 0] })
                    : this.format({ digits: [0, 2], humanReadable: true });
            default:
                return this.format();
        }
    }

    format(options) {
        const { record, name } = this.props;
        const field = record.fields[name];
        const { selection, type } = field;
        return formatters.get(type)(this.value, { field, data: record.data, selection, ...options });
    }
}

registry.category("fields").add("loyalty_known", {
    component: KnownField,
    supportedTypes: ["integer", "float", "monetary", "date", "selection", "many2one"],
    isEmpty: () => false,
    extractProps: ({ options, placeholder, string }) => ({
        placeholder,
        sentence: options.sentence ? string : undefined,
        unit: options.unit,
    }),
});
