"""What one customer is worth, where nothing is predicted and nobody ranked; see ``reference``."""

from datetime import timedelta
from decimal import Decimal

from .reference_documents import fiscal_year_start
from .reference_facts import rounded

MARGIN, RETENTION, DISCOUNT, YEARS, UPKEEP = (Decimal(n) for n in ("0.3", "0.8", "0.1", "3", "20"))
SETTINGS = {
    "loyalty_margin_rate": float(MARGIN),
    "loyalty_retention": float(RETENTION),
    "loyalty_discount_rate": float(DISCOUNT),
    "loyalty_horizon": 12 * int(YEARS),
    "loyalty_upkeep_amount": float(UPKEEP),
}
# Without a model and without the limits of an evening before.
UNKNOWN = (
    "alive",
    "expected_purchases",
    "expected_wait",
    "predicted_next_date",
    "expected_revenue",
    "expected_revenue_low",
    "expected_revenue_high",
    "clv",
    "clv_predicted",
    "clv_low",
    "clv_high",
    "value_percentile",
    "value_above",
    "potential_percentile",
)


def values(found, company, today):
    def money(amount):
        return None if amount is None else rounded(amount, company.digits)

    def earned(revenue):
        return None if revenue is None else rounded(revenue * MARGIN, company.digits)

    year = earned(found["revenue_12m"])
    fiscal, last_fiscal = earned(found["revenue_fy"]), earned(found["revenue_last_fy"])
    return dict.fromkeys(UNKNOWN) | {
        **dict.fromkeys(("paid_fy", "paid_last_fy", "cash_fy", "cash_last_fy")),
        "margin_rate": MARGIN,
        "earned_12m": year,
        "earned_fy": fiscal,
        "earned_last_fy": last_fiscal,
        "care_hours": 0,
        "keeping_cost": UPKEEP,
        "relationship_value": money(
            None if fiscal is None else fiscal - UPKEEP * _fiscal_share(company, today)
        ),
        "relationship_value_last_fy": money(_last_year(found, last_fiscal, company, today)),
        "clv_retention": money(None if year is None else _by_retention(year)),
        "clv_baseline": money(_by_average(found)),
        "ranked_value": found["revenue_12m"],
        "cross_potential": None,
        "growth_potential": money(_growth(found)),
    }


def _growth(found):
    """What is open of the wallet, and what opportunities may bring; without limits nothing else."""
    if found["wallet_open"] is not None:
        return found["wallet_open"] + found["pipeline_expected"]
    return None if found["purchase_count"] else found["pipeline_expected"]


def _fiscal_share(company, today):
    start = fiscal_year_start(today, company.year_end)
    end = fiscal_year_start(start + timedelta(days=370), company.year_end)
    return Decimal((today - start).days + 1) / (end - start).days


def _last_year(found, earned, company, today):
    first = found["first_purchase_date"]
    if first is None or earned is None or first >= fiscal_year_start(today, company.year_end):
        return None
    return earned - UPKEEP


def _by_retention(earned):
    years = range(1, int(YEARS) + 1)
    return sum((earned * RETENTION**t - UPKEEP) / (1 + DISCOUNT) ** t for t in years)


def _by_average(found):
    average, tenure = found["average_order_value"], found["tenure_days"]
    if average is None:
        return None
    yearly = average * found["purchase_count"] / max(Decimal(tenure) / Decimal("365.25"), 1)
    remaining = (RETENTION**YEARS - 1) / RETENTION.ln()
    return (yearly * MARGIN - UPKEEP) * remaining
