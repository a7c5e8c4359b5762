from math import isfinite

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..engine.settings import RFM_LIMITS
from .res_company import STAFF

MOST = 10
# For ten classes; fewer take limits at even distances, so that five are 30, 90, 180 and 365 days.
DAYS = (14, 30, 60, 90, 120, 180, 270, 365, 730)
AMOUNTS = (50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000)
# Most customers buy seldom in every company: fewer classes take the first of these.
PURCHASES = (1, 2, 4, 9, 14, 19, 29, 49, 99)


class ResCompany(models.Model):
    """How many RFM classes a company has, and where one ends and the next begins."""

    _inherit = "res.company"

    loyalty_rfm_classes = fields.Integer(
        "RFM Classes",
        required=True,
        default=5,
        groups=STAFF,
        help="How many scores there are, from 1 to the best: between 2 and 10.",
    )
    loyalty_rfm_method = fields.Selection(
        [
            ("quantile", "As many customers in each class"),
            ("team", "The same within each sales team"),
            ("fixed", "The limits below"),
        ],
        "RFM Classes By",
        required=True,
        default="quantile",
        groups=STAFF,
        help="Where one class ends and the next begins. With fewer than 20 customers who bought,"
        " the limits below are used in any case; and those of the whole company for a team that"
        " has fewer.",
    )
    # Another number of classes wants other limits: it brings its own, which can be changed.
    loyalty_recency_limits = fields.Char(
        "Recency Limits",
        compute="_compute_loyalty_limits",
        store=True,
        readonly=False,
        groups=STAFF,
        help="Days since the last purchase that divide the recency scores: one number less than"
        " there are classes.",
    )
    loyalty_frequency_limits = fields.Char(
        "Frequency Limits",
        compute="_compute_loyalty_limits",
        store=True,
        readonly=False,
        groups=STAFF,
    )
    loyalty_monetary_limits = fields.Char(
        "Monetary Limits",
        compute="_compute_loyalty_limits",
        store=True,
        readonly=False,
        groups=STAFF,
    )

    @api.depends("loyalty_rfm_classes")
    def _compute_loyalty_limits(self):
        for company in self:
            for name, limits in default_limits(company.loyalty_rfm_classes).items():
                company[f"loyalty_{name}"] = limits

    @api.constrains("loyalty_rfm_classes", *(f"loyalty_{name}" for name in RFM_LIMITS))
    def _check_loyalty_limits(self):
        for company in self:
            if not 2 <= company.loyalty_rfm_classes <= MOST:
                raise ValidationError(
                    self.env._("There are between 2 and %s RFM classes.", MOST),
                )
            for name in RFM_LIMITS:
                company._loyalty_limits(name, company[f"loyalty_{name}"])

    @api.constrains("loyalty_rfm_classes")
    def _check_loyalty_rfm_segments(self):
        """Rules over scores that were complete for so many classes may leave gaps for others."""
        self.env["crm.loyalty.stage"]._check_rfm_coverage(self)

    def _loyalty_rfm(self):
        """Give what the scores are measured by, as long as no quantiles replace it.

        :return: dict: ``rfm_method``, and the limits as the score formulas want them: negated and
            ascending, one less than there are classes
        :raise ValidationError: they are not that many growing numbers
        """
        self.ensure_one()
        # None are saved empty, but a pass must not stop where they are.
        defaults = default_limits(self.loyalty_rfm_classes)
        limits = {
            name: self._loyalty_limits(name, self[f"loyalty_{name}"] or defaults[name])
            for name in RFM_LIMITS
        }
        return {"rfm_method": self.loyalty_rfm_method, **limits}

    def _loyalty_limits(self, name, text):
        wanted = self.loyalty_rfm_classes - 1
        example = default_limits(self.loyalty_rfm_classes)[name]
        try:
            limits = [float(part) for part in (text or "").split(",")]
        except ValueError:
            limits = []
        # What is no number at all grows neither, and no pass could store it.
        grow = all(low < high for low, high in zip(limits, limits[1:], strict=False))
        if len(limits) != wanted or not grow or not all(map(isfinite, limits)):
            raise ValidationError(
                self.env._(
                    "“%(field)s” wants growing numbers, separated by commas: with %(classes)s"
                    " classes %(count)s, such as %(example)s",
                    field=self._fields[f"loyalty_{name}"]._description_string(self.env),
                    classes=self.loyalty_rfm_classes,
                    count=wanted,
                    example=example,
                )
            )
        return [-limit for limit in reversed(limits)]


def default_limits(classes):
    """Give the limits for a number of classes: {name: numbers as text}.

    >>> default_limits(5)["recency_limits"], default_limits(3)["frequency_limits"]
    ('30, 90, 180, 365', '1, 2')
    >>> default_limits(2)
    {'recency_limits': '120', 'frequency_limits': '1', 'monetary_limits': '1000'}
    """
    steps = range(1, classes) if 2 <= classes <= MOST else ()
    places = [round(step * MOST / classes) - 1 for step in steps]
    limits = (
        [DAYS[place] for place in places],
        PURCHASES[: len(places)],
        [AMOUNTS[place] for place in places],
    )
    return {
        name: ", ".join(map(str, numbers)) for name, numbers in zip(RFM_LIMITS, limits, strict=True)
    }
