"""The measures of one customer, computed the slow and obvious way from the definitions.

This is what the engine's SQL is held against. It was written from the vocabulary of the addon
(the help texts of the profile's fields), one customer at a time, and shares no line with the engine.
"""

from calendar import monthrange
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, timedelta
from decimal import Decimal
from statistics import mean, median
from zoneinfo import ZoneInfo

from .reference_facts import Line, rounded


@dataclass
class Document:
    """An order, invoice or credit note that counts; an amount of None is not known."""

    day: date
    amount: Decimal | None
    sign: int
    seller: object
    number: int
    lines: list  # of (Line, amount or None, quantity)


# --- days ---------------------------------------------------------------------------------------


def local_day(moment, tz):
    """The day that the calendar of a place shows at a moment of UTC."""
    return moment.replace(tzinfo=UTC).astimezone(ZoneInfo(tz)).date()


def years_before(day, years):
    """The same day of an earlier year; 28 February where there is no 29th."""
    if (day.month, day.day) == (2, 29) and monthrange(day.year - years, 2)[1] == 28:
        return date(day.year - years, 2, 28)
    return date(day.year - years, day.month, day.day)


def fiscal_year_start(day, year_end):
    """Walk back to the day after the last end of a fiscal year."""
    while not _ends_fiscal_year(day - timedelta(days=1), year_end):
        day -= timedelta(days=1)
    return day


def _ends_fiscal_year(day, year_end):
    month, number = year_end
    last = monthrange(day.year, month)[1]
    if month == 2 and number >= 28:
        number = last
    return (day.month, day.day) == (month, min(number, last))


# --- what counts ----------------------------------------------------------------------------------


def documents(customer, company, today):
    """The documents of a customer that count in a company, none twice."""
    if company.basis == "invoiced":
        return [
            _invoice_document(invoice)
            for invoice in customer.invoices
            if invoice.company == company and invoice.posted and invoice.day <= today
        ]
    orders = [_order_document(o) for o in _orders(customer, company, today) if o.state == "sale"]
    credits_ = [
        document
        for note in customer.invoices
        if note.company == company and note.posted and note.is_credit and note.day <= today
        if (document := _credit_document(note, customer.orders))
    ]
    return orders + credits_


def _orders(customer, company, today):
    return [
        order
        for order in customer.orders
        if order.company == company and local_day(order.moment, company.tz) <= today
    ]


def _order_document(order):
    lines = [
        (line, _worth(line.net(order.digits), order), line.quantity)
        for line in order.lines
        if line.kind == "product"
    ]
    day = local_day(order.moment, order.company.tz)
    return Document(day, _worth(order.net, order), _sign(order.net), order.seller, order.number, lines)


def _worth(amount, order):
    return amount / order.rate if order.rate else None


def _sign(amount):
    return (amount > 0) - (amount < 0)


def _invoice_document(invoice):
    sign = -1 if invoice.is_credit else 1
    lines = [
        (line, sign * line.net(invoice.company.digits), sign * line.quantity)
        for line in invoice.lines
        if line.kind == "product"
    ]
    return Document(
        invoice.day, invoice.net, _sign(invoice.net), invoice.seller, invoice.number, lines
    )


def _credit_document(note, orders):
    """A credit note takes back what an order gave, and nothing that no order gave."""
    counted = [line for line in note.lines if line.kind == "product" and _counts(line, note, orders)]
    if not counted:
        return None
    amount = -sum(line.net(note.company.digits) for line in counted)
    return Document(note.day, amount, -1, note.seller, note.number, [(Line(), amount, -1)])


def _counts(line, note, orders):
    if line.takes_back is None:
        return not note.takes_back_an_invoice
    [order] = [o for o in orders if any(line.takes_back is given for given in o.lines)]
    given = line.takes_back
    return order.state == "sale" and given.quantity > 0 and given.kind == "product"


# --- measures -------------------------------------------------------------------------------------


def measures(customer, company, today, limits):
    """Every measure of a customer in a company on a day.

    :param limits: (limits by score, size of the base), see ``calibrate``
    :return: {measure: value}, None where it is not known; None for a customer without any fact
    """
    counted = documents(customer, company, today)
    leads = [
        lead
        for lead in customer.leads
        if lead.company == company and local_day(lead.created, company.tz) <= today
    ]
    # Where invoices count, a confirmed order does not count yet.
    uncounted = [
        order
        for order in _orders(customer, company, today)
        if order.state != "sale" or company.basis == "invoiced"
    ]
    pins = valid_pins(customer, company, today)
    if not (counted or leads or uncounted or pins):
        return None
    found = (
        _volume(counted, company, today)
        | _time(counted, today)
        | _breadth(counted, company, today)
        | _pipeline(leads, uncounted, company, today)
        | {"pin_count": len(pins), "base_size": limits[1]}
        | _person(customer, company, today)
    )
    found["user_id"] = customer.seller or found["last_seller_id"] or found["lead_user_id"]
    found["cancel_rate"] = ratio(
        found["cancel_count"], found["cancel_count"] + found["purchase_count"], 4
    )
    return found | scores(found, limits[0])


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


def _volume(counted, company, today):
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


def _time(counted, today):
    days = sorted({document.day for document in counted if document.sign > 0})
    gaps = [Decimal((later - earlier).days) for earlier, later in zip(days, days[1:], strict=False)]
    usual = rounded(median(gaps), 2) if gaps else None
    since = (today - days[-1]).days if days else None
    return {
        "first_purchase_date": days[0] if days else None,
        "last_purchase_date": days[-1] if days else None,
        "recency_days": since,
        "tenure_days": (today - days[0]).days if days else None,
        "span_days": (days[-1] - days[0]).days if days else None,
        "interval_mean": rounded(mean(gaps), 2) if gaps else None,
        "interval_median": usual,
        "recency_ratio": ratio(since, usual, 2),
        "expected_next_date": days[-1] + timedelta(days=int(rounded(usual, 0))) if gaps else None,
    }


def _breadth(counted, company, today):
    lines = [(d.day, *line) for d in counted for line in d.lines]
    sold = [(day, line, amount) for day, line, amount, quantity in lines if quantity > 0]
    back = [amount for _day, _line, amount, quantity in lines if quantity < 0]
    first_days = defaultdict(list)
    for day, line, _amount in sold:
        if line.product is not None:
            first_days[line.category].append(day)
    newest = max((min(days) for days in first_days.values()), default=None)
    sold_amount = _known_sum(amount for _day, _line, amount in sold)
    discounted = _known_sum(amount for _day, line, amount in sold if line.discount > 0)
    sold_stored = rounded(sold_amount, company.digits)
    returned = rounded(-_known_sum(back), company.digits)
    return {
        "product_count": len({line.product for _day, line, _a in sold} - {None}),
        "category_count": len(first_days),
        "new_category_days": (today - newest).days if newest else None,
        "sold_amount": sold_stored,
        "returned_amount": returned,
        "return_rate": ratio(returned, sold_stored, 4),
        "discount_share": ratio(discounted, sold_amount, 4),
    }


def _known_sum(amounts):
    return sum((amount for amount in amounts if amount is not None), Decimal(0))


def _pipeline(leads, uncounted, company, today):
    hot = [lead for lead in leads if lead.outcome == "open"]
    quoted = [order for order in uncounted if _is_open(order, today)]
    amounts = [_worth(order.net, order) for order in quoted]
    return {
        "lead_count": len(hot),
        "pipeline_amount": rounded(_known_sum(lead.revenue for lead in hot), company.digits),
        "won_count": sum(lead.outcome == "won" for lead in leads),
        "lost_count": sum(lead.outcome == "lost" for lead in leads),
        "qualified": any(lead.money and lead.authority and lead.need for lead in hot),
        "lead_user_id": max((lead.seller for lead in hot if lead.seller), default=None),
        "quotation_count": len(quoted),
        "quotation_amount": rounded(_known_sum(amounts), company.digits),
        "cancel_count": sum(order.state == "cancel" for order in uncounted),
    }


def _is_open(order, today):
    if order.state in ("sale", "cancel"):
        return order.state == "sale" and not order.invoiced
    return order.valid_until is None or order.valid_until >= today


def _person(customer, company, today):
    since = customer.partner_since
    return {
        "active": customer.active,
        "region": _region(customer, company),
        "partnership_date": since if since and since <= today else None,
    }


def _region(customer, company):
    if customer.country is None or company.country is None:
        return None
    if customer.country != company.country:
        return "foreign"
    if customer.state is None or company.state is None:
        return "domestic"
    return "local" if customer.state == company.state else "other"


# --- scores ---------------------------------------------------------------------------------------


def scores(found, limits):
    """RFM: each limit that a customer is worse than costs a point, or that it is above gives one."""
    result = dict.fromkeys(("recency_score", "frequency_score", "monetary_score", "rfm"))
    if not found["purchase_count"]:
        return result
    result["recency_score"] = 5 - sum(found["recency_days"] > limit for limit in limits["recency"])
    result["frequency_score"] = 1 + sum(
        found["purchase_count"] > limit for limit in limits["frequency"]
    )
    if found["revenue"] is not None:
        result["monetary_score"] = 1 + sum(found["revenue"] > limit for limit in limits["monetary"])
        result["rfm"] = int("{recency_score}{frequency_score}{monetary_score}".format(**result))
    return result


def calibrate(customers, company, today, smallest_base=20):
    """The limits between the five classes, from the buyers of a company themselves.

    :return: (limits by score, number of buyers); below the smallest base the company's fixed limits
    """
    values = []
    for customer in customers:
        counted = documents(customer, company, today)
        found = _volume(counted, company, today) | _time(counted, today)
        if found["purchase_count"]:
            values.append((found["recency_days"], found["purchase_count"], found["revenue"]))
    names = ("recency", "frequency", "monetary")
    limits = {name: getattr(company, f"{name}_limits") for name in names}
    if len(values) >= smallest_base:
        for name, column in zip(names, zip(*values, strict=True), strict=True):
            limits[name] = quintiles([v for v in column if v is not None]) or limits[name]
    return limits, len(values)


def quintiles(values):
    """For each fifth the smallest value that so many of the values do not exceed."""
    return [
        min(v for v in values if 5 * sum(other <= v for other in values) >= fifth * len(values))
        for fifth in (1, 2, 3, 4)
        if values
    ]
