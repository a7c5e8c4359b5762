import { _t } from "@web/core/l10n/translation";
import { loadBundle } from "@web/core/assets";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { chartConfig } from "./life_curve_chart";
import { COLORS } from "./life_curve_marks";

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

    /** What the colours of the chart mean, only those that occur in it. */
    get legend() {
        const { points, interval, expected, as_of } = this.curve;
        const days = Math.round(interval);
        const rhythm =
            days === 1 ? _t("its own rhythm of 1 day") : _t("its own rhythm of %s days", days);
        return [
            { color: COLORS.purchase, text: _t("purchases") },
            points.some(({ sign }) => sign < 0) && { color: COLORS.return, text: _t("returns") },
            { color: COLORS.total, text: _t("revenue so far (right scale)"), line: true },
            { color: COLORS.today, text: _t("today"), line: true },
            expected && { color: COLORS.expected, text: _t("next purchase expected"), line: true },
            expected && { color: COLORS.rhythm, text: rhythm },
            expected && expected < as_of && { color: COLORS.overdue, text: _t("overdue") },
        ].filter(Boolean);
    }

    markStyle({ color, line }) {
        return line ? `border-bottom: 2px solid ${color}; height: 0` : `background: ${color}`;
    }
}

registry.category("fields").add("loyalty_life_curve", {
    component: LifeCurveField,
    supportedTypes: ["json"],
    isEmpty: () => false,
});
