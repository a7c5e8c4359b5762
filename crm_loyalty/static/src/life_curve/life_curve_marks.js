import { _t } from "@web/core/l10n/translation";
import { deserializeDate } from "@web/core/l10n/dates";

const IN_RHYTHM = "rgba(67, 197, 177, 0.16)";
const OVERDUE = "rgba(244, 162, 97, 0.22)";
const EXPECTED = "#00A78D";

/**
 * A Chart.js plugin that draws what is not data: the band of the customer's own rhythm after its
 * last purchase (what is beyond it is overdue), the expected next purchase, and today.
 */
export function marks({ last, expected, as_of }, { label }) {
    const at = (chart, day) => chart.scales.x.getPixelForValue(deserializeDate(day).toMillis());
    return {
        id: "loyalty_marks",
        beforeDatasetsDraw(chart) {
            if (!expected) {
                return;
            }
            const [from, to, today] = [last, expected, as_of].map((day) => at(chart, day));
            band(chart, from, to, IN_RHYTHM);
            if (today > to) {
                band(chart, to, today, OVERDUE);
            }
        },
        afterDatasetsDraw(chart) {
            const today = at(chart, as_of);
            upright(chart, today, label, [4, 4]);
            if (!expected) {
                caption(chart, today, _t("today"), label, "right");
                return;
            }
            const next = at(chart, expected);
            upright(chart, next, EXPECTED, []);
            caption(chart, today, _t("today"), label, today < next ? "right" : "left");
            caption(chart, next, _t("expected"), EXPECTED, today < next ? "left" : "right");
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
    ctx.setLineDash(dash);
    ctx.beginPath();
    ctx.moveTo(x, top);
    ctx.lineTo(x, bottom);
    ctx.stroke();
    ctx.restore();
}

function caption({ ctx, chartArea }, x, text, color, align) {
    ctx.save();
    ctx.fillStyle = color;
    ctx.font = "11px sans-serif";
    ctx.textAlign = align;
    const room = ctx.measureText(text).width;
    const beyond = align === "left" && x + room > chartArea.right + 40;
    ctx.textAlign = beyond ? "right" : align;
    ctx.fillText(text, x + (ctx.textAlign === "left" ? 3 : -3), chartArea.top - 5);
    ctx.restore();
}
