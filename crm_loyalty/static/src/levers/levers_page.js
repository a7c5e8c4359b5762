import { _t } from "@web/core/l10n/translation";
import { formatFloat, formatMonetary, formatPercentage } from "@web/views/fields/formatters";
import { Layout } from "@web/search/layout";
import { registry } from "@web/core/registry";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { useService } from "@web/core/utils/hooks";

import { Component, onWillStart, useState } from "@odoo/owl";

const MODEL = "crm.loyalty.profile";
// Fewer customers than these say little about a component.
const FEW = 5;

/** The lever report: which component pulls the satisfaction of a group of customers down. */
export class LeversPage extends Component {
    static template = "crm_loyalty.LeversPage";
    static components = { Layout };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.display = { controlPanel: {} };
        this.state = useState({ by: false, group: false });
        onWillStart(async () => {
            this.options = await this.orm.call(MODEL, "lever_groups", []);
            await this.load();
        });
    }

    async load() {
        const { by, group } = this.state;
        this.state.told = await this.orm.call(MODEL, "levers", [group && by, group]);
    }

    /** The groups of the chosen kind. */
    get groups() {
        return this.options.groups.find(({ by }) => by === this.state.by)?.groups || [];
    }

    get isCompared() {
        return Boolean(this.state.group);
    }

    get effectHelp() {
        return this.isCompared
            ? _t(
                  "Points that it takes from these customers beyond what it takes from the others"
              )
            : _t("Points of 100 that it takes");
    }

    get name() {
        const group = this.groups.find(([id]) => id === this.state.group);
        return group ? group[1] : _t("All customers");
    }

    get isEmpty() {
        const { satisfaction, delivered, nps } = this.state.told;
        return !satisfaction.customers && !delivered.customers && !nps;
    }

    get figures() {
        const { satisfaction, delivered } = this.state.told;
        return [
            {
                key: "satisfaction",
                title: _t("Satisfaction: what pulls the index down"),
                label: _t("Satisfaction index"),
                ...satisfaction,
            },
            {
                key: "delivered",
                title: _t("Delivered value: what pulls it down"),
                label: _t("Delivered value"),
                ...delivered,
            },
        ];
    }

    chooseKind(by) {
        this.state.by = by || false;
        this.state.group = this.groups.length ? this.groups[0][0] : false;
        return this.load();
    }

    chooseGroup(id) {
        this.state.group = Number(id);
        return this.load();
    }

    score(value, digits = 1) {
        return value === null || value === undefined
            ? _t("unknown")
            : formatFloat(value, { digits: [0, digits], trailingZeros: false });
    }

    signed(value) {
        if (value === null || value === undefined) {
            return "";
        }
        const text = this.score(Math.abs(value));
        return value >= 0.05 ? `+${text}` : value <= -0.05 ? `−${text}` : text;
    }

    /** The width of a bar of pull, in percent of the widest of its table. */
    width(figure, row) {
        const widest = Math.max(...figure.rows.map(({ pull }) => Math.abs(pull || 0)), 1);
        return (47 * Math.abs(row.pull || 0)) / widest;
    }

    /** What a component does to the figure: who is pulled down by 3 points has -3. */
    effect({ pull }) {
        return pull === null ? null : -pull;
    }

    total(figure) {
        return -figure.rows.reduce((sum, { pull }) => sum + (pull || 0), 0);
    }

    fewHelp(row) {
        return this.isFew(row) ? _t("So few customers say little.") : undefined;
    }

    isFew(row) {
        return row.customers < FEW;
    }

    indicator(row, side) {
        const { value, customers } = row[side];
        if (!customers) {
            return _t("unknown");
        }
        if (row.unit === "money") {
            return formatMonetary(value, {
                currencyId: this.options.currency_id,
                digits: [0, Math.abs(value) < 1000 ? 2 : 0],
            });
        }
        return row.unit === "share"
            ? formatPercentage(value, { digits: [0, 1] })
            : this.score(value);
    }

    nps(side) {
        const found = this.state.told[side];
        return found ? this.signed(Math.round(found.score)) : null;
    }

    interval({ low, high, count }) {
        return _t("from %(low)s to %(high)s in 95 of 100 cases; contacts asked: %(count)s", {
            low: this.signed(Math.round(low)),
            high: this.signed(Math.round(high)),
            count,
        });
    }

    openCustomers() {
        return this.action.doAction({
            type: "ir.actions.act_window",
            name: this.name,
            res_model: MODEL,
            views: ["list", "kanban", "pivot", "graph", "form"].map((kind) => [false, kind]),
            domain: this.state.told.domain,
        });
    }
}

registry.category("actions").add("loyalty_levers", LeversPage);
