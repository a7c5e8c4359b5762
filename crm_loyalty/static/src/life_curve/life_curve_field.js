import { _t } from "@web/core/l10n/translation";
import { loadBundle } from "@web/core/assets";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { chartConfig } from "./life_curve_chart";

import { Component, onWillStart, useEffect, useRef } from "@odoo/owl";

/** Purchases and returns over time, their running total, the customer's own rhythm and today. */
export class LifeCurveField extends Component {
    static template = "crm_loyalty.LifeCurveField";
    static props = { ...standardFieldProps };

    setup() {
        this.canvas = useRef("canvas");
        onWillStart(() => loadBundle("web.chartjs_lib"));
        useEffect(
            (canvas, curve) => {
                if (!canvas) {
                    return;
                }
                const chart = new Chart(canvas, chartConfig(curve));
                return () => chart.destroy();
            },
            () => [this.canvas.el, this.curve]
        );
    }

    get curve() {
        return this.props.record.data[this.props.name];
    }

    get hasPoints() {
        return Boolean(this.curve && this.curve.points.length);
    }

    get rhythm() {
        const { interval } = this.curve;
        return interval
            ? _t("Buys every %s days, as a rule.", Math.round(interval))
            : _t("Its rhythm is unknown until it has bought on two days.");
    }
}

registry.category("fields").add("loyalty_life_curve", {
    component: LifeCurveField,
    supportedTypes: ["json"],
    isEmpty: () => false,
});
