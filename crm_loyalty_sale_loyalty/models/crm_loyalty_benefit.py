from odoo import api, fields, models
from odoo.exceptions import ValidationError

ENROLLING = ("loyalty", "ewallet")  # the programmes whose card is a customer's own


class CrmLoyaltyBenefit(models.Model):
    """Enrolment in a loyalty programme, with points on reaching the tier."""

    _inherit = "crm.loyalty.benefit"

    kind = fields.Selection(
        selection_add=[("program", "Loyalty Programme")], ondelete={"program": "cascade"}
    )
    program_id = fields.Many2one(
        "loyalty.program",
        "Programme",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        domain=[("program_type", "in", ENROLLING), ("applies_on", "!=", "current")],
        help="Who reaches the tier gets a card of it, unless there is one already.",
    )
    points = fields.Float(
        aggregator=None,
        help="Given once to each customer who reaches the tier. They stay when the tier is lost.",
    )

    _points_not_negative = models.Constraint(
        "CHECK (points >= 0)", "A tier gives points, it takes none."
    )

    @api.constrains("kind", "pricelist_id", "program_id")
    def _check_kind(self):
        checked = super()._check_kind()
        for benefit in self.filtered(lambda benefit: benefit.kind == "program"):
            program = benefit.program_id
            if not program:
                raise ValidationError(self.env._("“%s” needs a programme.", benefit.name))
            if program.program_type not in ENROLLING or not program.is_nominative:
                raise ValidationError(
                    self.env._(
                        "Cards of “%s” are nobody's own. Choose a loyalty programme or an eWallet.",
                        program.name,
                    )
                )
        return checked
