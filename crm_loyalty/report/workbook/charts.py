"""The summary sheet: tables below each other, each with a chart of its own cells. No Odoo."""

from typing import NamedTuple

from .columns import column_width
from .writer import HEAD_COLOR, labels, write_row, write_text

FEWEST_ROWS = 17  # a chart is as high as these
MOST_BARS = 15
_CHART = {"width": 620, "height": 320}
# The colors of the badges that Odoo's users know from their screens, by number.
_COLORS = (
    "#A2A2A2 #EE2D2D #DC8534 #E8BB1D #5794DD #9F628F"
    " #DB8865 #41A9A2 #304BE0 #EE2F8A #61C36E #9872E6"
).split()


class Table(NamedTuple):
    """A table of the summary.

    ``chart`` is "pie", "column", "bar" or "line"; ``drawn`` are the places of the columns that it
    draws, and ``colors`` the numbers of the colors of the rows (of the columns, in a line chart),
    None for what has no color of its own.
    """

    title: str
    columns: list
    rows: list
    chart: str
    drawn: list
    colors: list


def write_summary(book, label, title, heading, tables):
    """Write the summary sheet.

    :param book: ``writer.Book``
    :param heading: list of (Column, value)
    :param tables: list of Table
    """
    sheet = book.sheet(label)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.set_print_scale(50)
    widest = max(len(table.columns) for table in tables)
    _set_widths(sheet, tables, widest)
    write_text(sheet, 0, 0, title, book.format(bold=True, font_size=18, font_color=HEAD_COLOR))
    row = _write_heading(book, sheet, heading, 2) + 1
    breaks = []
    for number, table in enumerate(tables):
        if number and number % 2 == 0:
            breaks.append(row)  # on paper two tables fill a page
        row = _write_table(book, sheet, table, row, widest + 1) + 1
    sheet.set_h_pagebreaks(breaks)


def _set_widths(sheet, tables, widest):
    sheet.set_column(0, 0, 30)
    for place in range(1, widest):
        columns = [table.columns[place] for table in tables if place < len(table.columns)]
        sheet.set_column(place, place, max(14, *map(column_width, columns)))
    sheet.set_column(widest, widest, 3)


def _write_heading(book, sheet, heading, row):
    for column, value in heading:
        write_text(sheet, row, 0, column.label, book.format(bold=True))
        write_row(sheet, row, 1, [value], book.styles([column], align="left"))
        row += 1
    return row


def _write_table(book, sheet, table, row, chart_place):
    """Write a table and its chart from a row on; give the row below both."""
    write_text(sheet, row, 0, table.title, book.format(bold=True, font_size=13))
    if table.rows:
        chart = _chart(book, sheet, table, row + 1)
        sheet.insert_chart(row, chart_place, chart, {"y_offset": 3})
    sheet.set_row(row + 1, 32)
    write_row(sheet, row + 1, 0, labels(table.columns), book.head_styles(table.columns))
    styles = book.styles(table.columns)
    for number, values in enumerate(table.rows, row + 2):
        write_row(sheet, number, 0, values, styles)
    return row + 2 + max(len(table.rows), FEWEST_ROWS)


def _chart(book, sheet, table, head):
    """The chart of a table whose heading is in the row ``head``."""
    chart = book.workbook.add_chart({"type": table.chart})
    rows = table.rows[:MOST_BARS] if table.chart == "bar" else table.rows
    first, last = head + 1, head + len(rows)
    for number, place in enumerate(table.drawn):
        series = {
            "name": [sheet.name, head, place],
            "categories": [sheet.name, first, 0, last, 0],
            "values": [sheet.name, first, place, last, place],
            # The cells are in the file already, XlsxWriter cannot look their values up any more.
            "name_data": [table.columns[place].label],
            "categories_data": [row[0] for row in rows],
            "values_data": [row[place] for row in rows],
        }
        chart.add_series(series | _style(table, number, len(rows)))
    chart.set_title({"name": table.title, "name_font": {"size": 12}, "overlay": False})
    _lay_out(chart, table.chart)
    return chart


def _style(table, number, count):
    """The colors and labels of one series."""
    if table.chart == "line":
        return {"line": {"color": _shade(table.colors[number]), "width": 2.25}}
    points = [{"fill": {"color": _shade(color)}} for color in table.colors[:count]]
    if table.chart == "pie":
        return {"points": points, "data_labels": {"percentage": True, "leader_lines": True}}
    return {"points": points, "gap": 60, "data_labels": {"value": True}}


def _shade(number):
    return HEAD_COLOR if number is None else _COLORS[number % len(_COLORS)]


def _lay_out(chart, kind):
    chart.set_size(_CHART)
    faint = {"visible": True, "line": {"color": "#E7E9ED"}}
    if kind in ("column", "bar"):
        chart.set_legend({"none": True})
    if kind == "line":
        chart.set_legend({"position": "bottom"})
    if kind == "bar":
        chart.set_y_axis({"reverse": True})
        chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
    elif kind != "pie":
        chart.set_y_axis({"major_gridlines": faint, "num_format": "#,##0"})
