from odoo import fields, models

from .res_partner import SALES


class SaleOrder(models.Model):
    """The complaints about an order."""

    _inherit = "sale.order"

    loyalty_complaint_count = fields.Integer(
        "Complaints", compute="_compute_loyalty_complaint_count", groups=SALES
    )

    def _compute_loyalty_complaint_count(self):
        found = self.env["crm.loyalty.complaint"]._read_group(
            [("order_id", "in", self.ids)], ["order_id"], ["__count"]
        )
        counts = dict(found)
        for order in self:
            order.loyalty_complaint_count = counts.get(order, 0)

    def action_open_complaints(self):
        """Open the complaints about the order; a new one if there is none."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_loyalty.action_crm_loyalty_complaint"
        )
        products = self.order_line.product_id
        action |= {
            "domain": [("order_id", "=", self.id)],
            "context": {
                "default_order_id": self.id,
                "default_partner_id": self.partner_id.id,
                "default_company_id": self.company_id.id,
                "default_product_id": products.id if len(products) == 1 else False,
                "default_channel": "order",
            },
        }
        return action if self.loyalty_complaint_count else action | {"views": [(False, "form")]}
