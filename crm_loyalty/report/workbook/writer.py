"""Rows → an Excel file, in memory that does not grow with the rows. No Odoo."""

from datetime import datetime

from xlsxwriter import Workbook

from .columns import column_width, head_height, number_format, prose_height, sheet_name

# Text comes from people. Nothing of it may become a formula, a link or a number.
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_FIRST_WIDTH = 30
_PAGE_WIDTH = 240  # characters that are still readable side by side on paper
_NUMBERS = {"integer", "decimal", "share", "money", "date", "datetime"}  # Excel puts them right
HEAD_COLOR = "#714B67"
_EPOCH = datetime(1899, 12, 30)  # day 0 of Excel, for every day after February 1900
_LONGEST = 32_767  # characters that a cell holds


class Book:
    """One workbook. It is complete after the ``with`` block.

    :param file: a binary file open for writing
    :param title: what the file says about itself
    """

    def __init__(self, file, title):
        self.workbook = Workbook(file, OPTIONS)
        self.workbook.set_properties({"title": title})
        self._formats = {}

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        # A workbook that is not closed leaves its temporary files behind.
        self.workbook.close()

    def format(self, **properties):
        """Give a format of cells; the same properties give the same format."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self.workbook.add_format({"valign": "top"} | properties)
        return self._formats[key]

    def head_styles(self, columns):
        """Give how the labels of columns are written: list of (function, format)."""
        look = {"bold": True, "text_wrap": True, "font_color": "white", "bg_color": HEAD_COLOR}
        sides = ["right" if column.kind in _NUMBERS else "left" for column in columns]
        return [
            (write_text, self.format(border=1, border_color="#D8DADD", align=side, **look))
            for side in sides
        ]

    def styles(self, columns, currency=None, **properties):
        """Give how the values of columns are written: list of (function, format).

        :param currency: of the row, for amounts in columns without a currency of their own
        """
        return [
            (
                _WRITERS[column.kind],
                self.format(
                    num_format=number_format(column, currency),
                    text_wrap=column.kind == "prose",
                    **properties,
                ),
            )
            for column in columns
        ]

    def sheet(self, label):
        return self.workbook.add_worksheet(sheet_name(label))

    def table_sheet(self, label, columns, rows):
        """Write a sheet that is one table, with a heading that stays and a filter on it.

        :param columns: list of Column
        :param rows: iterable of (Currency or None, values in the order of the columns), where
            None is unknown: an empty cell
        """
        sheet = self.sheet(label)
        widths = [column_width(column) for column in columns]
        widths[0] = max(widths[0], _FIRST_WIDTH)
        for place, width in enumerate(widths):
            sheet.set_column(place, place, width)
        sheet.freeze_panes(1, 1)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        if sum(widths) <= _PAGE_WIDTH:
            sheet.fit_to_pages(1, 0)
        sheet.set_row(0, head_height(columns, widths))
        write_row(sheet, 0, 0, labels(columns), self.head_styles(columns))
        last = self._write_rows(sheet, columns, rows)
        sheet.autofilter(0, 0, last, len(columns) - 1)

    def _write_rows(self, sheet, columns, rows):
        prose = [place for place, column in enumerate(columns) if column.kind == "prose"]
        styles, number = {}, 0
        for number, (currency, values) in enumerate(rows, 1):
            if currency not in styles:
                styles[currency] = self.styles(columns, currency)
            if prose:
                sheet.set_row(number, prose_height(values[place] or "" for place in prose))
            write_row(sheet, number, 0, values, styles[currency])
        return number


def labels(columns):
    return [column.label for column in columns]


def write_row(sheet, row, first, values, styles):
    """Write values side by side.

    :param first: the column of the first value
    :param values: None leaves the cell empty
    :param styles: list of (function, format), one per value
    """
    for place, (value, (write, style)) in enumerate(zip(values, styles, strict=True), first):
        if value is not None:
            write(sheet, row, place, value, style)


def write_text(sheet, row, column, text, style):
    """Write text as text, whatever it looks like; cut where a cell ends."""
    text = text.replace("\r\n", "\n").replace("\r", " ")[:_LONGEST]
    # XlsxWriter would copy such text into the file unescaped, taking it for its own markup.
    if text.startswith("<r>") and text.endswith("</r>"):
        sheet.write_rich_string(row, column, text[0], text[1:-1], style, text[-1], style)
    else:
        sheet.write_string(row, column, text, style)


def _write_number(sheet, row, column, value, style):
    sheet.write_number(row, column, value, style)


def _write_truth(sheet, row, column, value, style):
    sheet.write_boolean(row, column, value, style)


def _write_date(sheet, row, column, value, style):
    sheet.write_number(row, column, value.toordinal() - _EPOCH.toordinal(), style)


def _write_moment(sheet, row, column, value, style):
    sheet.write_number(row, column, (value - _EPOCH).total_seconds() / 86_400, style)


_WRITERS = {
    "text": write_text,
    "prose": write_text,
    "integer": _write_number,
    "decimal": _write_number,
    "share": _write_number,
    "money": _write_number,
    "date": _write_date,
    "datetime": _write_moment,
    "boolean": _write_truth,
}
