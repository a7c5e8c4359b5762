"""What a pass takes as given for each company: its day, its dates, its limits.

A run stores this with its rules, and every chunk reads only that: what an administrator changes in
the middle of a pass counts from the next one.
"""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from odoo import fields
from odoo.tools import SQL, date_utils

from .opinion import OPINION_COLUMNS, opinion_settings
from .valuation import VALUE_COLUMNS, value_settings

RFM_LIMITS = ("recency_limits", "frequency_limits", "monetary_limits")
# (name, type) of the columns of the relation ``setting``; the limits of teams lie end to end, in
# the order of ``rfm_team_ids``.
_COLUMNS = (
    ("company_id", "integer"),
    ("basis", "text"),
    ("tz", "text"),
    ("as_of", "date"),
    ("until", "timestamp"),
    ("year_ago", "date"),
    ("two_years_ago", "date"),
    ("fy_start", "date"),
    ("last_fy_start", "date"),
    ("digits", "integer"),
    ("country_id", "integer"),
    ("state_id", "integer"),
    ("recency_limits", "float[]"),
    ("frequency_limits", "float[]"),
    ("monetary_limits", "float[]"),
    ("base_size", "integer"),
    ("rfm_team_ids", "integer[]"),
    ("team_recency_limits", "float[]"),
    ("team_frequency_limits", "float[]"),
    ("team_monetary_limits", "float[]"),
    *OPINION_COLUMNS,
    *VALUE_COLUMNS,
)


def company_settings(company, as_of=None, fit=None):
    """Give what a pass takes as given for one company, but for its RFM limits.

    :param as_of: the day to look from, a ``date``; None for today where the company is
    :param fit: the model that predicts (``crm.loyalty.fit``); None: nothing is predicted
    :return: dict of JSON values, keyed as the columns of the relation ``setting``, and the
        ``rfm_method`` for the calibration
    """
    known = fact_settings(company, as_of)
    as_of, fiscal_start = (fields.Date.to_date(known[name]) for name in ("as_of", "fy_start"))
    return {
        **known,
        **company._loyalty_rfm(),
        "base_size": 0,
        "rfm_team_ids": [],
        **{f"team_{name}": [] for name in RFM_LIMITS},
        **opinion_settings(company),
        **value_settings(company, fit, as_of, fiscal_start),
    }


def fact_settings(company, as_of=None):
    """The part of it that facts need, where no measure is computed: the basis and the dates."""
    tz = company._loyalty_tz_name()
    as_of = as_of or datetime.now(ZoneInfo(tz)).date()
    fiscal_start, _end = date_utils.get_fiscal_year(
        as_of, company.fiscalyear_last_day, int(company.fiscalyear_last_month)
    )
    address = company.partner_id
    return {
        "company_id": company.id,
        "basis": company.loyalty_basis,
        "tz": tz,
        "as_of": str(as_of),
        "until": str(_day_end(as_of, tz)),
        "year_ago": str(as_of - relativedelta(years=1)),
        "two_years_ago": str(as_of - relativedelta(years=2)),
        "fy_start": str(fiscal_start),
        "last_fy_start": str(fiscal_start - relativedelta(years=1)),
        "digits": company.currency_id.decimal_places,
        "country_id": address.country_id.id or None,
        "state_id": address.state_id.id or None,
    }


def _day_end(day: date, tz: str) -> datetime:
    """The first moment after a day in a time zone, as naive UTC (as Odoo stores it)."""
    midnight = datetime.combine(day + timedelta(days=1), time.min, ZoneInfo(tz))
    return midnight.astimezone(ZoneInfo("UTC")).replace(tzinfo=None)


def setting_query(settings):
    """SQL of the relation ``setting`` for a list of ``company_settings``."""
    rows = [SQL("(%s)", SQL(", ").join(_typed_values(row))) for row in settings]
    return SQL(
        "SELECT * FROM (VALUES %s) AS setting (%s)",
        SQL(", ").join(rows),
        SQL(", ").join(SQL.identifier(name) for name, _kind in _COLUMNS),
    )


def _typed_values(row):
    for name, kind in _COLUMNS:
        # The kinds stand above, in this file.
        yield SQL("%s::%s", row.get(name), SQL(kind))  # pylint: disable=sql-injection


def run_day(settings):
    """The day that names a run: the latest of its companies' days."""
    return max(fields.Date.to_date(row["as_of"]) for row in settings)
