"""What counts as a purchase or return of one customer, and on which day; see ``reference``."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from .reference_facts import Line


@dataclass
class Document:
    """An order, invoice or credit note that counts; an amount of None is not known."""

    day: date
    amount: Decimal | None
    sign: int
    seller: object
    number: int
    lines: list  # of (Line, amount or None, quantity)


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


def documents(customer, company, today):
    """The documents of a customer that count in a company, none twice."""
    if company.basis == "invoiced":
        return [
            _invoice_document(invoice)
            for invoice in customer.invoices
            if invoice.company == company and invoice.posted and invoice.day <= today
        ]
    orders = [
        _order_document(o) for o in orders_until(customer, company, today) if o.state == "sale"
    ]
    credits_ = [
        document
        for note in customer.invoices
        if note.company == company and note.posted and note.is_credit and note.day <= today
        if (document := _credit_document(note, customer))
    ]
    return orders + credits_


def orders_until(customer, company, today):
    return [
        order
        for order in customer.orders
        if order.company == company and local_day(order.moment, company.tz) <= today
    ]


def _order_document(order):
    lines = [
        (line, worth(line.net(order.digits), order), line.quantity)
        for line in order.lines
        if line.kind == "product"
    ]
    day = local_day(order.moment, order.company.tz)
    return Document(
        day, worth(order.net, order), _sign(order.net), order.seller, order.number, lines
    )


def worth(amount, order):
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


def _credit_document(note, customer):
    """A credit note takes back what an order gave, and nothing that no order gave."""
    shares = [(line, _share(line, note, customer)) for line in note.lines if line.kind == "product"]
    counted = [(line, share) for line, share in shares if share > 0]
    if not counted:
        return None
    amount = -sum(line.net(note.company.digits) * share for line, share in counted)
    return Document(note.day, amount, -1, note.seller, note.number, [(Line(), amount, -1)])


def _share(line, note, customer):
    """How much of a line of a credit note is a return: from 0 to 1.

    What was billed anew, or taken off the order itself, was corrected and not returned.
    """
    given = line.order_line
    if given is None:
        return Decimal(0) if note.takes_back_an_invoice else Decimal(1)
    [order] = [o for o in customer.orders if any(given is its for its in o.lines)]
    if order.state != "sale" or given.quantity <= 0 or given.kind != "product":
        return Decimal(0)
    linked = [(n, x) for n in customer.invoices for x in n.lines if x.order_line is given]
    credited = sum(x.quantity for n, x in linked if n.is_credit and n.posted)
    billed = sum(-x.quantity if n.is_credit else x.quantity for n, x in linked)
    missing = max(Decimal(0), given.quantity - billed)
    return min(Decimal(1), missing / credited) if credited else Decimal(1)
