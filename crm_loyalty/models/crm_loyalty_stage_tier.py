from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..engine.thresholds import implies, stricter_measures

# A tier is decided in the order of the ladder, from its top: so that nobody can contradict it.
TOP = 10_000


class CrmLoyaltyStage(models.Model):
    """Tiers: a rule to enter and an easier one to stay, a guaranteed period, days of grace.

    The higher its place the higher the tier, and the earlier it is decided.
    """

    _inherit = "crm.loyalty.stage"

    sequence = fields.Integer(default=lambda self: self._default_sequence())
    decision_sequence = fields.Integer(
        compute="_compute_decision_sequence",
        inverse="_inverse_decision_sequence",
        store=True,
        default=None,
    )
    keep_domain = fields.Char(
        "Rule to Stay",
        help="What a customer of this tier has to meet to stay in it: as a rule less than to enter."
        " Empty: the same.",
    )
    kept_months = fields.Integer(
        "Guaranteed Months",
        default=12,
        help="So many months from the day of entering, the tier is kept whatever happens.",
    )
    grace_days = fields.Integer(
        "Days of Grace",
        default=30,
        help="For so many days the rule to stay must not have been met before the tier is lost.",
    )
    benefit_ids = fields.One2many("crm.loyalty.benefit", "stage_id", "Benefits")

    _tier_periods = models.Constraint(
        "CHECK (kept_months >= 0 AND grace_days >= 0)",
        "A guaranteed period and days of grace are not below zero.",
    )

    @api.model
    def _default_sequence(self):
        """A new tier is above the others."""
        if self.env.context.get("loyalty_reading") != "tier":
            return 10
        return max(self._tiers(self.env.companies).mapped("sequence"), default=0) + 10

    @api.depends("reading", "sequence")
    def _compute_decision_sequence(self):
        for stage in self:
            if stage.reading == "tier":
                stage.decision_sequence = TOP - stage.sequence
            else:
                stage.decision_sequence = stage.decision_sequence or 100

    def _inverse_decision_sequence(self):
        for stage in self.filtered(lambda stage: stage.reading == "tier"):
            stage.sequence = TOP - stage.decision_sequence

    def _rule(self, *name):
        rule = super()._rule() | (self._tier_terms() if self.reading == "tier" else {})
        return rule | {"domain": self._parsed_domain(*name)}

    def _tier_terms(self):
        """What a pass has to know of a tier besides its rule to enter."""
        return {
            "keep_domain": self._parsed_keep_domain(),
            "kept_months": self.kept_months,
            "grace_days": self.grace_days,
        }

    def _parsed_keep_domain(self):
        """The rule to stay as a list; None where it is the rule to enter."""
        self.ensure_one()
        return self._parsed_domain("keep_domain") if self.keep_domain else None

    @api.depends("keep_domain")
    def _compute_is_broken(self):
        computed = super()._compute_is_broken()
        for stage in self.filtered(lambda s: s.keep_domain and not s.is_broken):
            stage.is_broken = stage._is_broken("keep_domain")
        return computed

    @api.constrains("domain", "keep_domain", "by_hand", "reading", "company_id")
    def _check_keep_domain(self):
        for stage in self:
            if stage.keep_domain and stage.reading == "tier" and not stage.by_hand:
                stage._try_rule("keep_domain")
                stage._check_easier_to_stay()

    def _check_easier_to_stay(self):
        """Refuse a rule to stay that asks for more than the rule to enter, where that is plain."""
        profile = self.env["crm.loyalty.profile"]
        harder = stricter_measures(self._parsed_keep_domain(), self._parsed_domain())
        if harder:
            labels = [profile._fields[name]._description_string(self.env) for name in harder]
            raise ValidationError(
                self.env._(
                    "“%(tier)s” asks more for staying than for entering (%(measures)s): who came in"
                    " would be on the way out. Exchange the two thresholds, or leave the rule to"
                    " stay empty.",
                    tier=self.name,
                    measures=", ".join(labels),
                )
            )

    @api.depends("keep_domain", "kept_months", "grace_days", "sequence")
    def _compute_preview(self):
        return super()._compute_preview()

    def _preview(self):
        preview = super()._preview()
        if self.reading != "tier" or self.by_hand:
            return preview
        if self.keep_domain:
            self._try_rule("keep_domain")
            self._check_easier_to_stay()
        return preview | {"warnings": [*self._warn_of_entrants(), *self._warn_of_order()]}

    def _warn_of_entrants(self):
        """Warn of customers who would come in and be on the way out the next day."""
        if not self.keep_domain:
            return
        rule = Domain(self._parsed_domain()) & ~Domain(self._parsed_keep_domain())
        count = self.env["crm.loyalty.profile"].search_count(rule)
        if count:
            yield self.env._(
                "Customers who meet the rule to enter but not the rule to stay: %s. Let the rule to"
                " stay ask for less.",
                count,
            )

    def _warn_of_order(self):
        """Warn of a tier that nobody can be in, since whoever enters it enters a higher one."""
        for higher, lower in self._neighbours():
            if implies(lower._parsed_domain(), higher._parsed_domain()):
                yield self.env._(
                    "Nobody would be in “%(lower)s”: whoever meets its rule also meets that of"
                    " “%(higher)s”, which is above it. Exchange the thresholds or the places.",
                    lower=lower.name or self.env._("This stage"),
                    higher=higher.name or self.env._("This stage"),
                )

    def _neighbours(self):
        """The pairs (higher, lower) of this tier, as on the screen, and the others."""
        others = self._tiers(self.company_id).filtered(lambda s: not s.by_hand) - self._origin
        for other in others._usable():
            yield (other, self) if other.sequence > self.sequence else (self, other)

    @api.constrains("reading")
    def _check_benefits_are_of_tiers(self):
        for stage in self:
            if stage.benefit_ids and stage.reading != "tier":
                raise ValidationError(self.env._("“%s” has benefits of a tier.", stage.name))

    @api.model
    def _tiers(self, companies):
        """Give the active tiers of companies, the highest first."""
        ours = Domain("company_id", "in", [False, *companies.ids])
        return self.search(
            Domain("reading", "=", "tier") & ours, order="decision_sequence, sequence, id"
        )
