import { registry } from "@web/core/registry";
import { formatInteger } from "@web/views/fields/formatters";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

import { Component } from "@odoo/owl";

/** How the loyalty index is distributed now, and how it would be by an edited scorecard. */
export class ScorePreviewField extends Component {
    static template = "crm_loyalty.ScorePreviewField";
    static props = { ...standardFieldProps };

    get preview() {
        return this.props.record.data[this.props.name];
    }

    get largest() {
        return Math.max(1, ...this.preview.bands.flatMap(({ now, then }) => [now, then]));
    }

    width(count) {
        return `${(100 * count) / this.largest}%`;
    }

    count(number) {
        return formatInteger(number);
    }
}

registry.category("fields").add("loyalty_score_preview", {
    component: ScorePreviewField,
    supportedTypes: ["jsonb", "json"],
    isEmpty: () => false,
});
