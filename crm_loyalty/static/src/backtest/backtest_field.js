import { _t } from "@web/core/l10n/translation";
import { loadBundle } from "@web/core/assets";
import { deserializeDate, formatDate } from "@web/core/l10n/dates";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { COLORS, monthsConfig, tenthsConfig } from "./backtest_charts";

import { Component, onWillStart, useEffect, useRef } from "@odoo/owl";

const date = (day) => formatDate(deserializeDate(day));

/** A prediction from an earlier day beside what happened: by month, and by tenths of customers. */
export class BacktestField extends Component {
    static template = "crm_loyalty.BacktestField";
    static props = { ...standardFieldProps };

    setup() {
        this.months = useRef("months");
        this.tenths = useRef("tenths");
        onWillStart(() => loadBundle("web.chartjs_lib"));
        useEffect(
            (months, tenths, test) => {
                if (!months) {
                    return;
                }
                const charts = [
                    new Chart(months, monthsConfig(test)),
                    new Chart(tenths, tenthsConfig(test)),
                ];
                return () => charts.forEach((chart) => chart.destroy());
            },
            () => [this.months.el, this.tenths.el, this.test]
        );
    }

    get test() {
        return this.props.record.data[this.props.name];
    }

    get isTested() {
        return Boolean(this.test?.periods);
    }

    get spanText() {
        const { since, until } = this.test;
        return _t("Predicted on %(since)s, from what was known then; compared up to %(until)s.", {
            since: date(since),
            until: date(until),
        });
    }

    get legend() {
        return [
            { color: COLORS.predicted, text: _t("predicted") },
            { color: COLORS.baseline, text: _t("baseline: average frequency") },
            { color: COLORS.actual, text: _t("actual") },
        ];
    }
}

registry.category("fields").add("loyalty_backtest", {
    component: BacktestField,
    supportedTypes: ["json"],
    isEmpty: () => false,
});
