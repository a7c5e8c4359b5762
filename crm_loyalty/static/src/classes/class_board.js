import { _t } from "@web/core/l10n/translation";
import { formatMonetary, formatPercentage } from "@web/views/fields/formatters";
import { Layout } from "@web/search/layout";
import { loadBundle } from "@web/core/assets";
import { registry } from "@web/core/registry";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { useService } from "@web/core/utils/hooks";

import { Component, onWillStart, onWillUnmount, useEffect, useRef } from "@odoo/owl";

const JITTER = 0.8;
// The readings of two dimensions are plotted too.
const PLOTS = {
    matrix: {
        method: "matrix_points",
        x: _t("Growth potential, percentile"),
        y: _t("Current value, percentile"),
    },
    attitude: { method: "attitude_points", x: _t("What it does: behaviour"), y: _t("Attitude") },
};

/** The classes of the value matrix, the pyramid or the quadrants of loyalty: heads beside worth. */
export class ClassBoard extends Component {
    static template = "crm_loyalty.ClassBoard";
    static components = { Layout };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.display = { controlPanel: {} };
        this.page = useRef("page");
        this.canvas = useRef("canvas");
        onWillStart(async () => {
            this.board = await this.orm.call("crm.loyalty.profile", "class_shares", [this.reading]);
            if (this.axes) {
                await loadBundle("web.chartjs_lib");
                this.points = await this.orm.call("crm.loyalty.profile", this.axes.method, []);
            }
        });
        useEffect(() => this.plot());
        onWillUnmount(() => this.chart?.destroy());
    }

    get reading() {
        return this.props.action.params?.reading || this.props.action.context.loyalty_reading;
    }

    get axes() {
        return PLOTS[this.reading];
    }

    /** Highest first: the pyramid from its top, the matrix with what is worth most above. */
    get classes() {
        const totals = { customers: this.total("customers"), revenue: this.total("revenue") };
        return this.board.classes.toReversed().map((row) => ({
            ...row,
            share: totals.customers ? row.customers / totals.customers : 0,
            revenueShare: totals.revenue > 0 ? row.revenue / totals.revenue : 0,
        }));
    }

    get isEmpty() {
        return !this.total("customers");
    }

    total(name) {
        return this.board.classes.reduce((sum, row) => sum + (row[name] || 0), 0);
    }

    money(amount) {
        return amount === null || amount === false
            ? _t("unknown")
            : formatMonetary(amount, {
                  currencyId: this.board.currency_id,
                  digits: [0, Math.abs(amount) < 1e6 ? 0 : 2],
                  humanReadable: Math.abs(amount) >= 1e6,
              });
    }

    percent(share) {
        return formatPercentage(share, { digits: [0, share < 0.1 ? 1 : 0] });
    }

    openClass(row) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            name: row.name,
            res_model: "crm.loyalty.profile",
            views: [
                [false, "list"],
                [false, "kanban"],
                [false, "pivot"],
                [false, "graph"],
                [false, "form"],
            ],
            domain: [[this.board.field, "=", row.id]],
        });
    }

    openRules() {
        return this.action.doAction("crm_loyalty.action_crm_loyalty_stage", {
            additionalContext: { [`search_default_${this.reading}`]: 1 },
        });
    }

    /** Who went from class to class, by month: the action's own filter is of another reading. */
    async openMovements() {
        const action = await this.action.loadAction("crm_loyalty.action_crm_loyalty_history");
        const context = { [`search_default_${this.reading}`]: 1 };
        return this.action.doAction({ ...action, context });
    }

    plot() {
        this.chart?.destroy();
        if (!this.canvas.el || !this.points?.length) {
            return;
        }
        // Many share a percentile: a little noise, the same at each look, keeps them apart.
        const apart = (point, prime) => JITTER * (((point.id * prime) % 101) / 101 - 0.5);
        // The margin beyond 0 and 100 is for the dots alone.
        const ticks = { stepSize: 20, includeBounds: false };
        this.chart = new Chart(this.canvas.el, {
            type: "scatter",
            data: {
                datasets: [
                    {
                        data: this.points.map((point) => ({
                            x: point.x + apart(point, 37),
                            y: point.y + apart(point, 53),
                        })),
                        backgroundColor: this.points.map((point) => this.color(point)),
                        borderColor: "#6c757d",
                        pointRadius: 5,
                        pointHoverRadius: 8,
                    },
                ],
            },
            options: {
                maintainAspectRatio: false,
                onClick: (ev, [hit]) => hit && this.openCustomer(this.points[hit.index]),
                onHover: (ev, hits) => {
                    ev.native.target.style.cursor = hits.length ? "pointer" : "default";
                },
                plugins: {
                    legend: { display: false },
                    tooltip: {
                        callbacks: {
                            label: ({ dataIndex }) => {
                                const point = this.points[dataIndex];
                                return `${point.name}: ${this.money(point.revenue)}`;
                            },
                        },
                    },
                },
                scales: {
                    x: {
                        min: -2,
                        max: 101,
                        ticks,
                        title: { display: true, text: this.axes.x },
                    },
                    y: {
                        min: -2,
                        max: 101,
                        ticks,
                        title: { display: true, text: this.axes.y },
                    },
                },
            },
        });
    }

    /** The colour that the badge of a point's class has on this page. */
    color(point) {
        const badge = this.page.el.querySelector(`.o_badge_color_${point.color}`);
        return badge ? getComputedStyle(badge).backgroundColor : "#adb5bd";
    }

    openCustomer(point) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "crm.loyalty.profile",
            res_id: point.id,
            views: [[false, "form"]],
        });
    }
}

registry.category("actions").add("loyalty_class_board", ClassBoard);
