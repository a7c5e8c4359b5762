from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import SQL

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
    description = fields.Text(translate=True, help="What it is, as customers and staff read it.")
    instruction = fields.Text(
        "For Staff", translate=True, help="How staff see to it. Customers do not read it."
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company",
        index="btree_not_null",
        ondelete="cascade",
        default=lambda self: self.env.company,
        help="Empty: for every company.",
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
        return self.search_fetch(Domain("stage_id", "in", stages.ids) & ours)

    def _told(self):
        """The benefits as a screen shows them."""
        return [benefit._told_one() for benefit in self]

    def _told_one(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        return {
            "name": self.name,
            "kind": self.kind,
            "label": kinds[self.kind],
            "description": self.description or "",
            "instruction": self.instruction or "",
        }

    @api.model
    def _pricelists(self, customers, companies):
        """Give the price lists that customers get by their tier, in one query.

        Nobody's rights are asked: what a customer is entitled to does not depend on who sells.

        :param customers: commercial partners
        :return: {(customer id, company id): price list}
        """
        if not customers._origin or not companies:
            return {}
        self.flush_model(["stage_id", "kind", "active", "company_id", "pricelist_id", "sequence"])
        self.env["product.pricelist"].flush_model(["active"])
        query = SQL(
            """
            SELECT DISTINCT ON (profile.partner_id, profile.company_id)
                   profile.partner_id, profile.company_id, benefit.pricelist_id
              FROM crm_loyalty_profile profile
              JOIN crm_loyalty_benefit benefit ON benefit.stage_id = profile.tier_id
              JOIN product_pricelist pricelist ON pricelist.id = benefit.pricelist_id
             WHERE profile.partner_id = ANY(%s) AND profile.company_id = ANY(%s)
               AND benefit.kind = 'pricelist' AND benefit.active AND pricelist.active
               AND COALESCE(benefit.company_id, profile.company_id) = profile.company_id
             ORDER BY profile.partner_id, profile.company_id, benefit.sequence, benefit.id
            """,
            customers._origin.ids,
            companies.ids,
        )
        lists = self.env["product.pricelist"]
        return {
            (partner_id, company_id): lists.browse(pricelist_id)
            for partner_id, company_id, pricelist_id in self.env.execute_query(query)
        }
