import { _t } from "@web/core/l10n/translation";
import { deserializeDate, formatDate } from "@web/core/l10n/dates";
import { cookie } from "@web/core/browser/cookie";
import { getCustomColor } from "@web/core/colors/colors";
import { formatMonetary } from "@web/views/fields/formatters";
import { marks } from "./life_curve_marks";

const scheme = cookie.get("color_scheme");
const GRID = getCustomColor(scheme, "#e7e9ed", "#3C3E4B");
const LABEL = getCustomColor(scheme, "#5f636f", "#E4E4E4");
const PURCHASE = "#43C5B1";
const RETURN = "#EA6175";
const TOTAL = "#714B67";

const millis = (day) => deserializeDate(day).toMillis();

/**
 * @param {Object} curve the JSON of `crm.loyalty.profile.life_curve`
 * @returns {Object} configuration of a Chart.js chart
 */
export function chartConfig(curve) {
    const format = (amount, humanReadable) =>
        formatMonetary(amount, { currencyId: curve.currency_id, humanReadable, decimals: 0 });
    return {
        data: { datasets: [stems(curve), total(curve)] },
        options: {
            animation: false,
            maintainAspectRatio: false,
            layout: { padding: { top: 18 } },
            interaction: { mode: "nearest", axis: "x", intersect: false },
            plugins: {
                legend: { display: false },
                tooltip: {
                    callbacks: {
                        title: ([item]) => formatDate(luxon.DateTime.fromMillis(item.parsed.x)),
                        label: (item) => `${item.dataset.label}: ${format(item.parsed.y, false)}`,
                    },
                },
            },
            scales: scales(curve, (amount) => format(amount, true)),
        },
        plugins: [marks(curve, { label: LABEL })],
    };
}

function stems({ points }) {
    const known = points.filter((point) => point.amount !== null);
    return {
        type: "bar",
        label: _t("Purchase or return"),
        data: known.map((point) => ({ x: millis(point.day), y: point.amount })),
        backgroundColor: known.map((point) => (point.sign > 0 ? PURCHASE : RETURN)),
        barThickness: points.length > 120 ? 2 : 5,
        yAxisID: "y",
    };
}

function total({ points, as_of }) {
    let sum = 0;
    const data = points.map((point) => {
        sum += point.amount || 0;
        return { x: millis(point.day), y: sum };
    });
    return {
        type: "line",
        label: _t("Revenue so far"),
        data: [...data, { x: Math.max(millis(as_of), data.at(-1).x), y: sum }],
        borderColor: TOTAL,
        borderWidth: 1.5,
        pointRadius: 0,
        stepped: "before",
        yAxisID: "total",
    };
}

function scales({ points, as_of, expected }, amountText) {
    const ends = [points[0].day, points.at(-1).day, as_of, expected].filter(Boolean).map(millis);
    const [first, last] = [Math.min(...ends), Math.max(...ends)];
    const margin = Math.max((last - first) / 40, 3 * 24 * 3600 * 1000);
    const ticks = { color: LABEL, maxTicksLimit: 5, callback: amountText };
    return {
        x: {
            type: "time",
            min: first - margin,
            max: last + margin,
            grid: { display: false },
            time: { minUnit: "day" },
            ticks: { color: LABEL, maxRotation: 0, autoSkipPadding: 24 },
        },
        y: { grid: { color: GRID }, border: { display: false }, ticks },
        total: {
            position: "right",
            beginAtZero: true,
            grid: { display: false },
            border: { display: false },
            ticks: { ...ticks, color: TOTAL },
        },
    };
}
