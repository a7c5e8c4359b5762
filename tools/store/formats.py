"""The kinds of order files: how each is told apart and what its columns are called."""

import csv
import re
from dataclasses import dataclass

from tools.store.rows import BadInput


@dataclass(frozen=True)
class Format:
    """How one kind of file is read.

    ``columns`` maps our names to those of the file's header; ``companies`` says whether its
    customers are companies; ``repeats`` whether the same line may stand twice in one order.
    """

    name: str
    columns: dict[str, str]
    required: frozenset[str]
    companies: bool = True
    repeats: bool = False


_REQUIRED = ("order", "date", "customer", "product", "quantity", "unit_price")
_OPTIONAL = ("customer_name", "country", "product_name", "category", "discount")
_OPTIONAL += ("currency", "rate", "salesperson")
_RETAIL = {
    "order": "InvoiceNo",
    "product": "StockCode",
    "product_name": "Description",
    "quantity": "Quantity",
    "date": "InvoiceDate",
    "unit_price": "UnitPrice",
    "customer": "CustomerID",
    "country": "Country",
}

CSV = Format("csv", {name: name for name in _REQUIRED + _OPTIONAL}, frozenset(_REQUIRED))
RETAIL = Format("retail", _RETAIL, frozenset(_RETAIL), repeats=True)
CDNOW = Format("cdnow", {}, frozenset(), companies=False, repeats=True)
FORMATS = {format_.name: format_ for format_ in (CDNOW, RETAIL, CSV)}

# What Online Retail calls a country where Odoo calls it otherwise, or knows no such country.
RETAIL_COUNTRIES = {
    "EIRE": "IE",
    "RSA": "ZA",
    "USA": "US",
    "Channel Islands": "",
    "European Community": "",
    "Unspecified": "",
}
# Id among all customers, id in the sample, day, number of CDs, dollars.
CDNOW_LINE = re.compile(r"\s*(\d{5})\s+(\d{4})\s+(\d{4})(\d\d)(\d\d)\s+(\d+)\s+(\d+\.\d\d)\s*")


def detect(first: str) -> Format:
    """The format of the file whose first line this is."""
    if CDNOW_LINE.fullmatch(first):
        return CDNOW
    header = {cell.strip().lower() for cell in next(csv.reader([first]))}
    if header >= {column.lower() for column in RETAIL.columns.values()}:
        return RETAIL
    if header & {"order", "customer", "product"}:
        return CSV
    raise BadInput(
        f"Row 1: no known header (found: {first.strip()[:120]}); "
        f"name the columns {', '.join(_REQUIRED)}, separated by commas."
    )
