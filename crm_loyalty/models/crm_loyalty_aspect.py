from odoo import fields, models

KINDS = [
    ("satisfaction", "Dimension of Satisfaction"),
    ("nps", "Recommendation, 0–10 (NPS)"),
    ("reputation", "Reputation"),
    ("nomination", "Asks for Us by Name"),
    ("repurchase", "Comes Back"),
    ("price", "Price Sensitivity"),
    ("benefit", "Delivered Value: Benefit"),
    ("cost", "Delivered Value: Cost"),
    ("cognitive", "Cognitive Loyalty"),
    ("affective", "Affective Loyalty"),
    ("conative", "Conative Loyalty"),
    ("kano", "Feature (Kano)"),
]


class CrmLoyaltyAspect(models.Model):
    """What a question measures: one thing that customers can be asked about."""

    _name = "crm.loyalty.aspect"
    _description = "What a Question Measures"
    _order = "kind, sequence, id"

    name = fields.Char(required=True, translate=True)
    kind = fields.Selection(KINDS, required=True, index=True, help="Which figure it counts in.")
    sequence = fields.Integer(default=10)
    description = fields.Text("Meaning", translate=True, help="What it means, for who reads it.")
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", index="btree_not_null", ondelete="cascade", help="Empty: for every company."
    )
