from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

READINGS = [
    ("status", "Status"),
    ("formation", "Formation Ladder"),
    ("lifecycle", "Lifecycle"),
    ("life_curve", "Life Curve"),
    ("customer_lifecycle", "Customer Lifecycle"),
    ("level", "Relationship Level"),
    ("matrix", "Value Matrix"),
    ("pyramid", "Customer Pyramid"),
    ("rfm_segment", "RFM Segment"),
    ("tier", "Tier"),
    ("attitude", "Attitude and Behaviour"),
]


class CrmLoyaltyStage(models.Model):
    """One stage of one reading of a relationship, with the rule that puts customers there."""

    _name = "crm.loyalty.stage"
    _inherit = "crm.loyalty.rule"
    _description = "Relationship Stage"
    _order = "reading, sequence, id"

    name = fields.Char(required=True, translate=True)
    reading = fields.Selection(
        READINGS,
        required=True,
        default=lambda self: self.env.context.get("loyalty_reading"),
        help="Which question about the relationship this stage answers.",
    )
    sequence = fields.Integer(default=10, help="Order of display, from the first step to the last.")
    decision_sequence = fields.Integer(
        "Decided",
        default=100,
        help="Order of decision: of the rules that match a customer the lowest number wins.",
    )
    description = fields.Text("Meaning", translate=True, help="What it means, for who reads it.")
    color = fields.Integer(help="Color of the badge.")
    fold = fields.Boolean("Folded", help="Folded in the board of customers.")
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", index="btree_not_null", ondelete="cascade", help="Empty: for every company."
    )
    by_hand = fields.Boolean(
        "Only by Hand", help="No rule: a customer comes here by a pin, never by its figures."
    )

    @api.constrains("domain", "by_hand", "company_id")
    def _check_domain(self):
        for stage in self:
            if not stage.by_hand:
                stage._try_rule()

    @api.model
    def _rules(self, companies):
        """Give the active rules in the order of decision.

        :param companies: the companies that the rules are for
        :return: list of dicts of JSON values: id, name, reading, company_id, domain
        """
        stages = self.search(
            Domain("by_hand", "=", False) & Domain("company_id", "in", [False, *companies.ids]),
            order="reading, decision_sequence, sequence, id",
        )
        return [stage._rule() for stage in stages._usable()]

    @api.depends("domain", "by_hand")
    def _compute_is_broken(self):
        by_hand = self.filtered("by_hand")
        by_hand.is_broken = False
        return super(CrmLoyaltyStage, self - by_hand)._compute_is_broken()

    def _rule(self):
        self.ensure_one()
        return {
            "id": self._origin.id or 0,
            "name": self.name,
            "reading": self.reading,
            "company_id": self.company_id.id or None,
            "domain": self._parsed_domain(),
        }

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        """A stage that appears in the history is archived, not deleted."""
        for stage in self:
            used = Domain("from_id", "=", stage.id) | Domain("to_id", "=", stage.id)
            # Existence only, across companies: nothing of the rows is shown.
            if self.env["crm.loyalty.history"].sudo().search_count(used, limit=1):
                raise UserError(
                    self.env._("“%s” is part of the history. Archive it instead.", stage.name)
                )
