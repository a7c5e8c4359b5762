import { _t } from "@web/core/l10n/translation";
import { deserializeDate } from "@web/core/l10n/dates";
import { registry } from "@web/core/registry";
import { formatDate } from "@web/views/fields/formatters";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { Conditions } from "./conditions";

import { Component, useState } from "@odoo/owl";

const date = (day) => formatDate(deserializeDate(day));

/** Why a customer is in its stages, and what would move it: one reading at a time. */
export class ExplanationField extends Component {
    static template = "crm_loyalty.ExplanationField";
    static components = { Conditions };
    static props = { ...standardFieldProps };

    setup() {
        this.state = useState({ reading: false, move: false });
    }

    get readings() {
        return this.props.record.data[this.props.name]?.readings || [];
    }

    /** The reading that was chosen, at first the one that a person or the lifecycle decides. */
    get shown() {
        const chosen = this.state.reading;
        return (
            this.readings.find(({ reading }) => reading === chosen) ||
            this.readings.find(({ pin }) => pin) ||
            this.readings.find(({ reading, stage }) => reading === "lifecycle" && stage) ||
            this.readings[0]
        );
    }

    choose(reading) {
        Object.assign(this.state, { reading, move: false });
    }

    toggleMove(move) {
        this.state.move = this.state.move === move ? false : move;
    }

    get sinceText() {
        return _t("since %s", date(this.shown.since));
    }

    get pinText() {
        const { mode, stage, by, until, reason } = this.shown.pin;
        const values = { stage, by, until: date(until), reason };
        if (mode === "floor") {
            return _t("At least “%(stage)s”, pinned by %(by)s until %(until)s: %(reason)s", values);
        }
        if (mode === "ceiling") {
            return _t("At most “%(stage)s”, pinned by %(by)s until %(until)s: %(reason)s", values);
        }
        return _t("Pinned by %(by)s until %(until)s: %(reason)s", values);
    }

    get ruleText() {
        return _t("The rules alone would say “%s”.", this.shown.pin.rule_stage);
    }

    /** How far a stage is: one whose conditions hold waits behind the rule that decides now. */
    distance({ conditions }) {
        const met = conditions.filter((condition) => condition.met).length;
        return met === conditions.length
            ? _t("as soon as the rule above no longer holds")
            : _t("%(met)s of %(all)s conditions hold", { met, all: conditions.length });
    }
}

registry.category("fields").add("loyalty_explanation", {
    component: ExplanationField,
    supportedTypes: ["json"],
    isEmpty: () => false,
});
