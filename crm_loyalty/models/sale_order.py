from odoo import api, fields, models
from odoo.tools import SQL

from ..fields import KnownInteger, ProfileLink

# What is written once, by the confirmation.
KEPT = ("confirmed_formation_id", "confirmed_lifecycle_id", "confirmed_level_id")


class SaleOrder(models.Model):
    """The thin face of the relationship on a quotation; kept as it was once confirmed."""

    _inherit = "sale.order"

    # What ``crm.loyalty.source`` reads of an order, and nothing else: see docs/decisions/0007.
    _loyalty_facts = models.Index(
        "(partner_id) INCLUDE (id, company_id, state, date_order, amount_untaxed, currency_rate,"
        " user_id, validity_date, invoice_status)"
    )

    loyalty_profile_id = ProfileLink(
        "crm.loyalty.profile",
        "Relationship",
        partner="partner_id",
        company="company_id",
        groups="sales_team.group_sale_salesman",
    )
    relationship_lifecycle_id = fields.Many2one(
        related="loyalty_profile_id.lifecycle_id",
        string="Lifecycle",
        groups="sales_team.group_sale_salesman",
    )
    relationship_level_id = fields.Many2one(
        related="loyalty_profile_id.level_id",
        string="Relationship Level",
        groups="sales_team.group_sale_salesman",
    )
    relationship_rfm = KnownInteger(
        related="loyalty_profile_id.rfm",
        string="RFM",
        groups="sales_team.group_sale_salesman",
        aggregator=None,
    )
    confirmed_formation_id = fields.Many2one(
        "crm.loyalty.stage",
        "Formation at Confirmation",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        groups="sales_team.group_sale_salesman",
    )
    confirmed_lifecycle_id = fields.Many2one(
        "crm.loyalty.stage",
        "Lifecycle at Confirmation",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        groups="sales_team.group_sale_salesman",
        help="Where the customer stood when the order was confirmed.",
    )
    confirmed_level_id = fields.Many2one(
        "crm.loyalty.stage",
        "Level at Confirmation",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        groups="sales_team.group_sale_salesman",
    )

    def _action_confirm(self):
        self._keep_relationship()
        return super()._action_confirm()

    def _keep_relationship(self):
        """Write down where the customers stand at the moment of their confirmation, once.

        One query, from the orders themselves: a confirmation need not read the contacts.
        """
        self.flush_recordset(["partner_id", "company_id"])
        query = SQL(
            """
            SELECT sale.id, profile.formation_id, profile.lifecycle_id, profile.level_id
              FROM sale_order sale
              JOIN res_partner contact ON contact.id = sale.partner_id
              LEFT JOIN crm_loyalty_profile profile
                     ON profile.partner_id = contact.commercial_partner_id
                    AND profile.company_id = sale.company_id
                    AND NOT EXISTS (SELECT FROM res_partner customer
                                     WHERE customer.id = profile.partner_id
                                       AND customer.loyalty_opt_out)
             WHERE sale.id = ANY(%s)
            """,
            self.ids,
        )
        # What is kept does not depend on who confirms: a salesperson, the customer, a payment.
        orders = self.sudo()
        for order_id, *stages in self.env.execute_query(query):
            orders.browse(order_id).write(dict(zip(KEPT, stages, strict=True)))

    @api.model
    def _has_field_access(self, field, operation):
        """Let no user write what is kept: ``readonly`` binds the screens, this every caller."""
        allowed = super()._has_field_access(field, operation)
        return allowed and (operation == "read" or self.env.su or field.name not in KEPT)
