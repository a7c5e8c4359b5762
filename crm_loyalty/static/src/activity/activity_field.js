import { ActivityButton } from "@mail/core/web/activity_button";
import { Avatar } from "@mail/views/web/fields/avatar/avatar";

import { deserializeDate } from "@web/core/l10n/dates";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

import { Component } from "@odoo/owl";

import { DueField } from "../due/due_field";

/** The next activity planned with a customer, and Odoo's button for all of them. */
export class ActivityField extends Component {
    static template = "crm_loyalty.ActivityField";
    static components = { ActivityButton, Avatar, DueField };
    static props = { ...standardFieldProps };

    get next() {
        return this.props.record.data[this.props.name];
    }

    /** What Odoo's components read of a record, from the one value that was read. */
    get record() {
        const { record } = this.props;
        const { ids, state, summary, type, icon, deadline } = this.next;
        return {
            resId: record.resId,
            resModel: record.resModel,
            isActive: record.isActive,
            evalContext: record.evalContext,
            load: () => record.load(),
            data: {
                activity_ids: { records: ids, currentIds: ids },
                activity_state: state,
                activity_summary: summary,
                activity_type_icon: icon,
                activity_type_id: type && { display_name: type },
                deadline: deserializeDate(deadline),
            },
        };
    }
}

registry.category("fields").add("loyalty_activity", {
    component: ActivityField,
    supportedTypes: ["json"],
});
