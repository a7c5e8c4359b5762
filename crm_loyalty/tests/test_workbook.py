import doctest
from datetime import datetime

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import BaseCase, freeze_time, tagged

from ..report.workbook import columns, workbook
from .common import TODAY, day
from .workbook import WorkbookCase


@tagged("post_install", "-at_install")
class TestColumns(BaseCase):
    def test_doctests(self):
        self.assertEqual(doctest.testmod(columns).failed, 0)
        self.assertGreater(doctest.testmod(columns).attempted, 5)


class TestWorkbook(WorkbookCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.steady = cls.customer("Steady")
        cls.orders(cls.steady, 90, 60, 30, amount=1234.5)
        cls.gone = cls.customer("Gone")
        cls.orders(cls.gone, 900, amount=10)
        cls.full_pass(day(850))
        cls.full_pass()

    def row(self, opened, customer):
        return next(r for r in opened.rows("Customers") if r["Customer"].value == customer.name)

    def test_every_measure_and_reading_is_a_column(self):
        model = self.profiles
        readings = model._readings().values()
        measures = {name for name, field in model._measures().items() if field.type != "json"}
        suggested = model._readings("suggests").values()
        names = {"partner_id", *suggested, *readings, *measures}
        labels = {model._fields[name].string for name in names}
        opened = self.workbook()
        self.assertEqual({cell.value for cell in opened.book["Customers"][1]}, labels)
        self.assertEqual(len(opened.book["Customers"][1]), len(names))

    def test_values_are_typed_and_formatted(self):
        row = self.row(self.workbook(), self.steady)
        self.assertEqual(row["Revenue, 12 Months"].value, 3703.5)
        self.assertEqual(row["Revenue, 12 Months"].number_format, '"$"#,##0.00')
        self.assertEqual(row["Last Purchase"].value.date(), day(30))
        self.assertTrue(row["Last Purchase"].is_date)
        self.assertEqual((row["Purchases"].value, row["Purchases"].number_format), (3, "#,##0"))
        self.assertEqual((row["Return Rate"].value, row["Return Rate"].number_format), (0, "0.0%"))
        self.assertEqual((row["Active"].value, row["Status"].value), (True, "Current"))

    def test_unknown_is_an_empty_cell_and_nothing_is_zero(self):
        row = self.row(self.workbook(), self.gone)
        for unknown in ("Usual Interval", "Next Purchase Expected", "Trend", "Salesperson"):
            self.assertIsNone(row[unknown].value, unknown)
        for nothing in ("Open Quotations", "Revenue, 12 Months"):
            self.assertEqual(row[nothing].value, 0, nothing)

    def test_the_heading_stays_and_filters(self):
        for name in ("Customers", "Movements", "Definitions"):
            sheet = self.workbook().book[name]
            self.assertEqual(sheet.freeze_panes, "B2")
            self.assertEqual(sheet.auto_filter.ref, sheet.dimensions)

    def test_movements_say_from_where_to_where_when_and_why(self):
        moves = self.workbook([("partner_id", "=", self.gone.id)]).values("Movements")
        [lost] = [move for move in moves if move["Reading"] == "Status"]
        self.assertEqual((lost["Customer"], lost["From"], lost["To"]), ("Gone", "Current", "Lost"))
        self.assertEqual((lost["Day"].date(), lost["Pinned"]), (TODAY, False))
        self.assertIn("Days Since Last Purchase 900", lost["Figures"])

    def test_every_column_and_stage_is_defined(self):
        opened = self.workbook()
        defined = {(row["Sheet"], row["Column"]): row for row in opened.values("Definitions")}
        for sheet in ("Customers", "Movements"):
            for cell in opened.book[sheet][1]:
                self.assertTrue(defined[sheet, cell.value]["How It Is Computed"], cell.value)
        ratio = defined["Customers", "Recency Ratio"]
        self.assertIn("above 1 the next purchase is overdue", ratio["Meaning"])
        computed = "“Days Since Last Purchase” / NULLIF(“Usual Interval”"
        self.assertIn(computed, ratio["How It Is Computed"])
        self.assertEqual(defined["Customers", "Revenue"]["Unit"], self.company.currency_id.name)
        lost = defined["Stages", "Status: Lost"]["How It Is Computed"]
        self.assertIn("Purchases > 0", lost)

    def test_the_summary_adds_up(self):
        opened = self.workbook([("partner_id", "in", (self.steady + self.gone).ids)])
        self.assertEqual(
            opened.table("Customers by Status"),
            [
                ["Status", "Customers", "Share", "Revenue, 12 Months", "Revenue"],
                ["Current", 1, 0.5, 3703.5, 3703.5],
                ["Lost", 1, 0.5, 0, 10],
            ],
        )
        values = {row[0]: row[1] for row in opened.book["Summary"].iter_rows(values_only=True)}
        self.assertEqual((values["Customers"], values["Revenue"]), (2, 3713.5))
        self.assertEqual(values["Computed As Of"].date(), TODAY)
        opened = self.workbook([("partner_id", "=", self.gone.id)])
        title = "Arrivals in Each Stage of the Lifecycle by Month"
        self.assertEqual(opened.table(title), [["Month", "Lost"], [f"{TODAY:%Y-%m}", 1]])

    def test_charts_draw_cells_of_the_summary(self):
        charts = self.workbook([("partner_id", "in", (self.steady + self.gone).ids)]).charts()
        self.assertEqual(len(charts), 5)
        self.assertIn([["Customers"], ["Current", "Lost"], [1, 1]], charts)

    def test_a_workbook_of_nobody_is_a_workbook(self):
        opened = self.workbook([("id", "=", 0)])
        self.assertFalse(opened.values("Customers"))
        self.assertFalse(opened.charts())

    def test_currencies_are_never_added_up(self):
        euro = self.setup_other_currency("EUR")
        branch = self.env["res.company"].create({"name": "Branch", "currency_id": euro.id})
        self.reader.company_ids = [Command.link(branch.id)]
        self.order(self.steady, 5, 70, company_id=branch.id, user_id=False)
        self.full_pass()
        opened = self.workbook(
            [("partner_id", "=", self.steady.id)], companies=self.company + branch
        )
        there = next(r for r in opened.rows("Customers") if r["Company"].value == "Branch")
        self.assertEqual(there["Revenue"].value, 70)
        self.assertIn("€", there["Revenue"].number_format)
        table = opened.table("Customers by Status")
        shown = dict(zip(table[0], table[1], strict=True))
        self.assertEqual((shown["Revenue (USD)"], shown["Revenue (EUR)"]), (3703.5, 70))

    def test_it_speaks_the_language_of_its_reader_and_tells_his_time(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.stage("status_lost").with_context(lang="fr_FR").name = "Perdu"
        self.reader.write({"lang": "fr_FR", "tz": "Asia/Shanghai"})
        with freeze_time("2026-06-30 20:15:00"):
            opened = self.workbook()
        self.assertIn("Perdu", {row["Status"] for row in opened.values("Customers")})
        times = [v for row in opened.book.worksheets[0].iter_rows(values_only=True) for v in row]
        self.assertIn(datetime(2026, 7, 1, 4, 15), times)

    def test_more_rows_than_excel_holds_are_refused(self):
        self.patch(workbook, "MAX_ROWS", 1)
        with self.assertRaisesRegex(UserError, "“Customers” would have .* rows; Excel holds 1"):
            self.workbook()
