import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { formatFloat } from "@web/core/utils/numbers";
import { formatMonetary, formatPercentage } from "@web/views/fields/formatters";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

import { Component } from "@odoo/owl";

const percent = (share) => (share > 0 ? "+" : "") + formatPercentage(share, { digits: [0, 1] });

/** How far a model and the baseline were off, side by side: in number and in value. */
export class ErrorsField extends Component {
    static template = "crm_loyalty.ErrorsField";
    static props = { ...standardFieldProps };

    get parts() {
        const { purchases, value } = this.props.record.data[this.props.name] || {};
        const currencyId = this.props.record.data.currency_id?.id;
        const count = (figure) => formatFloat(figure, { digits: [0, 0] });
        const each = (figure) => formatFloat(figure, { digits: [0, 3] });
        const total = (figure) => formatMonetary(figure, { currencyId, digits: [0, 0] });
        const money = (figure) => formatMonetary(figure, { currencyId });
        return [
            purchases && this.part(_t("Number of purchases"), purchases, count, each),
            value && this.part(_t("Value of purchases"), value, total, money),
        ].filter(Boolean);
    }

    part(title, { letter, model, baseline }, total, each) {
        const row = (label, name, format) => ({
            label,
            cells: [model, baseline].map(({ [name]: figure }) =>
                figure === null ? _t("unknown") : format(figure)
            ),
        });
        return {
            title,
            letter,
            rows: [
                row(_t("Predicted"), "predicted", total),
                row(_t("Actual"), "actual", total),
                row(_t("Error of the total"), "total_error", percent),
                row(_t("Error by customer (RMSE)"), "rmse", each),
                row(_t("Error by customer (MAE)"), "mae", each),
            ],
        };
    }
}

registry.category("fields").add("loyalty_errors", {
    component: ErrorsField,
    supportedTypes: ["json"],
});
