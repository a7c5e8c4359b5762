import { deserializeDate, formatDate } from "@web/core/l10n/dates";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { Conditions } from "./conditions";

import { Component, useState } from "@odoo/owl";

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

    get shown() {
        const chosen = this.readings.find(({ reading }) => reading === this.state.reading);
        return chosen || this.readings[0];
    }

    choose(reading) {
        Object.assign(this.state, { reading, move: false });
    }

    toggleMove(move) {
        this.state.move = this.state.move === move ? false : move;
    }

    met(move) {
        return move.conditions.filter(({ met }) => met).length;
    }

    /** A stage whose conditions hold already waits behind the rule that decides now. */
    isNext(move) {
        return this.met(move) === move.conditions.length;
    }

    date(day) {
        return formatDate(deserializeDate(day));
    }
}

registry.category("fields").add("loyalty_explanation", {
    component: ExplanationField,
    supportedTypes: ["json"],
    isEmpty: () => false,
});
