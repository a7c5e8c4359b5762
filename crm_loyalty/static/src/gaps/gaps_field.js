import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

import { Component } from "@odoo/owl";

/** What of a customer is not known, by the reason why not. */
export class GapsField extends Component {
    static template = "crm_loyalty.GapsField";
    static props = { ...standardFieldProps };

    get gaps() {
        return this.props.record.data[this.props.name];
    }

    get text() {
        const { known, all } = this.gaps;
        return _t("%(known)s of %(all)s known", { known, all });
    }

    get percent() {
        return Math.round((100 * this.gaps.known) / this.gaps.all);
    }
}

registry.category("fields").add("loyalty_gaps", {
    component: GapsField,
    supportedTypes: ["json"],
    isEmpty: () => false,
});
