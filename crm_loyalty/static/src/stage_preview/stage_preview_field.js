import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { formatInteger } from "@web/views/fields/formatters";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

import { Component } from "@odoo/owl";

/**
 * What an edited rule would do before it is saved: how many customers go from where to where.
 * A preview may bring a summary and a note of its own.
 */
export class StagePreviewField extends Component {
    static template = "crm_loyalty.StagePreviewField";
    static props = { ...standardFieldProps };

    get preview() {
        return this.props.record.data[this.props.name];
    }

    /** What is saved already, and still to be done by a pass. */
    get isWaiting() {
        const { record } = this.props;
        return !record.dirty && !record.isNew && Boolean(this.preview.moves.length);
    }

    get heading() {
        return this.isWaiting ? _t("With the next pass") : _t("If you save this now");
    }

    get moving() {
        return this.preview.customers - this.preview.stay;
    }

    get summary() {
        const { summary } = this.preview;
        const customers = formatInteger(this.preview.customers);
        if (!this.preview.customers) {
            return _t("There are no customers yet, so nobody would move.");
        }
        if (summary) {
            return summary;
        }
        if (!this.moving) {
            return _t("Of %s customers nobody would move.", customers);
        }
        return _t("%(moving)s of %(customers)s customers would move.", {
            moving: formatInteger(this.moving),
            customers,
        });
    }

    count(move) {
        return formatInteger(move.count);
    }

    share(move) {
        return Math.max(2, Math.round((100 * move.count) / this.moving));
    }
}

registry.category("fields").add("loyalty_preview", {
    component: StagePreviewField,
    supportedTypes: ["json"],
    isEmpty: () => false,
});
