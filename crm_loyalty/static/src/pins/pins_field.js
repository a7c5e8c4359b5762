import { Avatar } from "@mail/views/web/fields/avatar/avatar";

import { deserializeDate } from "@web/core/l10n/dates";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { formatDate } from "@web/views/fields/formatters";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

import { Component } from "@odoo/owl";

/** The stages that people have pinned for a customer; a click opens one. */
export class PinsField extends Component {
    static template = "crm_loyalty.PinsField";
    static components = { Avatar };
    static props = { ...standardFieldProps };

    setup() {
        this.action = useService("action");
    }

    get told() {
        return this.props.record.data[this.props.name];
    }

    day(text) {
        return formatDate(deserializeDate(text));
    }

    open(pin) {
        this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "crm.loyalty.pin",
            res_id: pin.id,
            views: [[false, "form"]],
        });
    }
}

registry.category("fields").add("loyalty_pins", {
    component: PinsField,
    supportedTypes: ["json"],
});
