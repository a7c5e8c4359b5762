"""The measures of one customer, computed the slow and obvious way from the definitions.

This is what the engine's SQL is held against. It was written from the vocabulary of the addon
(the help texts of the profile's fields), one customer at a time, and shares no line with the
engine.
"""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from statistics import mean, median

from .reference_complaints import complaints
from .reference_documents import (
    documents,
    fiscal_year_start,
    local_day,
    orders_until,
    years_before,
)
from .reference_facts import known_sum, rounded
from .reference_loyalty import loyalty, marks
from .reference_opinion import coming_back, opinion
from .reference_pipeline import pipeline
from .reference_referral import referrals
from .reference_scores import class_limits, scores
from .reference_value import values


def measures(customer, company, today, limits):
    """Every measure of a customer in a company on a day.

    :param limits: (limits by score, size of the base), see ``calibrate``
    :return: {measure: value}, None where it is not known; None for a customer without any fact
    """
    counted = documents(customer, company, today)
    leads = _leads(customer, company, today)
    # Where invoices count, a confirmed order does not count yet.
    uncounted = [
        order
        for order in orders_until(customer, company, today)
        if order.state != "sale" or company.basis == "invoiced"
    ]
    pins = valid_pins(customer, company, today)
    if not (counted or leads or uncounted or pins):
        return None
    found = (
        volume(counted, company, today)
        | rhythm(counted, today)
        | _breadth(counted, company, today)
        | pipeline(leads, uncounted, company, today)
        | {"pin_count": len(pins), "base_size": limits[1]}
        | _person(customer, company, today)
        | _knowledge(customer, company, today)
        | _wallet(customer, company, today)
        | opinion(customer, company, today)
        | complaints(customer, company, today)
        | referrals(customer, company, today)
    )
    found |= _share_of_wallet(found, company)
    found["user_id"] = _seller(customer, company, found, today)
    found["cancel_rate"] = ratio(
        found["cancel_count"], found["cancel_count"] + found["purchase_count"], 4
    )
    found |= scores(found, limits[0], company)
    found |= loyalty(found) | marks(found)
    return found | values(found, company, today)


def calibrate(customers, company, today, smallest_base=20):
    """What the scores of a company's customers are measured by.

    :return: (limits by team and score, number of customers that ever bought)
    """
    values = []
    for customer in customers:
        counted = documents(customer, company, today)
        found = volume(counted, company, today) | rhythm(counted, today)
        if found["purchase_count"]:
            three = (found["recency_days"], found["purchase_count"], found["revenue"])
            values.append((company.teams.get(_seller(customer, company, found, today)), three))
    return class_limits(values, company, smallest_base), len(values)


def _leads(customer, company, today):
    return [
        lead
        for lead in customer.leads
        if lead.company == company and local_day(lead.created, company.tz) <= today
    ]


def _seller(customer, company, found, today):
    """Who looks after the customer."""
    leads = pipeline(_leads(customer, company, today), [], company, today)
    return customer.seller or found["last_seller_id"] or leads["lead_user_id"]


def valid_pins(customer, company, today):
    return [
        pin
        for pin in customer.pins
        if pin.company == company and pin.active and pin.first <= today <= pin.last
    ]


def ratio(part, whole, digits):
    """A quotient, or None where there is nothing to divide, or to divide by."""
    if part is None or not whole:
        return None
    return rounded(Decimal(part) / Decimal(whole), digits)


def _total(amounts, digits):
    """The sum of what is known; nothing makes 0, nothing known makes None."""
    known = [amount for amount in amounts if amount is not None]
    if amounts and not known:
        return None
    return rounded(sum(known, Decimal(0)), digits)


def volume(counted, company, today):
    def revenue(first, last):
        amounts = [document.amount for document in counted if first <= document.day <= last]
        return _total(amounts, company.digits)

    one_year, two_years = years_before(today, 1), years_before(today, 2)
    fiscal = fiscal_year_start(today, company.year_end)
    one_day = timedelta(days=1)
    bought = [document for document in counted if document.sign > 0]
    known = [document.amount for document in bought if document.amount is not None]
    sellers = [d for d in sorted(counted, key=lambda d: (d.day, d.number)) if d.seller]
    recent = revenue(one_year + one_day, today)
    before = revenue(two_years + one_day, one_year)
    growth = ratio(recent, before, 10) if before is not None and before > 0 else None
    return {
        "purchase_count": len(bought),
        "return_count": sum(document.sign < 0 for document in counted),
        "unvalued_count": sum(document.amount is None for document in counted),
        "revenue": revenue(date.min, today),
        "revenue_12m": recent,
        "revenue_prev_12m": before,
        "revenue_fy": revenue(fiscal, today),
        "revenue_last_fy": revenue(years_before(fiscal, 1), fiscal - one_day),
        "average_order_value": rounded(sum(known) / len(known), company.digits) if known else None,
        "trend": None if growth is None else rounded(growth - 1, 4),
        "last_seller_id": sellers[-1].seller if sellers else None,
    }


def rhythm(counted, today):
    days = sorted({document.day for document in counted if document.sign > 0})
    gaps = [Decimal((later - earlier).days) for earlier, later in zip(days, days[1:], strict=False)]
    usual = rounded(median(gaps), 2) if gaps else None
    since = (today - days[-1]).days if days else None
    return {
        "first_purchase_date": days[0] if days else None,
        "last_purchase_date": days[-1] if days else None,
        "recency_days": since,
        "tenure_days": (today - days[0]).days if days else None,
        "repeat_count": len(gaps),
        "span_days": (days[-1] - days[0]).days if days else None,
        "interval_mean": rounded(mean(gaps), 2) if gaps else None,
        "interval_median": usual,
        "recency_ratio": ratio(since, usual, 2),
        "expected_next_date": days[-1] + timedelta(days=int(rounded(usual, 0))) if gaps else None,
    } | coming_back(days, today)


def _breadth(counted, company, today):
    lines = [(d.day, *line) for d in counted for line in d.lines]
    sold = [(day, line, amount) for day, line, amount, quantity in lines if quantity > 0]
    back = [amount for _day, _line, amount, quantity in lines if quantity < 0]
    first_days = defaultdict(list)
    for day, line, _amount in sold:
        if line.product is not None:
            first_days[line.category].append(day)
    newest = max((min(days) for days in first_days.values()), default=None)
    sold_amount = known_sum(amount for _day, _line, amount in sold)
    discounted = known_sum(amount for _day, line, amount in sold if line.discount > 0)
    sold_stored = rounded(sold_amount, company.digits)
    returned = rounded(-known_sum(back), company.digits)
    return {
        "product_count": len({line.product for _day, line, _a in sold} - {None}),
        "category_count": len(first_days),
        "new_category_days": (today - newest).days if newest else None,
        "sold_amount": sold_stored,
        "returned_amount": returned,
        "return_rate": ratio(returned, sold_stored, 4),
        "discount_share": ratio(discounted, sold_amount, 4),
    }


def _person(customer, company, today):
    since = customer.partner_since
    return {
        "active": customer.active,
        "region": _region(customer, company),
        "partnership_date": since if since and since <= today else None,
    }


def _knowledge(customer, company, today):
    """Ideas alone make nobody a customer; what they are worth is known where somebody told it."""
    given = [i for i in customer.ideas if i.company == company and i.active and i.day <= today]
    recent = [idea.worth for idea in given if idea.day > years_before(today, 1)]
    known = [rounded(worth, company.digits) for worth in recent if worth is not None]
    return {"idea_count": len(given), "idea_worth": sum(known) if known else None}


def _wallet(customer, company, today):
    """The latest estimate; of several of one day the last made."""
    made = [w for w in customer.wallets if w.company == company and w.active and w.day <= today]
    latest = max(made, key=lambda wallet: wallet.day, default=None)
    for wallet in made:
        if wallet.day == latest.day:
            latest = wallet
    amount = latest and rounded(latest.amount, company.digits)
    return {"wallet_amount": amount, "wallet_date": latest and latest.day}


def _share_of_wallet(found, company):
    wallet, bought = found["wallet_amount"], found["revenue_12m"]
    if wallet is None or bought is None:
        return {"share_of_wallet": None, "wallet_open": None}
    share = min(Decimal(1), max(Decimal(0), bought / wallet))
    return {"share_of_wallet": rounded(share, 4), "wallet_open": max(Decimal(0), wallet - bought)}


def _region(customer, company):
    if customer.country is None or company.country is None:
        return None
    if customer.country != company.country:
        return "foreign"
    if customer.state is None or company.state is None:
        return "domestic"
    return "local" if customer.state == company.state else "other"
