from odoo import api, fields, models

from odoo.addons.crm_loyalty.models.crm_loyalty_answer import SIDES

PAIRED = ("functional", "dysfunctional")


class SurveyLoyaltyMapping(models.AbstractModel):
    """What the answers to a question, or to a row of a matrix, measure."""

    _name = "survey.loyalty.mapping"
    _description = "What Answers Measure"

    loyalty_aspect_id = fields.Many2one(
        "crm.loyalty.aspect",
        "Measures",
        index="btree_not_null",
        ondelete="restrict",
        help="What the answers tell about a customer. Empty: they count in no figure.",
    )
    loyalty_kind = fields.Selection(related="loyalty_aspect_id.kind", string="Kind")
    loyalty_side = fields.Selection(
        SIDES,
        "Side",
        compute="_compute_loyalty_side",
        store=True,
        readonly=False,
        help="What was expected or what was met; of a feature (Kano), if it is there or missing.",
    )
    loyalty_reverse = fields.Boolean(
        "A High Answer Is Bad", help="The score is turned round: the highest answer scores 0."
    )

    @api.depends("loyalty_aspect_id")
    def _compute_loyalty_side(self):
        """The experience, if nothing else is said; a feature has two sides, and none by itself."""
        for mapping in self:
            kind, side = mapping.loyalty_aspect_id.kind, mapping.loyalty_side
            if not kind:
                mapping.loyalty_side = False
            elif kind == "kano":
                mapping.loyalty_side = side if side in PAIRED else False
            else:
                expected = side == "expectation" and kind == "satisfaction"
                mapping.loyalty_side = "expectation" if expected else "experience"
