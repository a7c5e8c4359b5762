import csv
import io
import json
import re

from odoo.http import Request
from odoo.tests import HttpCase, new_test_user, tagged

from .common import day
from .workbook import Opened, WorkbookCase

HOSTILE = (
    '=HYPERLINK("http://evil","x")',
    "=cmd|' /C calc'!A0",
    "{=1}",
    "+1",
    "-1",
    "@x",
    "\t=1+1",
    "\r=1+1",
    "  =1+1",
    "http://evil.example/?a=1&b=2",
    "mailto:evil@example.com",
    "internal:Summary!A1",
    "1e9",
    "<b>&amp;</b>",
    # XlsxWriter copies text of this shape into the sheet unescaped.
    '<r></r></is></c><c r="C9"><f>1+1</f></c><c t="inlineStr"><is><r></r>',
)


class HostileCase(WorkbookCase):
    """Text that a spreadsheet would like to run, everywhere where people write text."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.seller = new_test_user(cls.env, "loyalty_seller", "sales_team.group_sale_salesman")
        cls.seller.name = HOSTILE[0]
        cls.company.name = HOSTILE[2]
        cls.stage("status_current").write({"name": HOSTILE[0], "description": HOSTILE[1]})
        cls.named = cls.env["res.partner"].create(
            [{"name": name, "is_company": True, "user_id": cls.seller.id} for name in HOSTILE]
        )
        for customer in cls.named:
            cls.orders(customer, 900)
        cls.full_pass(day(850))
        cls.stage("status_lost").name = HOSTILE[4]
        cls.full_pass()

    def assertOnlyText(self, opened):
        """No formula, no link, and every name readable as it was written."""
        for name, text in opened.parts(r"xl/(worksheets/.*\.xml|sharedStrings\.xml)").items():
            self.assertNotRegex(text, r"<f[ >/]|<hyperlink", name)
        for name, text in opened.parts(r".*\.rels").items():
            self.assertNotIn("hyperlink", text, name)
        found = {text.strip() for text in opened.texts()}
        self.assertLessEqual({text.strip() for text in HOSTILE}, found)


class TestHostileText(HostileCase):
    def test_text_of_people_is_never_a_formula_or_a_link(self):
        opened = self.workbook()
        self.assertOnlyText(opened)
        names = ["Summary", "Customers", "Movements", "Definitions"]
        self.assertEqual(opened.book.sheetnames, names)

    def test_text_too_long_for_a_cell_is_cut(self):
        self.named[0].name = "=" + "x" * 40_000
        longest = max(len(text) for text in self.workbook().texts())
        self.assertEqual(longest, 32_767)


@tagged("post_install", "-at_install")
class TestHostileExports(HttpCase, HostileCase):
    """The exports that Odoo itself offers on our models."""

    def export(self, kind, names, model="crm.loyalty.profile", groupby=(), labels=None):
        self.authenticate("loyalty_reader", "loyalty_reader")
        fields = [
            {"name": n, "label": label, "type": self.env[model]._fields[n].type}
            for n, label in zip(names, labels or names, strict=True)
        ]
        data = {
            "model": model,
            "fields": fields,
            "ids": False,
            "domain": [],
            "import_compat": False,
            "groupby": list(groupby),
        }
        form = {"data": json.dumps(data)}
        return self.url_open(f"/web/export/{kind}", data=form | self.token()).content

    def token(self):
        return {"csrf_token": Request.csrf_token(self)}

    def test_xlsx(self):
        self.assertOnlyText(Opened(self.export("xlsx", ["partner_id", "status_id", "revenue"])))

    def test_xlsx_of_groups(self):
        groups = ["status_id", "user_id"]
        opened = Opened(self.export("xlsx", ["partner_id", "revenue"], groupby=groups))
        self.assertOnlyText(opened)

    def test_xlsx_headings(self):
        opened = Opened(self.export("xlsx", ["partner_id", "revenue"], labels=HOSTILE[:2]))
        self.assertOnlyText(opened)

    def test_csv(self):
        content = self.export("csv", ["partner_id", "revenue"], labels=HOSTILE[5:7]).decode()
        rows = list(csv.reader(io.StringIO(content, newline="")))
        self.assertEqual(len(rows), len(self.profiles.search([])) + 1)
        for row in rows:
            for cell in row:
                self.assertNotRegex(cell, r"^\s*[=+@\t\r]|^\s*-(?![0-9.]+$)")
        found = {row[0].lstrip("'").strip() for row in rows}
        self.assertLessEqual({name.strip() for name in HOSTILE}, found)

    def test_other_models_are_exported_as_odoo_does_it(self):
        content = self.export("csv", ["name"], model="res.partner").decode()
        self.assertIn('"@x"', content)

    def test_pivot(self):
        self.authenticate("loyalty_reader", "loyalty_reader")
        title = {"height": 1, "width": 1, "is_bold": False}
        table = {
            "title": "Pivot",
            "model": "crm.loyalty.profile",
            "measure_count": 1,
            "col_group_headers": [[title | {"title": name} for name in HOSTILE]],
            "measure_headers": [title | {"title": name} for name in HOSTILE],
            "rows": [{"title": n, "indent": 0, "values": [{"value": 5}]} for n in HOSTILE],
        }
        form = {"data": json.dumps(table)}
        content = self.url_open("/web/pivot/export_xlsx", data=form | self.token()).content
        opened = Opened(content)
        for text in opened.parts(r"xl/worksheets/.*\.xml|.*\.rels").values():
            self.assertIsNone(re.search(r"<f[ >/]|hyperlink", text))
        found = {text.lstrip("'").strip() for text in opened.texts()}
        self.assertLessEqual({name.strip() for name in HOSTILE}, found)
