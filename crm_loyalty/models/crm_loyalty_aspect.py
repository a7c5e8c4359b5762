from odoo import api, fields, models
from odoo.exceptions import ValidationError

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

    @api.constrains("kind")
    def _check_kind(self):
        """What was asked as one thing is not read as another; of a new aspect nothing was."""
        # Existence only, across companies: nothing of the answers is shown.
        answers = self.env["crm.loyalty.answer"].sudo()
        for aspect in self:
            if answers.search_count([("aspect_id", "=", aspect.id)], limit=1):
                raise ValidationError(
                    self.env._(
                        "“%s” was answered as what it is: archive it, and make a new one for what"
                        " is to be asked from now on.",
                        aspect.name,
                    )
                )
        # A question of another company is one to be held against it, too.
        lines = self.env["crm.loyalty.questionnaire.line"].sudo()
        lines.search([("aspect_id", "in", self.ids)])._check_measures()
