"""Reading order files, without a database."""

import doctest
import gzip
from datetime import datetime
from decimal import Decimal

import pytest

from tools.store import rows
from tools.store.readers import read
from tools.store.rows import BadInput, Tally

HEADER = "order,date,customer,product,quantity,unit_price"
GOOD = "1,2024-01-31,Ann,Lamp,2,9.99"
RETAIL = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country"


@pytest.fixture
def given(tmp_path):
    """Reads a file with these contents: a function from text or bytes to (format, rows, tally)."""

    def reading(content, name=None):
        path = tmp_path / "orders"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        tally = Tally()
        format_, found = read(path, tally, name)
        return format_.name, list(found), tally

    return reading


def refusal(given, content, name=None):
    with pytest.raises(BadInput) as caught:
        given(content, name)
    return str(caught.value)


def test_the_examples_in_the_docstrings_hold():
    assert doctest.testmod(rows).failed == 0
    assert doctest.testmod(rows).attempted >= 3


def test_a_plain_csv_line_becomes_a_row(given):
    name, [row], _tally = given(f"{HEADER}\n{GOOD}\n")
    assert name == "csv"
    assert (row.row, row.order, row.customer, row.customer_name) == (2, "1", "Ann", "Ann")
    assert (row.product, row.code, row.product_name) == ("Lamp", "", "Lamp")
    assert (row.at, row.quantity) == (datetime(2024, 1, 31, 12), Decimal(2))
    assert (row.unit_price, row.discount, row.currency) == (Decimal("9.99"), Decimal(0), "")


def test_columns_stand_in_any_order_and_case(given):
    header = "Unit_Price,QUANTITY,product,product_name,customer,date,order,currency"
    _name, [row], _tally = given(f"{header}\n9.99,2,L1,Lamp,Ann,2024-01-31 08:30,1,eur\n")
    assert (row.code, row.product_name, row.currency) == ("L1", "Lamp", "EUR")
    assert row.at == datetime(2024, 1, 31, 8, 30)


def test_a_byte_order_mark_windows_line_ends_and_blank_lines_do_not_matter(given):
    _name, found, tally = given(f"\ufeff{HEADER}\r\n{GOOD}\r\n\r\n".encode())
    assert (len(found), tally[Tally.READ]) == (1, 1)


def test_a_quoted_cell_may_hold_commas_and_line_ends(given):
    _name, [first, second], _tally = given(f'{HEADER}\n1,2024-01-31,"A, B\nC",L,1,1\n{GOOD}\n')
    assert (first.customer, second.row) == ("A, B\nC", 3)


def test_gzip_is_told_from_the_content(given):
    name, found, _tally = given(gzip.compress(f"{HEADER}\n{GOOD}\n".encode()))
    assert (name, len(found)) == ("csv", 1)


def test_a_negative_quantity_is_a_return(given):
    _name, [row], _tally = given(f"{HEADER}\n1,2024-01-31,Ann,Lamp,-2,9.99\n")
    assert row.quantity == -2


def test_online_retail_is_told_from_its_header(given):
    lines = [
        "C536379,D,Discount,-1,2010-12-01 09:41,27.5,14527,EIRE",
        "536365,85123A,LAMP,6,2010-12-01 08:26,2.55,17850,Channel Islands",
        "536544,X,,1,2010-12-01 14:32,0,,United Kingdom",
    ]
    name, [back, sold], tally = given("\n".join([RETAIL, *lines]))
    assert name == "retail"
    assert (back.order, back.quantity, back.country) == ("C536379", -1, "IE")
    assert (sold.customer_name, sold.country, sold.code) == ("Customer 17850", "", "85123A")
    assert tally.left_out() == {"without a customer": 1}


def test_cdnow_is_told_from_its_first_line(given):
    name, [row], _tally = given(" 00021 0002 19970101  3   63.34\r\n")
    assert (name, row.customer, row.order, row.quantity) == ("cdnow", "00021", "CDNOW-00001", 3)
    assert round(row.quantity * row.unit_price, 2) == Decimal("63.34")


def test_lines_that_cannot_be_sold_are_counted_by_reason(given):
    lines = ["1,2024-01-31,,L,1,1", "1,2024-01-31,A,L,0,1", "1,2024-01-31,A,L,1,-1", GOOD]
    _name, found, tally = given("\n".join([HEADER, *lines]))
    assert (len(found), tally[Tally.READ]) == (1, 4)
    reasons = ["without a customer", "with quantity 0", "with a negative price"]
    assert tally.left_out() == dict.fromkeys(reasons, 1)


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ("1,31/01/2024,A,L,1,1", "Row 2, column date: '31/01/2024' is not a date; write it like"),
        ("1,2024-02-30,A,L,1,1", "Row 2, column date: '2024-02-30' is not a date"),
        ("1,2024-01-31T08:00Z,A,L,1,1", "Row 2, column date: '2024-01-31T08:00Z' is not a date"),
        ("1,0024-01-31,A,L,1,1", "Row 2, column date: '0024-01-31' is not a date"),
        ("1,2024-01-31,A,L,many,1", "Row 2, column quantity: 'many' is not a number; write it"),
        ("1,2024-01-31,A,L,,1", "Row 2, column quantity: '' is not a number"),
        ("1,2024-01-31,A,L,NaN,1", "Row 2, column quantity: 'NaN' is not a number"),
        ("1,2024-01-31,A,L,1_000,1", "Row 2, column quantity: '1_000' is not a number"),
        ('1,2024-01-31,A,L,1,"1,50"', "Row 2, column unit_price: '1,50' is not a number"),
        ("1,2024-01-31,A,L,1,1e30", "Row 2, column unit_price: '1e30' is too large"),
        (",2024-01-31,A,L,1,1", "Row 2, column order: the cell is empty"),
        ("1,2024-01-31,A,,1,1", "Row 2, column product: the cell is empty"),
        ("1,2024-01-31,A,L,1", "Row 2: 5 cells under 6 columns"),
        ('1,2024-01-31,"A,L,1,1', "Line 2: not CSV (unexpected end of data)"),
        ("1,2024-01-31,A\0,L,1,1", "Line 2: there is a NUL character"),
    ],
)
def test_a_bad_cell_is_refused_with_its_place(given, cells, sentence):
    assert sentence in refusal(given, f"{HEADER}\n{cells}\n")


def test_a_discount_is_a_percentage_and_a_rate_is_above_zero(given):
    header = f"{HEADER},discount,rate"
    assert "column discount: '120' is not" in refusal(given, f"{header}\n{GOOD},120,1\n")
    assert "column rate: '0' is not an exchange" in refusal(given, f"{header}\n{GOOD},10,0\n")


def test_wrong_columns_are_named(given):
    said = refusal(given, "order,date,client,product,quantity,quantity\n")
    assert "missing: customer, unit_price; unknown: client; there twice: quantity" in said


def test_a_header_of_nothing_known_is_refused(given):
    said = refusal(given, "a;b;c\n1;2;3\n")
    assert "Row 1: no known header (found: a;b;c)" in said


def test_another_encoding_is_refused_with_its_line(given):
    said = refusal(given, f"{HEADER}\n{GOOD}\n2,2024-01-31,Söhne,L,1,1\n".encode("cp1252"))
    assert "Line 3: byte 15 is not UTF-8; save the file as CSV in UTF-8" in said


@pytest.mark.parametrize("content", ["", "\n", gzip.compress(b"")])
def test_an_empty_file_is_refused(given, content):
    assert "is empty" in refusal(given, content)


def test_a_missing_file_and_a_broken_archive_are_refused(given, tmp_path):
    with pytest.raises(BadInput, match="cannot be read"):
        read(tmp_path / "nothing.csv", Tally())
    broken = gzip.compress("\n".join([HEADER, *[GOOD] * 100]).encode())[:-6]
    assert "cannot be read" in refusal(given, broken)


def test_a_line_of_another_shape_in_cdnow_is_refused(given):
    said = refusal(given, " 00021 0002 19970101  3   63.34\nhello\n")
    assert "Row 2: not a CDNOW line" in said
