import { _t } from "@web/core/l10n/translation";
import { deserializeDate } from "@web/core/l10n/dates";
import { cookie } from "@web/core/browser/cookie";
import { getCustomColor } from "@web/core/colors/colors";
import { formatDate, formatMonetary } from "@web/views/fields/formatters";
import { COLORS, marks } from "./life_curve_marks";

const scheme = cookie.get("color_scheme");
const GRID = getCustomColor(scheme, "#e7e9ed", "#3C3E4B");
const LABEL = getCustomColor(scheme, "#5f636f", "#E4E4E4");
const DAY = 24 * 3600 * 1000;

const millis = (day) => deserializeDate(day).toMillis();

/**
 * @param {Object} curve the JSON of `crm.loyalty.profile.life_curve`
 * @returns {Object} configuration of a Chart.js chart
 */
export function chartConfig(curve) {
    const currencyId = curve.currency_id;
    const exact = ({ dataset, parsed }) =>
        `${dataset.label}: ${formatMonetary(parsed.y, { currencyId })}`;
    const day = ([item]) => formatDate(luxon.DateTime.fromMillis(item.parsed.x));
    const datasets = [stems(curve), total(curve)];
    return {
        data: { datasets },
        options: {
            animation: false,
            maintainAspectRatio: false,
            interaction: { mode: "nearest", axis: "x", intersect: false },
            plugins: {
                legend: { display: false },
                tooltip: { callbacks: { title: day, label: exact } },
            },
            scales: { x: time(curve), ...amounts(datasets, currencyId) },
        },
        plugins: [marks(curve)],
    };
}

function stems({ points }) {
    const known = points.filter((point) => point.amount !== null);
    return {
        type: "bar",
        label: _t("Purchase or return"),
        data: known.map((point) => ({ x: millis(point.day), y: point.amount })),
        backgroundColor: known.map(({ sign }) => (sign > 0 ? COLORS.purchase : COLORS.return)),
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
        borderColor: COLORS.total,
        borderWidth: 1.5,
        pointRadius: 0,
        stepped: "before",
        yAxisID: "total",
    };
}

function time({ points, as_of, expected }) {
    const ends = [points[0].day, points.at(-1).day, as_of, expected].filter(Boolean).map(millis);
    const [first, last] = [Math.min(...ends), Math.max(...ends)];
    const margin = Math.max((last - first) / 40, 3 * DAY);
    return {
        type: "time",
        min: first - margin,
        max: last + margin,
        grid: { display: false },
        time: { minUnit: "day" },
        ticks: { color: LABEL, maxRotation: 0, autoSkipPadding: 24, includeBounds: false },
    };
}

/** Two scales, of single amounts and of their total, whose zeros are on one line. */
function amounts([single, sum], currencyId) {
    const [low, high] = ends(single);
    const [lowest, highest] = ends(sum);
    const below = Math.max(-low / high, -lowest / highest); // how far below zero, of the height above
    const callback = (amount) => short(amount, currencyId);
    const scale = (top, color) => ({
        min: -below * top,
        max: top,
        border: { display: false },
        grid: { color: GRID },
        ticks: { color, callback, maxTicksLimit: 6, includeBounds: false },
    });
    return {
        y: scale(high, LABEL),
        total: { ...scale(highest, COLORS.total), position: "right", grid: { display: false } },
    };
}

/** An amount in a few characters, with a decimal only where it says something: $ 0, $ 2.5k. */
function short(amount, currencyId) {
    const unit = 1000 ** Math.max(0, Math.floor(Math.log10(Math.abs(amount) || 1) / 3));
    const digits = [0, amount % unit ? 1 : 0];
    return formatMonetary(amount, { currencyId, humanReadable: true, digits });
}

function ends({ data }) {
    const values = data.map(({ y }) => y);
    return [Math.min(0, ...values) * 1.1, Math.max(1, ...values) * 1.1];
}
