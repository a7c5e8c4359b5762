import { Component } from "@odoo/owl";

const SIDE = 420;
const MARGIN = { left: 52, top: 12, right: 12, bottom: 44 };
const RADIUS = 11;
// Where a number is put when its own place is taken: beside it, nearest first.
const PLACES = [0, 1, 2].flatMap((ring) =>
    ring
        ? [[1, 0], [-1, 0], [0, -1], [0, 1], [1, -1], [-1, 1], [1, 1], [-1, -1]].map(([x, y]) => [
              x * ring * 2.1 * RADIUS,
              y * ring * 2.1 * RADIUS,
          ])
        : [[0, 0]]
);

/** Features by how much they may displease if they are missing, and please if they are there. */
export class KanoPlot extends Component {
    static template = "crm_loyalty.KanoPlot";
    static props = {
        features: Array, // of { id, number, name, shown, other }; see KanoPage
        words: Object, // of the classes
        open: Function, // called with a feature
    };

    get box() {
        const width = MARGIN.left + SIDE + MARGIN.right;
        return `0 0 ${width} ${MARGIN.top + SIDE + MARGIN.bottom}`;
    }

    get frame() {
        const { left, top } = MARGIN;
        const [half, right, bottom] = [SIDE / 2, left + SIDE, top + SIDE];
        return { left, top, right, bottom, side: SIDE, middle: left + half, center: top + half };
    }

    get ticks() {
        return [0, 0.25, 0.5, 0.75, 1].map((value) => ({ value, ...this.place(-value, value) }));
    }

    /** The quadrants with the class that belongs there, each named in its outer corner. */
    get quadrants() {
        const { left, top, right, bottom } = this.frame;
        return [
            { letter: "A", x: left + 8, y: top + 18, anchor: "start" },
            { letter: "O", x: right - 8, y: top + 18, anchor: "end" },
            { letter: "I", x: left + 8, y: bottom - 8, anchor: "start" },
            { letter: "M", x: right - 8, y: bottom - 8, anchor: "end" },
        ];
    }

    place(worse, better) {
        return { x: MARGIN.left - worse * SIDE, y: MARGIN.top + (1 - better) * SIDE };
    }

    /** One mark for each feature whose place is known; numbers do not cover each other. */
    get marks() {
        const taken = [];
        return this.props.features
            .filter((feature) => feature.shown.better !== null)
            .map((feature) => {
                const at = this.place(feature.shown.worse, feature.shown.better);
                const label = this.free(at, taken);
                taken.push(label);
                const other = feature.other;
                const known = other && other.better !== null;
                const from = known ? this.place(other.worse, other.better) : null;
                return { feature, at, label, from };
            });
    }

    free(at, taken) {
        const spots = PLACES.map(([x, y]) => ({ x: at.x + x, y: at.y + y }));
        const clear = (spot) =>
            taken.every((one) => Math.hypot(one.x - spot.x, one.y - spot.y) > 2 * RADIUS);
        return spots.find(clear) || at;
    }
}
