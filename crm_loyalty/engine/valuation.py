"""What the value of a customer depends on besides the customer: rates, horizon, costs, limits."""

from dateutil.relativedelta import relativedelta

from ..analytics.retention import expected_periods

# (name, type) of the columns of the relation ``setting`` that measures of value read.
VALUE_COLUMNS = (
    ("margin_rate", "numeric"),
    ("value_by", "text"),
    ("clv_by", "text"),
    ("kept_factor", "numeric"),
    ("upkeep_factor", "numeric"),
    ("remaining_years", "numeric"),
    ("upkeep", "text"),
    ("upkeep_amount", "numeric"),
    ("hour_cost", "numeric"),
    ("activity_minutes", "numeric"),
    ("level_ids", "integer[]"),
    ("level_costs", "numeric[]"),
    ("fy_share", "numeric"),
    ("steady", "numeric"),
    ("value_limits", "float[]"),
    ("potential_limits", "float[]"),
    ("share_limits", "float[]"),
    ("usual_categories", "numeric"),
)
# What stands still between two full passes, so that all customers are valued alike.
STANDING = {name for name, _kind in VALUE_COLUMNS} - {"fy_share"} | {
    "fit_id",
    "horizon",
    "discount_rate",
}


def value_settings(company, fit, as_of, fiscal_start):
    """Give what the measures of value take as given for one company.

    :param fit: the fit that predicts (a record of ``crm.loyalty.fit``), or an empty one
    :param as_of: the day of the pass
    :param fiscal_start: the first day of its fiscal year
    :return: dict of JSON values: ``VALUE_COLUMNS``, and what ``engine.forecast`` reads
    """
    years = company.loyalty_horizon / 12
    discount = company.loyalty_discount_rate
    retention = _first_known(company.loyalty_retention, fit.retention_rate if fit else None)
    levels = company.env["crm.loyalty.stage"]._upkeep_of_levels(company)
    fiscal_days = (fiscal_start + relativedelta(years=1) - fiscal_start).days
    return {
        "fit_id": fit and fit.id,
        "horizon": company.loyalty_horizon,
        "discount_rate": discount,
        "margin_rate": _known(company.loyalty_margin_rate),
        "value_by": company.loyalty_value_by,
        "clv_by": company.loyalty_clv_by,
        "kept_factor": None if retention is None else _annuity(years, retention, discount),
        "upkeep_factor": _annuity(years, 1, discount),
        "remaining_years": None if retention is None else expected_periods(retention, years),
        "upkeep": company.loyalty_upkeep,
        "upkeep_amount": company.loyalty_upkeep_amount,
        "hour_cost": company.loyalty_hour_cost,
        "activity_minutes": company.loyalty_activity_minutes,
        "level_ids": list(levels),
        "level_costs": list(levels.values()),
        "fy_share": ((as_of - fiscal_start).days + 1) / fiscal_days,
        "steady": company.loyalty_steady,
        "value_limits": [],
        "potential_limits": [],
        "share_limits": [],
        "usual_categories": None,
    }


def _annuity(years, retention, discount):
    """Σ (r / (1 + d))ᵗ over the years t = 1 … ; the last one may be a part of one.

    >>> round(_annuity(3, 0.8, 0.1), 4)
    1.6409
    >>> _annuity(2, 1, 0), _annuity(0.5, 1, 0)
    (2.0, 0.5)
    """
    ratio = retention / (1 + discount)
    whole = int(years)
    total = sum(ratio**t for t in range(1, whole + 1))
    return float(total + (years - whole) * ratio ** (whole + 1))


def _first_known(*values):
    """The first that is known; 0 is.

    >>> _first_known(False, 0.0), _first_known(None, False)
    (0.0, None)
    """
    return next((value for value in map(_known, values) if value is not None), None)


def _known(value):
    return None if value is False or value is None else value
