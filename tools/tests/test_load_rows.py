"""What ``load`` writes is what the ORM leaves, column by column."""

import csv
from contextlib import closing
from datetime import datetime, timedelta

from odoo.fields import Command
from odoo.tools import SQL

from tools.tests.store_case import COLUMNS, LINES, StoreCase

NOT_COMPARED = {"id", "parent_path", "create_date", "write_date", "calendar_last_notif_ack"}


class TestRowsAreOdoos(StoreCase):
    def rows(self, records):
        """All columns of the records' rows, with what they link to by its name."""
        records.env.flush_all()
        query = SQL(
            "SELECT to_jsonb(t) FROM %s t WHERE id IN %s",
            SQL.identifier(records._table),
            tuple(records.ids),
        )
        rows = {row["id"]: row for (row,) in self.env.execute_query(query)}
        for record in records:
            row = rows[record.id]
            for name in set(row) & set(record._fields):
                if record._fields[name].type == "many2one":
                    row[name] = self.named(record[name])
        keep = rows[records[:1].id].keys() - NOT_COMPARED
        if records._name == "sale.order":
            # Goods of a past order were delivered long ago: it is loaded without deliveries.
            keep -= {"name", "delivery_status"}
        return [{name: rows[record.id][name] for name in keep} for record in records]

    def named(self, record):
        if record._name == "sale.order":
            return record.client_order_ref
        return record and (record._name, record.display_name)

    def picture(self):
        """Every row of ours, by table, in an order that does not depend on ids."""
        orders = (
            self.env["sale.order"]
            .search([("client_order_ref", "like", "A_")])
            .sorted("client_order_ref")
        )
        products = self.env["product.product"].search([("default_code", "like", "P_")])
        products = products.sorted("default_code")
        partners = self.env["res.partner"].search([("ref", "like", "C_")]).sorted("ref")
        return {
            "order": self.rows(orders),
            "line": self.rows(
                orders.order_line.sorted("id").sorted(lambda line: line.order_id.client_order_ref)
            ),
            "partner": self.rows(partners),
            "variant": self.rows(products),
            "template": self.rows(products.product_tmpl_id),
            "category": self.rows(products.categ_id),
        }

    def by_orm(self, is_company):
        """The five orders of LINES as a program would make them with create and confirm."""
        euro = self.env.ref("base.EUR")
        euro.active = True
        self.env["res.currency.rate"].create(
            {"currency_id": euro.id, "name": "2024-03-06", "company_rate": 0.9137}
        )
        settings = self.env["res.config.settings"].create({"group_product_pricelist": True})
        settings.execute()
        lists = {
            "EUR": self.env["product.pricelist"].create(
                {"name": "EUR", "currency_id": euro.id, "company_id": self.env.company.id}
            )
        }
        light = self.env["product.category"].create({"name": "Light"})
        products, partners, orders = {}, {}, {}
        for line in csv.DictReader(LINES, COLUMNS):
            code, ref, number = line["product"], line["customer"], line["order"]
            products[code] = products.get(code) or self.env["product.product"].create(
                {
                    "name": line["product_name"],
                    "default_code": code,
                    "categ_id": light.id if line["category"] else False,
                    "list_price": {"P1": 2.555, "P2": 0, "P3": 0.005}[code],
                    "taxes_id": False,
                    "supplier_taxes_id": False,
                }
            )
            country = self.env["res.country"].search([("code", "=", line["country"])])
            partners[ref] = partners.get(ref) or self.env["res.partner"].create(
                {
                    "name": line["customer_name"],
                    "ref": ref,
                    "is_company": is_company,
                    "country_id": country.id,
                }
            )
            values = orders.setdefault(number, self.order_values(line, partners[ref], lists))
            values["order_line"].append(
                Command.create(
                    {
                        "product_id": products[code].id,
                        "product_uom_qty": float(line["quantity"]),
                        "price_unit": float(line["unit_price"]),
                        "discount": float(line["discount"]),
                    }
                )
            )
        for values in orders.values():
            # Without chatter, as imports are made: no message, hence no portal link in one.
            order = self.env["sale.order"].with_context(tracking_disable=True).create(values)
            order.action_confirm()
            order.date_order = values["date_order"]

    def order_values(self, line, partner, lists):
        values = {
            "client_order_ref": line["order"],
            "partner_id": partner.id,
            "date_order": datetime.fromisoformat(line["date"]),
            "user_id": line["salesperson"] and self.env.ref("base.user_admin").id,
            "order_line": [],
        }
        if len(line["date"]) == 10:
            values["date_order"] += timedelta(hours=12)
        if line["currency"]:
            values["pricelist_id"] = lists[line["currency"]].id
        return values

    def compare(self, *, rounding="round_per_line"):
        self.env.company.tax_calculation_rounding_method = rounding
        with closing(self.env.cr.savepoint()):
            self.by_orm(is_company=True)
            expected = self.picture()
        self.load(self.file(LINES))
        found = self.picture()
        self.assertEqual([len(rows) for rows in expected.values()], [5, 9, 3, 3, 3, 1])
        self.assertGreater(min(len(rows[0]) for rows in expected.values()), 7)
        for table, rows in expected.items():
            for want, have in zip(rows, found[table], strict=True):
                self.assertEqual(want, have, table)

    def test_five_orders_leave_the_rows_that_create_and_confirm_leave(self):
        self.compare()

    def test_a_company_that_rounds_once_an_order_gets_the_totals_odoo_gives_it(self):
        self.compare(rounding="round_globally")

    def test_a_person_leaves_the_row_that_the_orm_leaves(self):
        with closing(self.env.cr.savepoint()):
            person = {"name": "Customer 00004", "ref": "00004"}
            expected = self.rows(self.env["res.partner"].create(person))
        path = self.folder / "cdnow.txt"
        path.write_text(" 00004 0001 19970101  2   29.33\r\n")
        self.load(path)
        found = self.env["res.partner"].search([("ref", "=", "00004")])
        self.assertEqual(self.rows(found), expected)
