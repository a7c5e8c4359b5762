"""What a column is, and how its values look. No Odoo, no Excel library."""

import re
from math import ceil
from typing import NamedTuple
from unicodedata import east_asian_width

MAX_ROWS = 1_048_575  # what a sheet of Excel holds below its heading

_WIDTHS = {
    "text": 20,
    "prose": 60,
    "integer": 10,
    "decimal": 11,
    "share": 9,
    "money": 15,
    "date": 11,
    "datetime": 17,
    "boolean": 9,
}


class Currency(NamedTuple):
    """How amounts are written: the symbol, whether it stands before them, and the decimals."""

    name: str
    symbol: str
    before: bool
    decimals: int


class Column(NamedTuple):
    """One column of a table.

    ``kind`` is one of "text", "prose" (wrapped), "integer", "decimal", "share" (0.1 is shown as
    10 %), "money", "date", "datetime" and "boolean". Amounts are in ``currency``, or in that of
    their row. ``choices`` gives the label of each value of a selection.
    """

    name: str
    label: str
    kind: str = "text"
    help: str = ""
    digits: int = 0
    currency: Currency | None = None
    choices: dict = {}


def column_width(column):
    """Give the width of a column in characters: its values, and its label on up to three lines.

    >>> column_width(Column("count", "Purchases", "integer"))
    12
    >>> column_width(Column("days", "Days Since Last Purchase", "integer"))
    11
    """
    longest_word = max(map(_length, column.label.split()), default=0)
    return max(_WIDTHS[column.kind], longest_word + 3, ceil(_length(column.label) / 3) + 3)


def head_height(columns, widths):
    """Give the height in points of the heading: one line, or three where a label wants them.

    :param widths: the width of each column
    """
    fits = all(_length(c.label) + 3 <= width for c, width in zip(columns, widths, strict=True))
    return 20 if fits else 48


def prose_height(texts):
    """Give the height in points of a row that shows texts wrapped.

    >>> prose_height(["Short.", "Two lines of text: more than sixty characters, so it is wrapped."])
    30
    """
    lines = (ceil(_length(line) / _WIDTHS["prose"]) or 1 for t in texts for line in t.split("\n"))
    return min(409, 15 * max(lines))  # Excel knows no higher row


def _length(text):
    """Characters, where Chinese ones count twice."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def number_format(column, currency=None):
    """Give the number format of a column, as Excel writes it: text or a built-in number.

    :param currency: the ``Currency`` of the row, for a column without its own

    >>> number_format(Column("revenue", "Revenue", "money"), Currency("USD", "$", True, 2))
    '"$"#,##0.00'
    >>> number_format(Column("revenue", "Revenue", "money"), Currency("EUR", "€", False, 2))
    '#,##0.00 "€"'
    >>> number_format(Column("trend", "Trend", "share"))
    '0.0%'
    """
    if column.kind == "money":
        return _money_format(column.currency or currency)
    return {
        "integer": "#,##0",
        "decimal": _decimal_format(column.digits),
        "share": "0.0%",
        "text": "@",  # stays text when somebody edits the cell
        "date": 14,  # the reader's own way to write a date
        "datetime": 22,
    }.get(column.kind, "General")


def _decimal_format(digits):
    return "#,##0." + "0" * digits if digits else "#,##0"


def _money_format(currency):
    if not currency:
        return _decimal_format(2)
    amount = _decimal_format(currency.decimals)
    symbol = '"{}"'.format(currency.symbol.replace('"', ""))
    return symbol + amount if currency.before else f"{amount} {symbol}"


def sheet_name(label):
    """Make a label fit for the name of a sheet.

    >>> sheet_name("Moves [from/to]")
    'Moves  from to'
    """
    return re.sub(r"[\[\]:*?/\\]", " ", label).strip(" '")[:31]
