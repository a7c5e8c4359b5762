"""One order line as every file format delivers it, and the cells it is read from."""

import re
from collections import Counter
from datetime import datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

LARGEST = Decimal(10) ** 12
DATE = re.compile(r"\d{4}-\d\d-\d\d([ T]\d\d:\d\d(:\d\d)?)?")


class BadInput(Exception):
    """What is wrong, where, and what to do: one sentence or two for the person at the keyboard."""


class Row(NamedTuple):
    """One line of one order. ``row`` counts as a spreadsheet does: the header is row 1."""

    row: int
    order: str
    at: datetime  # local time of the company that sold
    customer: str
    customer_name: str
    product: str  # what tells products apart
    product_name: str
    quantity: Decimal
    unit_price: Decimal
    code: str = ""  # the product's internal reference, where it has one
    category: str = ""
    country: str = ""  # ISO code or English name
    discount: Decimal = Decimal(0)  # percent
    currency: str = ""  # empty: the company's
    rate: Decimal | None = None  # units of the currency for one unit of the company's
    salesperson: str = ""  # login or name


class Tally(Counter):
    """Lines read and lines left out, by reason; filled while the reader is consumed."""

    READ = "read"

    def left_out(self) -> dict[str, int]:
        """Reason -> number of lines, without the lines read."""
        return {reason: count for reason, count in self.items() if reason != self.READ}


@lru_cache(maxsize=100_000)
def number(text: str) -> Decimal:
    """``'1.25'`` -> ``Decimal('1.25')``; a ValueError says what is wrong.

    >>> number(" -2.50 ")
    Decimal('-2.50')
    """
    try:
        value = Decimal(text)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or "_" in text:
        raise ValueError(f"{text!r} is not a number; write it like 1234.56")
    if abs(value) >= LARGEST:
        raise ValueError(f"{text!r} is too large; amounts end at 1000000000000")
    return value


@lru_cache(maxsize=100_000)
def moment(text: str) -> datetime:
    """An ISO date or date and time, as local time; a date alone means noon.

    Noon, so that the order stays on its day in most time zones.

    >>> moment("2024-02-29")
    datetime.datetime(2024, 2, 29, 12, 0)
    >>> moment("2024-02-29 08:26")
    datetime.datetime(2024, 2, 29, 8, 26)
    """
    try:
        value = datetime.fromisoformat(text if len(text) > 10 else f"{text} 12:00")
    except ValueError:
        value = datetime.min
    if not DATE.fullmatch(text) or not 1900 <= value.year <= 2200:
        raise ValueError(
            f"{text!r} is not a date; write it like 2024-12-31 or 2024-12-31 08:30, no time zone"
        )
    return value


def percent(text: str) -> Decimal:
    """A discount of 0 to 100; empty means none."""
    value = number(text) if text else Decimal(0)
    if not 0 <= value <= 100:
        raise ValueError(f"{text!r} is not a discount; write a percentage from 0 to 100")
    return value


def positive(text: str) -> Decimal | None:
    """An exchange rate above zero; empty means not given."""
    value = number(text) if text else None
    if value is not None and value <= 0:
        raise ValueError(f"{text!r} is not an exchange rate; write a number above 0")
    return value


def filled(text: str) -> str:
    """A text that must not be empty."""
    if not text:
        raise ValueError("the cell is empty; fill it or take the row out")
    return text
