import { registry } from "@web/core/registry";
import { KanbanController } from "@web/views/kanban/kanban_controller";
import { kanbanView } from "@web/views/kanban/kanban_view";
import { LoyaltyProgress } from "./progress";

export class CustomerKanbanController extends KanbanController {
    static template = "crm_loyalty.CustomerKanbanView";
    static components = { ...KanbanController.components, LoyaltyProgress };
}

registry.category("views").add("loyalty_customer_kanban", {
    ...kanbanView,
    Controller: CustomerKanbanController,
});
