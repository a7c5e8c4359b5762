import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

import { Component } from "@odoo/owl";

/** What is to be known about a model, in sentences under headings; nothing where nothing is. */
export class FitWordsField extends Component {
    static template = "crm_loyalty.FitWordsField";
    static props = { ...standardFieldProps };

    get parts() {
        const words = this.props.record.data[this.props.name] || {};
        return [
            { title: _t("Not tested"), lines: words.untested, icon: "fa-info-circle text-info" },
            { title: _t("Number of purchases"), lines: words.purchases, icon: "fa-circle-o text-muted" },
            { title: _t("Value of purchases"), lines: words.value, icon: "fa-circle-o text-muted" },
            { title: _t("A simpler model was taken"), lines: words.why, icon: "fa-info-circle text-info" },
            { title: _t("To be known"), lines: words.warnings, icon: "fa-exclamation-triangle text-warning" },
        ].filter(({ lines }) => lines?.length);
    }
}

registry.category("fields").add("loyalty_fit_words", {
    component: FitWordsField,
    supportedTypes: ["json"],
    isEmpty: () => false,
});
