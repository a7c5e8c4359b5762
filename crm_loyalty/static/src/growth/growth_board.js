import { _t } from "@web/core/l10n/translation";
import { deserializeDate } from "@web/core/l10n/dates";
import { Layout } from "@web/search/layout";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import {
    formatFloat,
    formatInteger,
    formatMonetary,
    formatPercentage,
} from "@web/views/fields/formatters";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { LoyaltyProgress } from "../progress/progress";
import { Sparkline } from "./sparkline";

import { Component, onWillStart, useState } from "@odoo/owl";

/** More, longer, deeper: the last month that is over against the same month a year before. */
export class GrowthBoard extends Component {
    static template = "crm_loyalty.GrowthBoard";
    static components = { Layout, LoyaltyProgress, Sparkline };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.board = useState({ month: false, columns: {}, lapsed: { count: 0 } });
        this.display = { controlPanel: {} };
        onWillStart(() => this.load());
    }

    async load() {
        Object.assign(this.board, await this.orm.call("crm.loyalty.growth", "board"));
    }

    get titles() {
        return {
            more: [_t("More"), _t("acquired and won back")],
            longer: [_t("Longer"), _t("kept and buying again")],
            deeper: [_t("Deeper"), _t("buying across and at a higher price")],
        };
    }

    get month() {
        return deserializeDate(this.board.month).toLocaleString({ month: "long", year: "numeric" });
    }

    get lapsedText() {
        const count = formatInteger(this.board.lapsed.count);
        return _t("%s customers bought last fiscal year but not this one.", count);
    }

    format(kind, value) {
        if (value === false) {
            return _t("not known");
        }
        switch (kind) {
            case "money":
                return formatMonetary(value, {
                    currencyId: this.board.currency_id,
                    humanReadable: Math.abs(value) >= 1e6,
                    digits: [0, Math.abs(value) < 1000 || Math.abs(value) >= 1e6 ? 2 : 0],
                });
            case "share":
                return formatPercentage(value, { digits: [0, 1] });
            case "number":
                return formatFloat(value, { digits: [0, 2] });
        }
        return formatInteger(value);
    }

    /** The change against a year before: points of a share, per cent of anything else. */
    change(kind, value, before, rises) {
        if (value === false || before === false || (kind !== "share" && !before)) {
            return null;
        }
        const isShare = kind === "share";
        const change = isShare ? value - before : value / before - 1;
        const shown = Math.round(change * 1000) / 10;
        const number = formatFloat(Math.abs(shown), { digits: [0, 1] });
        const good = shown > 0 === rises;
        return {
            icon: shown > 0 ? "fa-arrow-up" : shown < 0 ? "fa-arrow-down" : "fa-arrow-right",
            color: !shown ? "text-muted" : good ? "text-success" : "text-danger",
            text: isShare ? _t("%s points", number) : _t("%s %%", number),
        };
    }

    open(action) {
        this.action.doAction(action);
    }
}

registry.category("actions").add("crm_loyalty.growth_board", GrowthBoard);
