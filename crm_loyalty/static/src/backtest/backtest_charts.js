import { _t } from "@web/core/l10n/translation";
import { deserializeDate, formatDate } from "@web/core/l10n/dates";
import { cookie } from "@web/core/browser/cookie";
import { getCustomColor } from "@web/core/colors/colors";
import { formatFloat } from "@web/core/utils/numbers";

const scheme = cookie.get("color_scheme");
const GRID = getCustomColor(scheme, "#e7e9ed", "#3C3E4B");
const LABEL = getCustomColor(scheme, "#5f636f", "#E4E4E4");

export const COLORS = {
    actual: "#43C5B1",
    predicted: getCustomColor(scheme, "#714B67", "#B48EA9"),
    baseline: "#A8ABB6",
};

/**
 * @param {Object} test the JSON of `crm.loyalty.fit.backtest`
 * @returns {Object} configuration of a Chart.js chart: purchases of all customers, month by month
 */
export function monthsConfig({ periods }) {
    const figures = (name) => periods.map((period) => period[name]);
    const line = (name, label, dash = []) => ({
        type: "line",
        label,
        data: figures(name),
        borderColor: COLORS[name],
        borderDash: dash,
        borderWidth: 2,
        pointRadius: 0,
        tension: 0.2,
    });
    const actual = {
        type: "bar",
        label: _t("Actual"),
        data: figures("actual"),
        backgroundColor: COLORS.actual,
    };
    const labels = periods.map(({ end }) => formatDate(deserializeDate(end)));
    return chart(labels, [
        line("predicted", _t("Predicted")),
        line("baseline", _t("Baseline"), [5, 4]),
        actual,
    ]);
}

/** The same for tenths of the customers, from the least predicted to the most. */
export function tenthsConfig({ tenths }) {
    const bars = (name, label) => ({
        type: "bar",
        label,
        data: tenths.map((tenth) => tenth[name]),
        backgroundColor: COLORS[name],
    });
    const labels = tenths.map((_tenth, place) => String(place + 1));
    return chart(labels, [bars("predicted", _t("Predicted")), bars("actual", _t("Actual"))]);
}

function chart(labels, datasets) {
    const exact = ({ dataset, parsed }) => `${dataset.label}: ${formatFloat(parsed.y)}`;
    return {
        data: { labels, datasets },
        options: {
            animation: false,
            maintainAspectRatio: false,
            interaction: { mode: "index", intersect: false },
            plugins: { legend: { display: false }, tooltip: { callbacks: { label: exact } } },
            scales: {
                x: {
                    grid: { display: false },
                    ticks: { color: LABEL, maxRotation: 0, autoSkipPadding: 12 },
                },
                y: {
                    beginAtZero: true,
                    border: { display: false },
                    grid: { color: GRID },
                    ticks: { color: LABEL, maxTicksLimit: 6 },
                },
            },
        },
    };
}
