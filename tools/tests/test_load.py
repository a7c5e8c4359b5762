"""``load``: totals of real files, what is written, what is refused."""

import gzip
import subprocess
import sys
from datetime import date, datetime, timedelta
from pathlib import Path

from odoo.tools import SQL, config

from tools.tests.store_case import COLUMNS, LINES, StoreCase

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "data"


class TestRealFiles(StoreCase):
    def data(self, name):
        path = DATA / name
        if not path.exists():
            self.skipTest(f"{name} is not in {DATA}: it is public data kept beside the project")
        return path

    def test_cdnow_becomes_an_order_for_each_purchase(self):
        """Figures: the data's README; the total from pandas.read_fwf, column 5 summed."""
        self.load(self.data("CDNOW_sample.txt.gz"), shift=True)
        orders = self.env["sale.order"].search([])
        self.assertEqual((len(orders), len(orders.partner_id)), (6919, 2357))
        self.assertEqual(self.total(), 244091.94)
        self.assertEqual(sum(orders.order_line.mapped("product_uom_qty")), 16479)
        yesterday = date.today() - timedelta(days=1)
        self.assertEqual(max(orders.mapped("date_order")).date(), yesterday)

    def test_online_retail_keeps_every_customers_total_to_the_cent(self):
        path = self.data("online_retail.csv.gz")
        pandas = __import__("pandas")
        frame = pandas.read_csv(path, dtype={"InvoiceNo": str, "CustomerID": str})
        frame = frame[frame.CustomerID.notna()]
        frame["cents"] = (frame.Quantity * frame.UnitPrice * 100).round().astype(int)
        self.load(path)
        query = SQL(
            """
            SELECT partner.ref, (sum(line.price_subtotal) * 100)::integer
              FROM sale_order_line line JOIN res_partner partner ON partner.id = order_partner_id
             WHERE product_uom_qty > 0 AND price_unit > 0 GROUP BY 1
            """
        )
        sold = frame[(frame.Quantity > 0) & (frame.UnitPrice > 0)]
        expected = sold.groupby("CustomerID").cents.sum().to_dict()
        self.assertEqual(dict(self.env.execute_query(query)), expected)
        self.assertEqual((len(expected), sum(expected.values())), (4338, 891140790))
        [counts] = self.env.execute_query(
            SQL(
                """
                SELECT count(*) FILTER (WHERE sold), count(DISTINCT order_id) FILTER (WHERE sold),
                       count(*) FILTER (WHERE product_uom_qty < 0), count(*),
                       count(DISTINCT order_partner_id)
                  FROM sale_order_line,
                       LATERAL (SELECT product_uom_qty > 0 AND price_unit > 0 AS sold) AS line
                """
            )
        )
        self.assertEqual(counts, (397884, 18532, 8905, 406829, 4372))
        self.assertEqual(self.total(), float(frame.cents.sum() / 100))
        self.assertIn("Checking 541,909 lines …", self.told)
        self.assertIn("Left out: 135,080 lines without a customer", self.told)


class TestWhatIsWritten(StoreCase):
    def test_a_return_is_a_confirmed_order_of_negative_quantities(self):
        self.load(self.file(LINES))
        order = self.env["sale.order"].search([("client_order_ref", "=", "A3")])
        self.assertEqual((order.state, order.amount_untaxed), ("sale", -5.11))

    def test_a_date_without_a_time_stays_on_its_day_in_the_companys_time_zone(self):
        self.env.company.partner_id.tz = "Asia/Shanghai"
        self.load(self.file(LINES))
        days = dict(
            self.env["sale.order"].search([]).mapped(lambda o: (o.client_order_ref, o.date_order))
        )
        self.assertEqual(days["A2"], datetime(2024, 3, 2, 4))
        self.assertEqual(days["A3"], datetime(2024, 3, 5, 15, 59))

    def test_a_gzipped_file_is_read_like_a_plain_one(self):
        path = self.folder / "orders.gz"
        path.write_bytes(gzip.compress(self.file(LINES).read_bytes()))
        self.load(path)
        self.assertEqual(self.env["sale.order"].search_count([]), 5)

    def test_the_currency_rate_of_the_file_values_the_order(self):
        self.load(self.file(LINES))
        order = self.env["sale.order"].search([("client_order_ref", "=", "A4")])
        self.assertEqual(order.currency_id.name, "EUR")
        self.assertAlmostEqual(order.currency_rate, 0.9137, 9)

    def test_shifted_orders_keep_their_rates_and_their_time_of_day(self):
        later = LINES[6].replace("A4", "A6").replace("03-06", "03-11").replace("0.9137", "0.5")
        self.load(self.file([*LINES, later]), shift=True)
        orders = {order.client_order_ref: order for order in self.env["sale.order"].search([])}
        self.assertAlmostEqual(orders["A4"].currency_rate, 0.9137, 9)
        self.assertAlmostEqual(orders["A6"].currency_rate, 0.5, 9)
        yesterday = date.today() - timedelta(days=1)
        self.assertEqual(orders["A6"].date_order.date(), yesterday)
        self.assertEqual(str(orders["A1"].date_order), f"{yesterday - timedelta(days=10)} 08:26:00")

    def test_the_format_can_be_forced(self):
        header = "Quantity,InvoiceNo,StockCode,Description,InvoiceDate,UnitPrice,CustomerID,Country"
        path = self.file(["3,X1,S1,Lamp,2024-01-02 10:00,1.5,17,EIRE"], header)
        self.refused(path, "wrong columns for the format csv", name="csv")
        self.load(path, name="retail")
        self.assertEqual(self.env["sale.order"].search([]).partner_id.country_id.code, "IE")


class TestRefusals(StoreCase):
    """What only the database can tell is refused with the row, and nothing is written."""

    def changed(self, number, **cells):
        """LINES with some cells of one line changed."""
        line = dict(zip(COLUMNS, LINES[number].split(","), strict=True)) | cells
        return self.file([*LINES[:number], ",".join(line.values()), *LINES[number + 1 :]])

    def test_an_unknown_currency_is_refused(self):
        self.refused(
            self.changed(4, order="A9", currency="XYZ"), "Row 6, column currency: Odoo knows no"
        )

    def test_a_currency_without_any_rate_is_refused(self):
        path = self.changed(4, order="A9", currency="CHF")
        self.refused(path, "Row 6, column currency: there is no exchange rate for CHF")

    def test_two_rates_on_one_day_are_refused(self):
        self.refused(self.changed(7, rate="0.9"), "Rows 8 to 9, column rate: EUR has several rates")

    def test_an_unknown_country_is_refused(self):
        self.refused(self.changed(0, country="Untied Kingdom"), "Row 2, column country: no country")

    def test_an_unknown_salesperson_is_refused(self):
        path = self.changed(8, salesperson="zoe")
        self.refused(path, "Row 10, column salesperson: no user has the login or name 'zoe'")

    def test_an_order_of_two_customers_is_refused(self):
        self.refused(self.changed(1, customer="C9"), "Row 3, column customer: order A1 has another")

    def test_an_order_of_two_days_is_refused(self):
        self.refused(
            self.changed(1, date="2024-03-02"), "Row 3, column date: order A1 has another date"
        )

    def test_a_repeated_line_is_refused(self):
        self.refused(self.file([*LINES, LINES[1]]), "Row 11 repeats row 3 of order A1")

    def test_a_quantity_finer_than_odoo_keeps_is_refused(self):
        self.refused(
            self.changed(0, quantity="1.125"), "Row 2, column quantity: 1.125 has more than"
        )

    def test_an_order_that_was_loaded_before_is_refused(self):
        self.load(self.file(LINES))
        self.refused(
            self.file([LINES[8]]), "Row 2, column order: order A5 is in the database already"
        )

    def test_a_database_with_orders_is_refused(self):
        self.load(self.file(LINES))
        self.refused(self.file([LINES[8].replace("A5", "B1")]), "already has 5 orders")

    def test_a_file_without_any_customer_is_refused(self):
        lines = [line.replace(",C1,", ",,") for line in LINES if ",C1," in line]
        self.refused(self.file(lines), "no order line of a known customer")


class TestCommand(StoreCase):
    def run_command(self, path):
        command = [sys.executable, "-m", "tools.store", "load", str(path)]
        command += [
            "--database",
            self.env.cr.dbname,
            "--config",
            config["config"],
        ]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)

    def test_bad_input_ends_with_one_sentence_and_code_1(self):
        """The fault is in the last row, after everything else was staged."""
        done = self.run_command(self.file([*LINES, LINES[8].replace("1000", "many")]))
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertEqual(
            done.stderr.strip(),
            "Nothing was written. Row 11, column quantity: 'many' is not a number; "
            "write it like 1234.56.",
        )
        self.assertFalse(self.env["sale.order"].search_count([]))
