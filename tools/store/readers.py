"""Order files: a path in, a stream of rows out. No database, one pass, constant memory."""

import csv
import gzip
import zlib
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import Any

from tools.store.formats import CDNOW, CDNOW_LINE, FORMATS, RETAIL, RETAIL_COUNTRIES, Format, detect
from tools.store.rows import BadInput, Row, Tally, filled, moment, number, percent, positive

NOBODY = "without a customer"
NOTHING = "with quantity 0"
NEGATIVE = "with a negative price"


def read(path: Path, tally: Tally, name: str | None = None) -> tuple[Format, Iterator[Row]]:
    """The file's format (told from its first line unless ``name`` says it) and its rows.

    ``tally`` counts what was read and left out while the rows are consumed.
    """
    lines = _lines(path)
    first = next(lines, "")
    if not first.strip():
        raise BadInput(f"{path.name} is empty; give a file with a header line and order lines.")
    format_ = FORMATS[name] if name else detect(first)
    lines = chain([first], lines)
    return format_, _cdnow(lines, tally) if format_ is CDNOW else _table(format_, lines, tally)


def _lines(path: Path) -> Iterator[str]:
    """The file's lines as text; gzip is unpacked, what is not UTF-8 is refused with its line."""
    try:
        with path.open("rb") as probe:
            packed = probe.read(2) == b"\x1f\x8b"
        with gzip.open(path) if packed else path.open("rb") as stream:
            for count, line in enumerate(stream, 1):
                yield _text(line, count)
    except (OSError, EOFError, zlib.error) as error:
        raise BadInput(f"{path} cannot be read ({error}); check the path and the file.") from None


def _text(line: bytes, count: int) -> str:
    try:
        text = line.decode("utf-8-sig" if count == 1 else "utf-8")
    except UnicodeDecodeError as error:
        raise BadInput(
            f"Line {count}: byte {error.start + 1} is not UTF-8; save the file as CSV in UTF-8 "
            "(it may be a Windows-1252, GBK or UTF-16 text, or a spreadsheet workbook)."
        ) from None
    if "\0" in text:
        raise BadInput(f"Line {count}: there is a NUL character; save the file again as plain CSV.")
    return text


def _cdnow(lines: Iterator[str], tally: Tally) -> Iterator[Row]:
    """CDNOW's purchases: no header, blanks between columns, the money is the purchase's total.

    Each purchase becomes an order of its CDs; the price of one is the total divided by them.
    """
    for row, line in enumerate(lines, 1):
        match = CDNOW_LINE.fullmatch(line)
        if not match:
            raise BadInput(
                f"Row {row}: not a CDNOW line; expected two ids, a date like 19970101, "
                "a number of CDs and an amount, separated by blanks."
            )
        tally[Tally.READ] += 1
        customer, _sample, year, month, day, cds, amount = match.groups()
        at = _cell(moment, row, "date", f"{year}-{month}-{day}")
        if not int(cds):
            tally[NOTHING] += 1
            continue
        yield Row(
            row=row,
            order=f"CDNOW-{row:05}",
            at=at,
            customer=customer,
            customer_name=f"Customer {customer}",
            product="CD",
            product_name="CD",
            category="Music",
            quantity=Decimal(cds),
            unit_price=Decimal(amount) / int(cds),
        )


def _table(format_: Format, lines: Iterator[str], tally: Tally) -> Iterator[Row]:
    """The rows of a file with a header and commas."""
    reader = csv.reader(lines, strict=True)
    try:
        header = next(reader)
        record = _Record(format_, header)
        for row, cells in enumerate(reader, 2):
            if not cells:
                continue
            if len(cells) != len(header):
                raise BadInput(
                    f"Row {row}: {len(cells)} cells under {len(header)} columns; put a text that "
                    "contains commas between double quotes."
                )
            tally[Tally.READ] += 1
            line = record.line(row, cells, tally)
            if line:
                yield line
    except csv.Error as error:
        raise BadInput(
            f"Line {reader.line_num}: not CSV ({error}); separate cells by commas and close every "
            "double quote."
        ) from None


class _Record:
    """The columns of one table; turns its rows of texts into rows of values."""

    def __init__(self, format_: Format, header: list[str]) -> None:
        known = {column.lower(): name for name, column in format_.columns.items()}
        names = [known.get(column.strip().lower(), "") for column in header]
        unknown = [column for column, name in zip(header, names, strict=True) if not name]
        missing = [format_.columns[name] for name in format_.required - set(names)]
        twice = {name for name in names if name and names.count(name) > 1}
        wrong = {"missing": missing, "unknown": unknown, "there twice": twice}
        if unknown or missing or twice:
            said = "; ".join(f"{what}: {', '.join(sorted(c))}" for what, c in wrong.items() if c)
            raise BadInput(
                f"Row 1: wrong columns for the format {format_.name} ({said}); "
                f"it knows {', '.join(format_.columns.values())}."
            )
        self.format = format_
        self.place = {name: place for place, name in enumerate(names)}

    def line(self, row: int, cells: list[str], tally: Tally) -> Row | None:
        """The row's values, or None where it is left out (and counted)."""

        def get(name: str, convert: Callable[[str], Any] = str) -> Any:
            text = cells[self.place[name]].strip() if name in self.place else ""
            return _cell(convert, row, self.format.columns.get(name, name), text)

        customer = get("customer")
        if not customer:
            tally[NOBODY] += 1
            return None
        quantity, price = get("quantity", number), get("unit_price", number)
        if not quantity or price < 0:
            tally[NEGATIVE if quantity else NOTHING] += 1
            return None
        product, product_name, country = get("product", filled), get("product_name"), get("country")
        retail = self.format is RETAIL
        return Row(
            row=row,
            order=get("order", filled),
            at=get("date", moment),
            customer=customer,
            customer_name=get("customer_name") or (f"Customer {customer}" if retail else customer),
            country=RETAIL_COUNTRIES.get(country, country) if retail else country,
            product=product,
            code=product if product_name or retail else "",
            product_name=product_name or product,
            category=get("category"),
            quantity=quantity,
            unit_price=price,
            discount=get("discount", percent),
            currency=get("currency").upper(),
            rate=get("rate", positive),
            salesperson=get("salesperson"),
        )


def _cell(convert: Callable[[str], Any], row: int, column: str, text: str) -> Any:
    """The cell's value; what is wrong with it is said with its row and column."""
    try:
        return convert(text)
    except ValueError as error:
        raise BadInput(f"Row {row}, column {column}: {error}.") from None
