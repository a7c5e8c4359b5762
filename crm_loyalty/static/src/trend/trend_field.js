import { registry } from "@web/core/registry";
import { formatPercentage } from "@web/views/fields/formatters";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

import { Component } from "@odoo/owl";

/** A change against the time before: an arrow and a percentage; nothing while it is unknown. */
export class TrendField extends Component {
    static template = "crm_loyalty.TrendField";
    static props = { ...standardFieldProps };

    get value() {
        return this.props.record.data[this.props.name];
    }

    get isKnown() {
        return typeof this.value === "number";
    }

    get icon() {
        const percent = Math.round(this.value * 100);
        return percent > 0 ? "fa-arrow-up" : percent < 0 ? "fa-arrow-down" : "fa-arrow-right";
    }

    get color() {
        const percent = Math.round(this.value * 100);
        return percent > 0 ? "text-success" : percent < 0 ? "text-danger" : "text-muted";
    }

    get text() {
        const most = 9.99; // beyond it a percentage says no more than "many times as much"
        const text = formatPercentage(Math.min(Math.abs(this.value), most), { digits: [0, 0] });
        return Math.abs(this.value) > most ? `> ${text}` : text;
    }
}

registry.category("fields").add("loyalty_trend", {
    component: TrendField,
    supportedTypes: ["float"],
});
