import logging

import psycopg2

from odoo import api, fields, models

from ..analytics.candidates import WANTED, candidates
from ..engine.fitted import fit_values, unread_values
from ..engine.purchases import read_purchases
from ..engine.settings import company_settings
from ..fields import KnownFloat

_logger = logging.getLogger(__name__)

MODELS = [
    ("mbgnbd", "MBG/NBD"),
    ("bgnbd", "BG/NBD"),
    ("baseline", "Average frequency"),
]
UNKNOWN = [("none", "Unknown")]
MANAGER = "crm_loyalty.group_loyalty_manager"


class CrmLoyaltyFit(models.Model):
    """One model of repeat buying, fitted to a company's purchases, and how it predicted its past.

    Every fit makes one row for each model that might be used, and marks the one that is. What was
    fitted never changes; only the mark may move to another row of the newest fit.
    """

    _name = "crm.loyalty.fit"
    _description = "Prediction Model"
    _order = "day desc, id desc"
    _rec_name = "day"

    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="cascade")
    currency_id = fields.Many2one(related="company_id.currency_id")
    day = fields.Date(
        "As Of", required=True, readonly=True, help="The last day that was looked at."
    )
    wanted = fields.Selection(
        MODELS, "Model", required=True, readonly=True, help="The model that was tried first."
    )
    is_used = fields.Boolean("Used", readonly=True, help="It predicts, or did until the next fit.")
    choice = fields.Json(
        readonly=True, required=True, help="The models that were taken, with their parameters."
    )
    purchase_model = fields.Selection(
        MODELS + UNKNOWN,
        "Model of Purchases",
        required=True,
        readonly=True,
        help="What was taken: simpler than the model that was tried where the data are too few.",
    )
    spend_model = fields.Selection(
        [("gammagamma", "Gamma-Gamma"), ("mean_spend", "Average value"), *UNKNOWN],
        "Model of Spend",
        required=True,
        readonly=True,
    )
    customers = fields.Integer(readonly=True, help="Who had bought by the day.")
    repeat_buyers = fields.Integer(readonly=True, help="Who had bought on more than one day.")
    log_likelihood = KnownFloat(
        "Log-Likelihood",
        digits=(16, 1),
        readonly=True,
        help="Of the purchases; unknown if not fitted.",
    )
    retention_rate = KnownFloat(
        "Yearly Retention",
        digits=(12, 4),
        readonly=True,
        help="Share of customers who buy again in the following year: as the company set it, or as"
        " measured.",
    )
    retention_measured = KnownFloat("Measured Retention", digits=(12, 4), readonly=True)
    retention_low = KnownFloat(
        "Retention at Least", digits=(12, 4), readonly=True, help="With a confidence of 95 %."
    )
    retention_high = KnownFloat("Retention at Most", digits=(12, 4), readonly=True)
    retention_base = fields.Integer(
        "Customers Followed",
        readonly=True,
        help="Years of customers that retention is measured on.",
    )
    seconds = fields.Float(digits=(12, 1), readonly=True)

    grade = fields.Selection(
        [("A", "A"), ("B", "B"), ("C", "C")],
        readonly=True,
        help="How well it predicted the last year, from an earlier day; empty where that could not"
        " be tested.",
    )
    tested_from = fields.Date(
        readonly=True, help="The day from which it predicted what is known by now."
    )
    total_error = KnownFloat(
        "Error of the Total",
        digits=(12, 4),
        readonly=True,
        help="Purchases, in the time predicted.",
    )
    rmse = KnownFloat("Error by Customer (RMSE)", digits=(12, 4), readonly=True)
    baseline_rmse = KnownFloat("RMSE of the Baseline", digits=(12, 4), readonly=True)
    mae = KnownFloat("Error by Customer (MAE)", digits=(12, 4), readonly=True)
    baseline_mae = KnownFloat("MAE of the Baseline", digits=(12, 4), readonly=True)
    value_error = KnownFloat("Error of the Value", digits=(12, 4), readonly=True)
    backtest = fields.Json(
        readonly=True, groups=MANAGER, help="Purchases of all customers by month, and by tenths."
    )

    _company_day = models.Index("(company_id, day)")

    @api.model
    def _current(self, companies, day=None):
        """Give what predicts for companies.

        :param day: the day from which it predicts: later fits know too much; None for any
        :return: {company id: the newest fit that is used}; companies without one are left out
        """
        until = [("day", "<=", day)] if day else []
        used = {
            company.id: self.search_fetch(
                [("company_id", "=", company.id), ("is_used", "=", True), *until], limit=1
            )
            for company in companies
        }
        return {company_id: fit for company_id, fit in used.items() if fit}

    @api.model
    def _fit(self, company, day=None):
        """Fit every model to the purchases of a company, test them and choose the one to use.

        :param day: the day to look from; None for today where the company is
        :return: the fits, one for each model
        """
        given = self._given(company, day)
        return self._kept(given, *self._fitted(given))

    @api.model
    def _given(self, company, day=None):
        """Read what a fit takes as given: it needs the database no more until it is kept.

        :return: dict: ``company_id``, ``day``, ``model``, ``yearly`` (the retention that was set,
            or None) and ``purchases`` (None if they cannot be computed)
        """
        setting = company_settings(company, day)
        try:
            with self.env.cr.savepoint():
                purchases = read_purchases(self.env, setting)
        except psycopg2.DataError as error:
            _logger.warning("The purchases of %s cannot be computed: %s", company.name, error)
            purchases = None
        rate = company.loyalty_retention
        return {
            "company_id": company.id,
            "day": fields.Date.to_date(setting["as_of"]),
            "model": company.loyalty_model,
            "yearly": None if rate is False else rate,
            "purchases": purchases,
        }

    @api.model
    def _fitted(self, given):
        """Fit and test, without the database.

        :return: list of values, one for each model; and the name of the model that is best
        """
        if given["purchases"] is None:
            return unread_values(given["yearly"]), WANTED[0]
        until = given["day"].toordinal()
        found = candidates(given["purchases"], until, given["yearly"])
        return fit_values(found, until, given["yearly"]), found.best()

    @api.model
    def _kept(self, given, rows, best):
        """Create the fits and mark the one that is used."""
        used = best if given["model"] == "auto" else given["model"]
        common = {name: given[name] for name in ("company_id", "day")}
        return self.create([common | row | {"is_used": row["wanted"] == used} for row in rows])
