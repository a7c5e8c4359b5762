from odoo import api, fields, models
from odoo.tools import format_date
from odoo.tools.misc import formatLang

from ..engine.explain import shown


class CrmLoyaltyProfile(models.Model):
    """The value of the relationship in words: how each figure came about, and what is unknown."""

    _inherit = "crm.loyalty.profile"

    valuation = fields.Json("How It Is Valued", compute="_compute_valuation")

    @api.depends("clv")
    def _compute_valuation(self):
        for profile in self:
            # Rates are no secret to who may read what was computed with them.
            company = profile.company_id.sudo()
            # So is which model did it, whoever may open its page.
            fit = profile.env["crm.loyalty.fit"].sudo()._current(company).get(company.id)
            profile.valuation = {
                "ways": [
                    profile._way(way, text) | {"counts": company.loyalty_clv_by == way}
                    for way, text in (
                        ("predicted", profile._told_predicted()),
                        ("retention", profile._told_retention(company, fit)),
                        ("baseline", profile._told_baseline()),
                    )
                ],
                "components": profile._components(),
                "basis": profile._told_basis(company, fit),
            }

    def _way(self, way, text):
        name = f"clv_{way}"
        interval = None
        if way == "predicted" and self.clv_high is not False:
            interval = self.env._(
                "in four cases of five between %(low)s and %(high)s",
                low=shown(self, "clv_low", self.clv_low),
                high=shown(self, "clv_high", self.clv_high),
            )
        return {
            "label": self._fields[name]._description_string(self.env),
            "value": self._known_text(name),
            "text": text,
            "interval": interval,
        }

    def _known_text(self, name):
        return None if self[name] is False else shown(self, name, self[name])

    def _told_predicted(self):
        if self.expected_revenue is False:
            return self.env._("The company has no model that predicts what this customer will buy.")
        if self.margin_rate is False:
            return self._told_no_margin()
        return self.env._(
            "%(purchases)s purchases expected, worth %(revenue)s today; %(margin)s of it is earned;"
            " less %(cost)s a year for keeping the customer.",
            purchases=shown(self, "expected_purchases", self.expected_purchases),
            revenue=shown(self, "expected_revenue", self.expected_revenue),
            margin=shown(self, "margin_rate", self.margin_rate),
            cost=shown(self, "keeping_cost", self.keeping_cost),
        )

    def _told_no_margin(self):
        return self.env._("No cost is known of what was bought, and the settings assume no margin.")

    def _told_retention(self, company, fit):
        rate = company.loyalty_retention
        if rate is False and fit:
            rate = fit.retention_rate
        if rate is False:
            return self.env._("The company's yearly retention is not known yet.")
        if self.margin_rate is False:
            return self._told_no_margin()
        return self.env._(
            "%(earned)s earned in 12 months, again in every year that the customer stays: %(rate)s"
            " stay from one year to the next; less %(cost)s a year for keeping the customer.",
            earned=shown(self, "earned_12m", self.earned_12m),
            rate=self._percent(rate),
            cost=shown(self, "keeping_cost", self.keeping_cost),
        )

    def _told_baseline(self):
        if not self.purchase_count:
            return self.env._("Nothing was bought yet.")
        if self.margin_rate is False:
            return self._told_no_margin()
        return self.env._(
            "%(average)s on average, %(count)s purchases in %(days)s days, for as long as customers"
            " stay on average.",
            average=shown(self, "average_order_value", self.average_order_value),
            count=self.purchase_count,
            days=self.tenure_days,
        )

    def _told_basis(self, company, fit):
        basis = self.env._(
            "Within %(months)s months; money a year later is worth %(discount)s less.",
            months=company.loyalty_horizon,
            discount=self._percent(company.loyalty_discount_rate),
        )
        if not fit:
            return basis
        model = self.env._(
            "Predicted by %(model)s, fitted on %(day)s to %(customers)s customers.",
            model=dict(fit._fields["purchase_model"]._description_selection(self.env))[
                fit.purchase_model
            ],
            day=format_date(self.env, fit.day),
            customers=formatLang(self.env, fit.customers, digits=0),
        )
        grade = fit.grade and self.env._(
            "Its prediction of the last year was graded %s.", fit.grade
        )
        averages = self.expected_revenue is not False and self.expected_revenue_low is False
        spread = averages and self.env._(
            "How far this customer may fall from it is not known: of its purchases, or of what they"
            " are worth, the model knows averages alone."
        )
        return " ".join(filter(None, [basis, model, grade, spread]))

    def _components(self):
        """The four components of a customer's value, each with what it rests on."""
        return [
            {
                "label": self.env._("Transaction"),
                "value": self._known_text("clv"),
                "text": self.env._("What the customer itself is still to bring."),
            },
            {
                "label": self.env._("Growth"),
                "value": self._known_text("growth_potential"),
                "text": self._told_growth(),
            },
            {
                "label": self.env._("Referral"),
                "value": self._referral_value(),
                "text": self._told_referral(),
            },
            {
                "label": self.env._("Knowledge"),
                "value": self._known_text("idea_worth"),
                "text": self._told_knowledge(),
            },
        ]

    def _told_growth(self):
        if told := self._told_wallet():
            return told
        if self.growth_potential is False:
            return self.env._(
                "It needs product categories, and 20 customers to compare with; or estimate what"
                " the customer spends in a year."
            )
        return self.env._(
            "Revenue still open: %(cross)s from categories that customers like this one buy from,"
            " %(pipeline)s from open opportunities.",
            cross=self._known_text("cross_potential") or shown(self, "cross_potential", 0),
            pipeline=shown(self, "pipeline_expected", self.pipeline_expected),
        )

    def _percent(self, share):
        return f"{formatLang(self.env, 100 * share, digits=1)} %"
