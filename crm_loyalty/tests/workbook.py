import io
import re
import zipfile

import openpyxl
from openpyxl.utils import range_boundaries

from odoo.fields import Domain
from odoo.tests import new_test_user

from ..report.workbook.workbook import write_workbook
from .common import LoyaltyCase

READER = "crm_loyalty.group_loyalty_manager,base.group_allow_export"


class Opened:
    """A workbook as a spreadsheet program reads it."""

    def __init__(self, content):
        self.zip = zipfile.ZipFile(io.BytesIO(content))
        self.book = openpyxl.load_workbook(io.BytesIO(content))

    def rows(self, name):
        """The rows of a sheet below its heading: list of {label: cell}."""
        head, *rows = self.book[name].iter_rows()
        return [{label.value: cell for label, cell in zip(head, row, strict=True)} for row in rows]

    def values(self, name):
        return [{k: cell.value for k, cell in row.items()} for row in self.rows(name)]

    def texts(self):
        """The text of every cell of every sheet."""
        cells = (v for sheet in self.book for row in sheet.iter_rows(values_only=True) for v in row)
        return [value for value in cells if isinstance(value, str)]

    def parts(self, pattern):
        """{name: text} of the files inside the workbook whose names match."""
        names = [name for name in self.zip.namelist() if re.match(pattern, name)]
        return {name: self.zip.read(name).decode() for name in names}

    def table(self, title):
        """The table of the summary below a title: list of rows as lists, the first its heading."""
        rows = list(self.book.worksheets[0].iter_rows(values_only=True))
        [start] = [place for place, row in enumerate(rows) if row[0] == title]
        width = sum(1 for value in rows[start + 1] if value is not None)
        table = [list(row[:width]) for row in rows[start + 1 :]]
        return table[: next((n for n, row in enumerate(table) if row[0] is None), len(table))]

    def charts(self):
        """For each chart the cells that it names: list of lists of lists of values."""
        return [
            [self._cells(reference) for reference in re.findall(r"<c:f>(.*?)</c:f>", text)]
            for _name, text in sorted(self.parts(r"xl/charts/chart\d+\.xml").items())
        ]

    def _cells(self, reference):
        sheet, _mark, cells = reference.rpartition("!")
        left, top, right, bottom = range_boundaries(cells.replace("$", ""))
        found = self.book[sheet.strip("'")].iter_rows(top, bottom, left, right, values_only=True)
        return [value for row in found for value in row]


class WorkbookCase(LoyaltyCase):
    """Workbooks made by a manager who may export, unless another user is named."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.reader = new_test_user(cls.env, "loyalty_reader", READER, tz="UTC")

    def workbook(self, domain=(), user=None, companies=None):
        user = user or self.reader
        companies = companies or user.company_id
        context = {"allowed_company_ids": companies.ids, "lang": user.lang, "tz": user.tz}
        env = self.env(user=user, su=False, context=context)
        file = io.BytesIO()
        write_workbook(env, Domain(list(domain)), file)
        return Opened(file.getvalue())
