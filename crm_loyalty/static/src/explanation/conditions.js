import { _t } from "@web/core/l10n/translation";

import { Component } from "@odoo/owl";

/** The conditions of a rule: each with whether it holds, and the value that it meets now. */
export class Conditions extends Component {
    static template = "crm_loyalty.Conditions";
    static props = { conditions: Array };

    nowText({ now }) {
        return _t("now %s", now);
    }

    missingText({ missing }) {
        return _t("%s to go", missing);
    }
}
