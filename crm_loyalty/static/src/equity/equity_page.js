import { _t } from "@web/core/l10n/translation";
import { deserializeDate, formatDate } from "@web/core/l10n/dates";
import { formatMonetary } from "@web/views/fields/formatters";
import { Layout } from "@web/search/layout";
import { registry } from "@web/core/registry";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { useService } from "@web/core/utils/hooks";

import { Component, onWillStart, useState } from "@odoo/owl";

import { EquityChart } from "./equity_chart";
import { openBase, openCustomers, openProspects } from "./equity_open";

const MODEL = "crm.loyalty.balance";
// Amounts from here on are written in millions.
const LARGE = 1e8;

/** Customer equity: what the base is worth, and what became of it between two dates. */
export class EquityPage extends Component {
    static template = "crm_loyalty.EquityPage";
    static components = { EquityChart, Layout };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.notification = useService("notification");
        this.display = { controlPanel: {} };
        this.money = this.money.bind(this);
        this.open = this.open.bind(this);
        this.state = useState({ by: "lifecycle_id" });
        onWillStart(() => this.start());
    }

    async start() {
        const [dates, prospects, drivers] = await Promise.all([
            this.orm.call(MODEL, "equity_dates", []),
            this.orm.call(MODEL, "equity_prospects", []),
            this.orm.call(MODEL, "equity_drivers", []),
        ]);
        Object.assign(this.state, { dates, prospects, drivers, then: dates.then, now: dates.now });
        await this.load();
    }

    async load() {
        const { by, then, now } = this.state;
        const [change, groups] = await Promise.all([
            this.orm.call(MODEL, "equity_change", [then, now]),
            this.orm.call(MODEL, "equity_groups", [by, then, now]),
        ]);
        Object.assign(this.state, { change, groups });
    }

    get company() {
        return this.state.dates.company_id;
    }

    get groupings() {
        return [
            { by: "lifecycle_id", label: _t("Lifecycle") },
            { by: "pyramid_id", label: _t("Customer pyramid") },
            { by: "segment_ids", label: _t("Segment") },
            { by: "user_id", label: _t("Salesperson") },
            { by: "team_id", label: _t("Sales team") },
            { by: "country_id", label: _t("Country") },
        ];
    }

    get drivers() {
        const told = {
            value: [
                _t("Value"),
                _t("What customers get for what they give: experience, and delivered value."),
                _t("Ask customers about product, service and price: nobody has answered yet."),
            ],
            brand: [
                _t("Brand"),
                _t("What our name means to them: reputation, and whether they ask for us by name."),
                _t("Ask customers about your name: nobody has answered yet."),
            ],
            relationship: [
                _t("Relationship"),
                _t("What ties them to us: the loyalty index."),
                _t("The loyalty index is not known of any customer yet."),
            ],
        };
        return this.state.drivers.map((driver) => {
            const [label, meaning, missing] = told[driver.name];
            return { ...driver, label, text: driver.customers ? meaning : missing };
        });
    }

    get labels() {
        return {
            acquired: _t("Acquired"),
            won_back: _t("Won back"),
            grown: _t("Grown"),
            shrunk: _t("Shrunk"),
            lost: _t("Lost"),
            valued: _t("Valued anew"),
        };
    }

    /** The parts of the change; that values became known is one only where it happened. */
    get steps() {
        return this.state.change.parts
            .filter(({ name, customers }) => name !== "same" && (name !== "valued" || customers))
            .map((part) => ({ ...part, label: this.labels[part.name] }));
    }

    get isCompared() {
        const { then, change } = this.state;
        return Boolean(then) && change.then.equity !== null && change.now.equity !== null;
    }

    get isUnknown() {
        return this.state.change.now.customers > 0 && this.state.change.now.equity === null;
    }

    /** What the prospects are worth: nothing if there are none, null if it is unknown. */
    get prospects() {
        const { customers, leads, value } = this.state.prospects;
        return customers + leads ? value : 0;
    }

    /** Base and prospects together, as they are now; of the past the prospects are not known. */
    get total() {
        const base = this.state.change.now.equity;
        return this.state.now || base === null || this.prospects === null
            ? null
            : base + this.prospects;
    }

    get heading() {
        const { then, now } = this.state;
        return _t("From %(then)s to %(now)s: click a bar for its customers", {
            then: this.day(then),
            now: this.day(now),
        });
    }

    day(day) {
        return day ? formatDate(deserializeDate(day)) : _t("Now");
    }

    money(amount) {
        return amount === null || amount === false
            ? _t("unknown")
            : formatMonetary(amount, {
                  currencyId: this.state.dates.currency_id,
                  digits: [0, Math.abs(amount) < LARGE ? 0 : 2],
                  humanReadable: Math.abs(amount) >= LARGE,
              });
    }

    /** The change of a group; a group that was not there had nothing, one of unknown value: unknown. */
    changeOf(row) {
        const unknown = ["then", "now"].some((s) => row[`customers_${s}`] && row[s] === null);
        return unknown ? null : (row.now || 0) - (row.then || 0);
    }

    choose(side, day) {
        this.state[side] = day || false;
        return this.load();
    }

    group(by) {
        this.state.by = by;
        return this.load();
    }

    async take() {
        const rows = await this.orm.call(MODEL, "action_take", []);
        this.notification.add(_t("Balance taken: %s relationships.", rows), { type: "success" });
        await this.start();
    }

    async open(name) {
        const { then, now } = this.state;
        if (name === "then" || name === "now") {
            const day = this.state[name];
            const title = _t("Customers: %s", this.day(day));
            return openBase(this.action, this.company, day, title);
        }
        const ids = await this.orm.call(MODEL, "equity_customers", [name, then, now]);
        const part = this.state.change.parts.find((part) => part.name === name);
        const label = this.labels[name];
        const title =
            ids.length < part.customers
                ? _t("%(part)s: the %(count)s largest", { part: label, count: ids.length })
                : label;
        return openCustomers(this.action, this.company, title, ids);
    }

    openGroup(row) {
        const { by, now } = this.state;
        const title = row.name || _t("None");
        return openBase(this.action, this.company, now, title, [[by, "=", row.id]]);
    }

    openUnknown() {
        const unknown = [["clv", "=", false]];
        return openBase(this.action, this.company, this.state.now, _t("Value unknown"), unknown);
    }

    openProspects(known) {
        return openProspects(this.action, this.company, known);
    }

    openOverTime() {
        return this.action.doAction("crm_loyalty.action_crm_loyalty_balance");
    }
}

registry.category("actions").add("loyalty_equity", EquityPage);
