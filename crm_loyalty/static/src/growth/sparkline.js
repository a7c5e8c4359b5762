import { Component } from "@odoo/owl";

const WIDTH = 120;
const HEIGHT = 28;

/** A small curve of a figure, month by month; a month that is not known is a gap. */
export class Sparkline extends Component {
    static template = "crm_loyalty.Sparkline";
    static props = { series: Array };

    get box() {
        return `0 -2 ${WIDTH} ${HEIGHT + 4}`;
    }

    get isDrawn() {
        return this.props.series.filter((value) => value !== false).length > 1;
    }

    get path() {
        const { series } = this.props;
        let pen = "M";
        return series
            .map((value, month) => {
                if (value === false) {
                    pen = "M";
                    return "";
                }
                const [x, y] = this.point(value, month);
                const step = `${pen}${x.toFixed(1)},${y.toFixed(1)}`;
                pen = "L";
                return step;
            })
            .join("");
    }

    get end() {
        const { series } = this.props;
        const last = series.at(-1);
        return last === false ? null : this.point(last, series.length - 1);
    }

    point(value, month) {
        const known = this.props.series.filter((other) => other !== false);
        const [low, high] = [Math.min(...known), Math.max(...known)];
        const share = high > low ? (value - low) / (high - low) : 0.5;
        return [3 + (month * (WIDTH - 6)) / (this.props.series.length - 1), HEIGHT * (1 - share)];
    }
}
