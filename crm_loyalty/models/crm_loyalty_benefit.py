from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

# Another addon adds a kind with ``selection_add``, and what it needs with ``_check_kind``.
KINDS = [
    ("perk", "Perk"),
    ("pricelist", "Price List"),
]


class CrmLoyaltyBenefit(models.Model):
    """One thing that the customers of a tier get: a price list, or a perk that staff see to."""

    _name = "crm.loyalty.benefit"
    _description = "Benefit of a Tier"
    _order = "stage_id, sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True, help="As customers and staff read it.")
    stage_id = fields.Many2one(
        "crm.loyalty.stage",
        "Tier",
        required=True,
        index=True,
        ondelete="cascade",
        domain="[('reading', '=', 'tier'), ('company_id', 'in', [False, company_id])]",
    )
    kind = fields.Selection(KINDS, required=True, default="perk")
    description = fields.Text(translate=True, help="What it is, and how staff see to it.")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", index="btree_not_null", ondelete="cascade", help="Empty: for every company."
    )
    pricelist_id = fields.Many2one(
        "product.pricelist",
        "Price List",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        help="Quotations of these customers get it, unless a customer has a price list of its own.",
    )

    @api.constrains("kind", "pricelist_id")
    def _check_kind(self):
        """Check that a benefit has what its kind needs."""
        for benefit in self:
            if benefit.kind == "pricelist" and not benefit.pricelist_id:
                raise ValidationError(self.env._("“%s” needs a price list.", benefit.name))

    @api.constrains("stage_id", "company_id")
    def _check_stage(self):
        for benefit in self:
            stage = benefit.stage_id
            if stage.reading != "tier":
                raise ValidationError(self.env._("“%s” is not a tier.", stage.name))
            if stage.company_id and stage.company_id != benefit.company_id:
                raise ValidationError(
                    self.env._("“%s” is a tier of one company: so are its benefits.", stage.name)
                )

    @api.model
    def _of(self, stages, companies):
        """Give the benefits of tiers that hold in companies, in their order.

        :param stages: tiers
        :param companies: the companies whose customers get them
        """
        ours = Domain("company_id", "in", [False, *companies.ids])
        return self.search(Domain("stage_id", "in", stages.ids) & ours)
