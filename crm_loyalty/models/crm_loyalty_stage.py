import logging
from ast import literal_eval

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from ..engine.decision import try_rule
from ..engine.reach import check_reach

_logger = logging.getLogger(__name__)

READINGS = [
    ("status", "Status"),
    ("formation", "Formation Ladder"),
    ("lifecycle", "Lifecycle"),
    ("life_curve", "Life Curve"),
    ("customer_lifecycle", "Customer Lifecycle"),
    ("level", "Relationship Level"),
    ("matrix", "Value Matrix"),
    ("pyramid", "Customer Pyramid"),
]


class CrmLoyaltyStage(models.Model):
    """One stage of one reading of a relationship, with the rule that puts customers there."""

    _name = "crm.loyalty.stage"
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
    is_broken = fields.Boolean(
        "Unusable", compute="_compute_is_broken", help="The rule cannot be read, and is left out."
    )
    domain = fields.Char(
        "Rule",
        default="[]",
        required=True,
        help="Which customers belong here, by their measures. An empty rule matches everyone.",
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

    def _usable(self):
        """Leave out rules that can no longer be read, such as one over a measure that is gone.

        One broken rule must not stop the others; the list of stages shows it in red.
        """
        broken = self.filtered("is_broken")
        if broken:
            _logger.warning("Rules that cannot be used: %s", broken.mapped("name"))
        return self - broken

    @api.depends("domain", "by_hand")
    def _compute_is_broken(self):
        for stage in self:
            try:
                stage.is_broken = not (stage.by_hand or stage._parsed_domain() is not None)
            except ValidationError:
                stage.is_broken = True

    def _rule(self):
        self.ensure_one()
        return {
            "id": self._origin.id or 0,
            "name": self.name,
            "reading": self.reading,
            "company_id": self.company_id.id or None,
            "domain": self._parsed_domain(),
        }

    def _parsed_domain(self):
        """Read the rule.

        :return: a domain as a list of JSON values
        :raise ValidationError: it is not a domain over the measures, and why
        """
        self.ensure_one()
        try:
            domain = literal_eval(self.domain or "[]")
        except (ValueError, SyntaxError, TypeError, RecursionError, MemoryError) as error:
            raise self._unusable(self.env._("it is not a list of conditions")) from error
        if not isinstance(domain, list):
            raise self._unusable(self.env._("it is not a list of conditions"))
        try:
            self._check_conditions(domain)
        except (ValueError, TypeError, RecursionError, UserError) as error:
            raise self._unusable(error) from error
        return domain

    def _try_rule(self):
        """Let the database read the rule, so that no rule that is saved can stop a pass.

        :raise ValidationError: it cannot be decided, and why
        """
        rule = self._rule()
        try:
            check_reach(self.env["crm.loyalty.profile"], rule["domain"])
            try_rule(self.env["crm.loyalty.profile"], rule)
        except (ValueError, TypeError, RecursionError, UserError) as error:
            raise self._unusable(error) from error

    def _unusable(self, reason):
        message = self.env._(
            "The rule of “%(stage)s” cannot be used: %(reason)s. Choose its conditions with the"
            " editor of the rule.",
            stage=self.name or self.env._("This stage"),
            reason=str(reason),
        )
        return ValidationError(message)

    def _check_conditions(self, domain):
        """Raise ValueError for conditions that the engine cannot decide on a given day."""
        profile = self.env["crm.loyalty.profile"]
        if len(domain) > 200:
            raise ValueError(self.env._("it has more than 200 parts"))
        Domain(domain).validate(profile)
        judged = {*profile._readings().values(), *profile._readings("suggests").values()}
        allowed = {*profile._measures(judged=False), "partner_id", "company_id"} - judged
        for leaf in domain:
            if not isinstance(leaf, (list, tuple)) or isinstance(leaf[0], int):
                continue
            field, dot, _rest = leaf[0].partition(".")
            if field not in allowed:
                raise ValueError(self.env._("“%s” is not a measure of a customer", leaf[0]))
            if profile._fields[field].type == "date" and not dot:
                self._check_dates(leaf[2])

    def _check_dates(self, values):
        values = values if isinstance(values, (list, tuple)) else [values]
        for value in values:
            try:
                fields.Date.to_date(value)
            except (ValueError, TypeError) as error:
                message = self.env._(
                    "“%s” moves with the calendar; use a number of days, such as Days Since Last"
                    " Purchase",
                    value,
                )
                raise ValueError(message) from error

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
