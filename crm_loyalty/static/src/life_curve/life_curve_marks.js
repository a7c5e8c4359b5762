import { deserializeDate } from "@web/core/l10n/dates";

export const COLORS = {
    purchase: "#43C5B1",
    return: "#EA6175",
    total: "#714B67",
    rhythm: "rgba(67, 197, 177, 0.18)",
    overdue: "rgba(244, 162, 97, 0.25)",
    expected: "#00A78D",
    today: "#7E8290",
};

/**
 * A Chart.js plugin that draws what is not data: the band of the customer's own rhythm after its
 * last purchase (what is beyond it is overdue), the expected next purchase, and today.
 */
export function marks({ last, expected, as_of }) {
    const at = (chart, day) => chart.scales.x.getPixelForValue(deserializeDate(day).toMillis());
    return {
        id: "loyalty_marks",
        beforeDatasetsDraw(chart) {
            if (!expected) {
                return;
            }
            const [from, to, today] = [last, expected, as_of].map((day) => at(chart, day));
            band(chart, from, to, COLORS.rhythm);
            if (today > to) {
                band(chart, to, today, COLORS.overdue);
            }
        },
        afterDatasetsDraw(chart) {
            upright(chart, at(chart, as_of), COLORS.today, [4, 4]);
            if (expected) {
                upright(chart, at(chart, expected), COLORS.expected, []);
            }
        },
    };
}

function band({ ctx, chartArea: { top, bottom } }, from, to, color) {
    ctx.save();
    ctx.fillStyle = color;
    ctx.fillRect(from, top, to - from, bottom - top);
    ctx.restore();
}

function upright({ ctx, chartArea: { top, bottom } }, x, color, dash) {
    ctx.save();
    ctx.strokeStyle = color;
    ctx.lineWidth = 1.5;
    ctx.setLineDash(dash);
    ctx.beginPath();
    ctx.moveTo(x, top);
    ctx.lineTo(x, bottom);
    ctx.stroke();
    ctx.restore();
}
