"""Odoo's own exports, made safe for our models: text of people never becomes a formula or a link.

Odoo writes every cell with XlsxWriter's ``write()``, which turns text that looks like a formula or
an address into one. Other models are exported as Odoo does it.
"""

import json
import re

from werkzeug.datastructures import FileStorage

from odoo import http
from odoo.http import request

from odoo.addons.web.controllers.export import (
    CSVExport,
    ExcelExport,
    ExportXlsxWriter,
    GroupExportXlsxWriter,
)
from odoo.addons.web.controllers.pivot import TableExporter

from ..report.workbook.writer import write_text

_LIVE_IN_XLSX = re.compile(r"\s*(\{?=|<r>|\w+://|(mailto|internal|external):)", re.IGNORECASE)
_LIVE_IN_CSV = re.compile(r"\s*[=+\-@]|[\t\r\n]")


def is_ours(model):
    """Whether a model's exports are ours to make safe."""
    return str(model).startswith("crm.loyalty.")


def _exports_ours():
    return is_ours(json.loads(request.params["data"])["model"])


class _TextAsText(ExportXlsxWriter):
    def write(self, row, column, cell_value, style=None):
        if isinstance(cell_value, str):
            return write_text(self.worksheet, row, column, cell_value, style)
        return super().write(row, column, cell_value, style)


class _GroupedTextAsText(_TextAsText, GroupExportXlsxWriter):
    pass


class SafeExcelExport(ExcelExport):
    def from_data(self, fields, columns_headers, rows):
        if not _exports_ours():
            return super().from_data(fields, columns_headers, rows)
        with _TextAsText(fields, columns_headers, len(rows)) as writer:
            for number, row in enumerate(rows, 1):
                for place, value in enumerate(row):
                    writer.write_cell(number, place, value)
        return writer.value

    def from_group_data(self, fields, columns_headers, groups):
        if not _exports_ours():
            return super().from_group_data(fields, columns_headers, groups)
        with _GroupedTextAsText(fields, columns_headers, groups.count) as writer:
            row, column = 1, 0
            for name, group in groups.children.items():
                row, column = writer.write_group(row, column, name, group)
        return writer.value


class SafeCsvExport(CSVExport):
    def from_data(self, fields, columns_headers, rows):
        if _exports_ours():
            columns_headers = [_quoted(_LIVE_IN_CSV, header) for header in columns_headers]
            rows = [[_quoted(_LIVE_IN_CSV, value) for value in row] for row in rows]
        return super().from_data(fields, columns_headers, rows)


class SafePivotExport(TableExporter):
    @http.route()
    def export_xlsx(self, data, **kw):
        table = json.load(data) if isinstance(data, FileStorage) else json.loads(data)
        if table and is_ours(table["model"]):
            headers = [header for line in table["col_group_headers"] for header in line]
            for titled in (*headers, *table["measure_headers"], *table["rows"]):
                titled["title"] = _quoted(_LIVE_IN_XLSX, titled["title"])
        return super().export_xlsx(json.dumps(table), **kw)


def _quoted(live, value):
    """Put an apostrophe before text that a spreadsheet would take for something live."""
    return f"'{value}" if isinstance(value, str) and live.match(value) else value
