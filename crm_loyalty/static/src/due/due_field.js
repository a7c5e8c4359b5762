import { registry } from "@web/core/registry";
import {
    RemainingDaysField,
    remainingDaysField,
} from "@web/views/fields/remaining_days/remaining_days_field";

/** Remaining days, counted in days: "in 13 days" where Odoo would say "next month". */
export class DueField extends RemainingDaysField {
    get diffString() {
        if (this.diffDays === null || Math.abs(this.diffDays) > 99) {
            return super.diffString;
        }
        const day = this.props.record.data[this.props.name].startOf("day");
        return day.toRelativeCalendar({ unit: "days" });
    }
}

registry.category("fields").add("loyalty_due", { ...remainingDaysField, component: DueField });
