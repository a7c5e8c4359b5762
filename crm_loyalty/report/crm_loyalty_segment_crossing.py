from odoo import fields, models
from odoo.tools import SQL

from ..fields import KnownMonetary


class CrmLoyaltySegmentCrossing(models.Model):
    """One customer that is in two segments now; also in the one alone, as in itself.

    A customer in three segments has nine rows: sums hold for one pair, not over several.
    """

    _name = "crm.loyalty.segment.crossing"
    _description = "Customers in Two Segments"
    _auto = False
    _rec_name = "partner_id"
    _order = "revenue_12m desc nulls last, id"
    _depends = {
        "crm.loyalty.member": ["segment_id", "partner_id", "company_id", "date_to"],
        "crm.loyalty.profile": ["user_id", "lifecycle_id", "level_id", "revenue", "revenue_12m"],
    }

    segment_id = fields.Many2one("crm.loyalty.segment", readonly=True)
    other_id = fields.Many2one("crm.loyalty.segment", "Also In", readonly=True)
    partner_id = fields.Many2one("res.partner", "Customer", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    user_id = fields.Many2one("res.users", "Salesperson", readonly=True)
    lifecycle_id = fields.Many2one("crm.loyalty.stage", readonly=True)
    level_id = fields.Many2one("crm.loyalty.stage", "Relationship Level", readonly=True)
    revenue = KnownMonetary(
        "Revenue of the Pair",
        readonly=True,
        help="A total over several pairs counts a customer in each of them.",
    )
    revenue_12m = KnownMonetary(
        "Revenue of the Pair, 12 Months",
        readonly=True,
        help="A total over several pairs counts a customer in each of them.",
    )

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT row_number() OVER (ORDER BY one.id, other.id) AS id,
                   one.segment_id, other.segment_id AS other_id, one.partner_id, one.company_id,
                   p.user_id, p.lifecycle_id, p.level_id, p.revenue, p.revenue_12m
              FROM crm_loyalty_member one
              JOIN crm_loyalty_member other USING (partner_id, company_id)
              JOIN crm_loyalty_profile p USING (partner_id, company_id)
             WHERE one.date_to IS NULL AND other.date_to IS NULL
            """
        )
