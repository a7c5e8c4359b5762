import { deserializeDateTime, formatDate } from "@web/core/l10n/dates";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

import { Component } from "@odoo/owl";

const COLORS = { solved: "success", answered: "info" };

/** The latest complaints of a customer; a click opens one. */
export class ComplaintsField extends Component {
    static template = "crm_loyalty.ComplaintsField";
    static props = { ...standardFieldProps };

    setup() {
        this.action = useService("action");
    }

    get complaints() {
        return this.props.record.data[this.props.name] || [];
    }

    day(complaint) {
        return formatDate(deserializeDateTime(complaint.opened_at));
    }

    color(complaint) {
        return COLORS[complaint.state] || "warning";
    }

    stars(complaint) {
        return "★".repeat(complaint.satisfaction) + "☆".repeat(5 - complaint.satisfaction);
    }

    open(complaint) {
        this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "crm.loyalty.complaint",
            res_id: complaint.id,
            views: [[false, "form"]],
        });
    }
}

registry.category("fields").add("loyalty_complaints", {
    component: ComplaintsField,
    supportedTypes: ["json"],
});
