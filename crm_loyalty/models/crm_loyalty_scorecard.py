from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..engine.scoring import DIMENSIONS


class CrmLoyaltyScorecard(models.Model):
    """How loyalty is measured: which measures count in which dimension, and for how much.

    One is in force per company: its own, else the one for every company.
    """

    _name = "crm.loyalty.scorecard"
    _description = "Loyalty Scorecard"
    _order = "active desc, company_id, id"

    name = fields.Char(required=True, translate=True)
    description = fields.Text("Meaning", translate=True, help="What it is for, for who reads it.")
    active = fields.Boolean(default=True, help="An archived scorecard scores nobody.")
    company_id = fields.Many2one(
        "res.company",
        index="btree_not_null",
        ondelete="cascade",
        default=lambda self: self.env.company,
        help="Empty: for every company that has none of its own.",
    )
    cognitive_weight = fields.Float("Cognitive", digits=(6, 2), default=1)
    affective_weight = fields.Float("Affective", digits=(6, 2), default=1)
    conative_weight = fields.Float("Conative", digits=(6, 2), default=1)
    behavioural_weight = fields.Float("Behavioural", digits=(6, 2), default=1)
    line_ids = fields.One2many(
        "crm.loyalty.scorecard.line", "scorecard_id", "What Is Measured", copy=True
    )
    is_broken = fields.Boolean(
        "Unusable in Part",
        compute="_compute_is_broken",
        help="A measure of it is gone with the app that it came from; its line is left out.",
    )

    _one_in_force = models.UniqueIndex(
        "(COALESCE(company_id, 0)) WHERE active",
        "This company has a scorecard in force. Archive that one first, or change it.",
    )

    @api.depends("line_ids.is_broken")
    def _compute_is_broken(self):
        for card in self:
            card.is_broken = any(card.line_ids.mapped("is_broken"))

    @api.constrains(*(f"{name}_weight" for name in DIMENSIONS), "line_ids")
    def _check_weights(self):
        for card in self:
            weights = card._weights()
            if min(weights.values()) < 0 or not any(weights.values()):
                raise ValidationError(
                    self.env._(
                        "“%s”: no dimension weighs less than zero, and one at least weighs more.",
                        card.name,
                    )
                )
            measured = card.line_ids.mapped("dimension")
            if measured and not any(weights[name] for name in measured):
                raise ValidationError(
                    self.env._(
                        "“%s”: nothing is measured in the dimensions that have a weight, so that"
                        " nobody would have an index. Give them a line, or weight to those that"
                        " have one.",
                        card.name,
                    )
                )

    @api.constrains("active", "line_ids")
    def _check_lines(self):
        for card in self:
            if card.active and not card.line_ids:
                raise ValidationError(
                    self.env._("“%s” measures nothing yet: give it a line.", card.name)
                )

    def copy_data(self, default=None):
        """A copy is archived: two cannot be in force."""
        values = super().copy_data(default)
        return [
            row | {"active": False, "name": self.env._("%s (copy)", card.name)}
            for card, row in zip(self, values, strict=True)
        ]

    def _weights(self):
        self.ensure_one()
        return {name: self[f"{name}_weight"] for name in DIMENSIONS}

    @api.model
    def _in_force(self, companies):
        """Give the scorecards that are in force.

        :param companies: the companies that they are for
        :return: list of dicts of JSON values: id, name, company_ids, weights, lines
        """
        cards = self.search(Domain("company_id", "in", [False, *companies.ids]))
        return cards._for(companies)

    def _for(self, companies):
        """As ``_in_force``, of these scorecards alone: one at most for each company."""
        by_company = {card.company_id.id: card for card in self}
        common = by_company.get(False, self.browse())
        chosen = [(company, by_company.get(company.id, common)) for company in companies]
        return [
            card._snapshot([company.id for company, its in chosen if its == card]) for card in self
        ]

    def _snapshot(self, company_ids):
        self.ensure_one()
        return {
            "id": self._origin.id or 0,
            "name": self.name,
            "company_ids": company_ids,
            "weights": self._weights(),
            "lines": [line._snapshot() for line in self.line_ids._usable()],
        }
