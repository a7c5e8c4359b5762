import { _t } from "@web/core/l10n/translation";
import { browser } from "@web/core/browser/browser";
import { deserializeDate } from "@web/core/l10n/dates";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { formatDate } from "@web/views/fields/formatters";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";

import { Component, onMounted, onWillUnmount, useState } from "@odoo/owl";

const PAUSE = 4000;
const UNDER_WAY = ["first", "running", "never"];

/** A thin banner while customers are being computed; calls `onDone` when a pass ended. */
export class LoyaltyProgress extends Component {
    static template = "crm_loyalty.Progress";
    static props = { onDone: Function };

    setup() {
        this.orm = useService("orm");
        this.progress = useState({ state: "idle", percent: 0 });
        onMounted(() => this.ask());
        onWillUnmount(() => browser.clearTimeout(this.timer));
    }

    async ask() {
        const before = this.progress.state;
        Object.assign(this.progress, await this.orm.silent.call("crm.loyalty.run", "progress_now"));
        if (this.isUnderWay) {
            this.timer = browser.setTimeout(() => this.ask(), PAUSE);
        } else if (UNDER_WAY.includes(before)) {
            this.props.onDone();
        }
    }

    get isUnderWay() {
        return UNDER_WAY.includes(this.progress.state);
    }

    get text() {
        const { state, day } = this.progress;
        if (state === "never") {
            return _t("Customers have not been computed yet. It starts by itself, in the background.");
        }
        if (state === "first") {
            return day
                ? _t("Customers are being computed for the first time, as of %s.", this.asOf(day))
                : _t("Customers are being computed for the first time.");
        }
        return _t("Customers are being computed. What you see may be from the last pass.");
    }

    asOf(day) {
        return formatDate(deserializeDate(day));
    }
}

/** The same banner in a form view. */
export class LoyaltyProgressWidget extends Component {
    static template = "crm_loyalty.ProgressWidget";
    static components = { LoyaltyProgress };
    static props = { ...standardWidgetProps };
}

registry.category("view_widgets").add("loyalty_progress", { component: LoyaltyProgressWidget });
