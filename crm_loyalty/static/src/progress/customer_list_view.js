import { registry } from "@web/core/registry";
import { ListController } from "@web/views/list/list_controller";
import { listView } from "@web/views/list/list_view";
import { LoyaltyProgress } from "./progress";

export class CustomerListController extends ListController {
    static template = "crm_loyalty.CustomerListView";
    static components = { ...ListController.components, LoyaltyProgress };
}

registry.category("views").add("loyalty_customer_list", {
    ...listView,
    Controller: CustomerListController,
});
