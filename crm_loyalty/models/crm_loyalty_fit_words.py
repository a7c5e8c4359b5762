from odoo import api, fields, models
from odoo.tools import formatLang

from ..analytics.choice import restored

SHARES = {"error", "allowed", "gain", "needed", "loss"}


class CrmLoyaltyFit(models.Model):
    """What is to be known about a model, in the user's words."""

    _inherit = "crm.loyalty.fit"

    words = fields.Json(
        compute="_compute_words", help="Why it has its grade, what was taken instead, what to know."
    )
    parameters = fields.Json(compute="_compute_parameters", help="Of the models that were taken.")

    @api.depends("choice")
    @api.depends_context("lang")
    def _compute_words(self):
        for fit in self:
            stored = (fit.choice or {}).get("purchases"), (fit.choice or {}).get("spend")
            taken = [model for model in stored if model]
            why = [reason for model in taken for reason in model["why"]]
            warnings = [reason for model in taken for reason in model["warnings"]]
            if fit.retention_rate is False:
                warnings.append(["unknown_retention", {}])
            fit.words = {
                "why": fit._told_once(why),
                "warnings": fit._told_once(warnings),
                **{name: fit._told_once(told) for name, told in fit._test_reasons().items()},
            }

    def _test_reasons(self):
        """The reasons of the test: why it was not made, or what gave it its grades."""
        # Only sentences: the figures of the company are the managers'.
        test = self.sudo().backtest or {}
        return {
            "untested": [test["untested"]] if "untested" in test else [],
            "purchases": (test.get("purchases") or {}).get("reasons", []),
            "value": (test.get("value") or {}).get("reasons", []),
        }

    @api.depends("choice")
    @api.depends_context("lang")
    def _compute_parameters(self):
        for fit in self:
            taken = restored(fit.choice)[:2] if fit.choice else ()
            fit.parameters = [
                {"name": name, "value": formatLang(self.env, value, digits=3)}
                for model in (one.model for one in taken if one.model)
                for name, value in model.parameters.items()
            ]

    def _told_once(self, reasons):
        """Sentences of reasons, each once, in their order."""
        return list(dict.fromkeys(self._told_reason(*reason) for reason in reasons))

    @api.model
    def _told_reason(self, code, figures):
        """Say a reason of ``analytics.reasons`` in the user's language."""
        if figures.get("gain") == 0:
            code = "like_baseline"
        return self._sentences()[code] % {
            name: self._told_figure(name, figure) for name, figure in figures.items()
        }

    @api.model
    def _told_figure(self, name, figure):
        if isinstance(figure, str):
            return figure
        if name in SHARES:
            return f"{formatLang(self.env, 100 * figure, digits=0)} %"
        return formatLang(self.env, figure, digits=0 if isinstance(figure, int) else 3)

    @api.model
    def _sentences(self):
        """A sentence for every code: those of ``analytics.reasons`` and of this model."""
        return self._base_sentences() | self._search_sentences() | self._test_sentences()

    @api.model
    def _base_sentences(self):
        """What there is to learn from: whose purchases, and whether they are enough."""
        return {
            "unreadable": self.env._(
                "The purchases cannot be computed; the server's log tells why."
            ),
            "no_packages": self.env._("NumPy and SciPy, which the model needs, are not installed."),
            "no_customers": self.env._("There is no customer with a purchase."),
            "no_time": self.env._(
                "Nobody has been observed for longer than the day of the first purchase."
            ),
            "few_customers": self.env._(
                "%(customers)s customers are too few: the model needs %(least)s."
            ),
            "no_repeat_buyers": self.env._("Nobody bought a second time."),
            "few_repeat_buyers": self.env._(
                "%(repeat_buyers)s repeat buyers are too few: the model needs %(least)s."
            ),
            "few_paying": self.env._(
                "%(customers)s repeat buyers whose purchases come to more than nothing are too"
                " few: the model needs %(least)s."
            ),
            "identical_customers": self.env._(
                "The customers differ too little (%(distinct)s different histories, %(least)s"
                " needed) to tell one kind from another."
            ),
            "invalid_customers": self.env._(
                "%(customers)s customers with impossible figures were left out."
            ),
            "no_positive_spend": self.env._(
                "%(customers)s repeat buyers whose purchases come to nothing or less were left out"
                " of the model of spend."
            ),
            "unknown_retention": self.env._(
                "Nobody's purchase is more than a year old, so it is not known how many customers"
                " stay: the baseline takes it that all of them do."
            ),
        }

    @api.model
    def _search_sentences(self):
        """How the search for the parameters went."""
        return {
            "no_convergence": self.env._(
                "The search for the best parameters did not end: %(message)s"
            ),
            "unbounded_mean": self.env._(
                "The value of a purchase varies so much that the model has no mean (q = %(q)s)."
            ),
            "at_limit": self.env._(
                "The parameter %(parameter)s is at the end of its range (%(value)s): the data say"
                " little about it."
            ),
            "no_covariance": self.env._(
                "The uncertainty of the parameters could not be determined."
            ),
        }

    @api.model
    def _test_sentences(self):
        """How the company's last year was predicted."""
        return {
            "like_baseline": self.env._("Customer by customer it is as far off as the baseline."),
            "short_past": self.env._(
                "The first purchase was %(days)s days ago. How well a model predicts can be tested"
                " from %(least)s days on."
            ),
            "total_close": self.env._("The total was predicted within %(error)s."),
            "total_off": self.env._(
                "The total was missed by %(error)s: grade %(grade)s allows %(allowed)s."
            ),
            "tenths_close": self.env._(
                "The tenths of the customers were predicted within %(error)s of the mean."
            ),
            "tenths_off": self.env._(
                "The tenths of the customers were missed by %(error)s of the mean: grade %(grade)s"
                " allows %(allowed)s."
            ),
            "beats_baseline": self.env._(
                "The error by customer is %(gain)s lower than the baseline's."
            ),
            "no_better": self.env._(
                "The error by customer is %(gain)s lower than the baseline's: grade %(grade)s asks"
                " for %(needed)s."
            ),
            "worse_than_baseline": self.env._(
                "The error by customer is %(loss)s higher than the baseline's."
            ),
            "nothing_bought": self.env._(
                "Nobody bought in the time predicted, so there is nothing to compare with."
            ),
            "few_compared": self.env._(
                "%(customers)s customers are too few to grade a prediction: %(least)s are needed."
            ),
        }
