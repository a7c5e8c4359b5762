import logging
from ast import literal_eval

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from ..engine.decision import try_rule
from ..engine.reach import check_reach

NUMBERS = ("integer", "float", "monetary")

_logger = logging.getLogger(__name__)


class CrmLoyaltyRule(models.AbstractModel):
    """A rule over the measures of a customer that an administrator writes: an Odoo domain.

    Who inherits it has a name and a company, and gives ``_rule()``.
    """

    _name = "crm.loyalty.rule"
    _description = "Rule Over Customers"

    is_broken = fields.Boolean(
        "Unusable", compute="_compute_is_broken", help="The rule cannot be read, and is left out."
    )
    domain = fields.Char(
        "Rule",
        default="[]",
        required=True,
        help="Which customers belong here, by their measures. An empty rule matches everyone.",
    )

    def _usable(self):
        """Leave out rules that can no longer be read, such as one over a measure that is gone.

        One broken rule must not stop the others; their list shows it in red.
        """
        broken = self.filtered("is_broken")
        if broken:
            _logger.warning("Rules that cannot be used: %s", broken.mapped("name"))
        return self - broken

    @api.depends("domain")
    def _compute_is_broken(self):
        for rule in self:
            rule.is_broken = rule._is_broken("domain")

    def _is_broken(self, name):
        try:
            return self._parsed_domain(name) is None
        except ValidationError:
            return True

    def _parsed_domain(self, name="domain"):
        """Read the rule.

        :param name: the field that it is in
        :return: a domain as a list of JSON values
        :raise ValidationError: it is not a domain over the measures, and why
        """
        self.ensure_one()
        try:
            domain = literal_eval(self[name] or "[]")
        except (ValueError, SyntaxError, TypeError, RecursionError, MemoryError) as error:
            raise self._unusable(self.env._("it is not a list of conditions")) from error
        if not isinstance(domain, list):
            raise self._unusable(self.env._("it is not a list of conditions"))
        try:
            self._check_conditions(domain)
        except (ValueError, TypeError, RecursionError, UserError) as error:
            raise self._unusable(error) from error
        return domain

    def _try_rule(self, *name):
        """Let the database read the rule, so that no rule that is saved can stop a pass.

        :param name: the field that it is in, where there are several
        :raise ValidationError: it cannot be decided, and why
        """
        rule = self._rule(*name)
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

    def _askable(self):
        """The names of the profile's fields that a rule may ask for."""
        profile = self.env["crm.loyalty.profile"]
        measures = profile._measures(judged=False).items()
        plain = {name for name, field in measures if field.type != "json"}
        return (plain | {"partner_id", "company_id"}) - profile._judged()

    def _check_conditions(self, domain):
        """Raise ValueError for conditions that the engine cannot decide on a given day."""
        profile = self.env["crm.loyalty.profile"]
        if len(domain) > 200:
            raise ValueError(self.env._("it has more than 200 parts"))
        Domain(domain).validate(profile)
        allowed = self._askable()
        for leaf in domain:
            if not isinstance(leaf, (list, tuple)) or isinstance(leaf[0], int):
                continue
            field, dot, _rest = leaf[0].partition(".")
            if field not in allowed:
                raise ValueError(self.env._("“%s” is not a measure of a customer", leaf[0]))
            if profile._fields[field].type == "date" and not dot:
                self._check_dates(leaf[2])
            elif profile._fields[field].type in NUMBERS and isinstance(leaf[2], str):
                self._check_number(leaf[2])

    def _check_number(self, text):
        try:
            float(text)
        except ValueError as error:
            raise ValueError(self.env._("“%s” is not a number", text)) from error

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
