import { _t } from "@web/core/l10n/translation";
import { loadBundle } from "@web/core/assets";

import { Component, onWillStart, onWillUnmount, useEffect, useRef } from "@odoo/owl";

/** A waterfall: what there was, what came and what went, what there is. */
export class EquityChart extends Component {
    static template = "crm_loyalty.EquityChart";
    static props = {
        change: Object, // as of crm.loyalty.balance.equity_change
        steps: Array, // of { name, label, change, customers }
        money: Function, // writes an amount
        open: Function, // called with the name of the bar that is clicked
    };

    setup() {
        this.canvas = useRef("canvas");
        onWillStart(() => loadBundle("web.chartjs_lib"));
        useEffect(() => this.plot());
        onWillUnmount(() => this.chart?.destroy());
    }

    /** The bars from left to right: each begins where the one before it ended. */
    get bars() {
        const { then, now } = this.props.change;
        let level = then.equity || 0;
        const bars = [
            { name: "then", label: _t("Equity then"), range: [0, level], amount: level, ...then },
        ];
        for (const step of this.props.steps) {
            const end = level + step.change;
            bars.push({ ...step, range: [level, end], amount: step.change });
            level = end;
        }
        const amount = now.equity || 0;
        bars.push({ name: "now", label: _t("Equity now"), range: [0, amount], amount, ...now });
        return bars;
    }

    color(bar) {
        if (bar.name === "then" || bar.name === "now") {
            return "#4b6d9b";
        }
        return bar.amount < 0 ? "#d9644f" : "#4f9d69";
    }

    plot() {
        this.chart?.destroy();
        const bars = this.bars;
        this.chart = new Chart(this.canvas.el, {
            type: "bar",
            data: {
                labels: bars.map((bar) => [
                    bar.label,
                    (bar.amount > 0 && bar.change !== undefined ? "+" : "") +
                        this.props.money(bar.amount),
                    _t("Customers: %s", bar.customers),
                ]),
                datasets: [
                    {
                        data: bars.map((bar) => bar.range),
                        backgroundColor: bars.map((bar) => this.color(bar)),
                        minBarLength: 2,
                        barPercentage: 0.95,
                        categoryPercentage: 0.85,
                    },
                ],
            },
            options: {
                maintainAspectRatio: false,
                onClick: (ev, [hit]) => hit && this.props.open(bars[hit.index].name),
                onHover: (ev, hits) => {
                    ev.native.target.style.cursor = hits.length ? "pointer" : "default";
                },
                plugins: {
                    legend: { display: false },
                    tooltip: {
                        callbacks: {
                            title: ([{ dataIndex }]) => bars[dataIndex].label,
                            label: ({ dataIndex }) => this.props.money(bars[dataIndex].amount),
                        },
                    },
                },
                scales: {
                    y: { ticks: { callback: (value) => this.props.money(value) } },
                    x: { grid: { display: false } },
                },
            },
        });
    }
}
