"""Small order files and a database without orders, for tests of ``tools.store``."""

import tempfile
from pathlib import Path

from odoo.tests import TransactionCase, tagged

from tools.store.load import load
from tools.store.rows import BadInput

HEADER = (
    "order,date,customer,customer_name,country,product,product_name,category,"
    "quantity,unit_price,discount,currency,rate,salesperson"
)
COLUMNS = HEADER.split(",")
# Five orders: thirds of a cent, ties, a discount, a gift, a return, a dear day in euros.
LINES = [
    "A1,2024-03-01 08:26,C1,Ann & Söhne,DE,P1,Lantern,Light,6,2.555,10,,,admin",
    "A1,2024-03-01 08:26,C1,Ann & Söhne,DE,P2,Holder,Light,1,0.005,0,,,admin",
    "A1,2024-03-01 08:26,C1,Ann & Söhne,DE,P3,Bag,,1,0.005,0,,,admin",
    "A2,2024-03-02,C2,北京书店,CN,P1,Lantern,Light,3,21.113333333333333,0,,,",
    "A2,2024-03-02,C2,北京书店,CN,P2,Holder,Light,12,0,0,,,",
    "A3,2024-03-05 23:59,C2,北京书店,CN,P1,Lantern,Light,-2,2.555,0,,,",
    "A4,2024-03-06,C3,Zoë's,,P3,Bag,,7.25,19.99,33.33,EUR,0.9137,",
    "A4,2024-03-06,C3,Zoë's,,P2,Holder,Light,1,0.004,0,EUR,0.9137,",
    "A5,2024-03-07,C1,Ann & Söhne,DE,P3,Bag,,1000,0.333,0,,,admin",
]


@tagged("post_install", "-at_install")
class StoreCase(TransactionCase):
    """Writes small files and loads them; what is loaded vanishes after each test."""

    maxDiff = None

    def setUp(self):
        super().setUp()
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.told = []

    def file(self, lines, header=HEADER):
        path = self.folder / "orders.csv"
        path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
        return path

    def load(self, path, **options):
        load(self.env, path, say=self.told.append, **options)

    def refused(self, path, sentence, **options):
        with self.assertRaises(BadInput) as caught:
            self.load(path, **options)
        self.assertIn(sentence, str(caught.exception))

    def total(self, code=None):
        code = code or self.env.company.currency_id.name
        orders = self.env["sale.order"].search([("currency_id.name", "=", code)])
        return round(sum(orders.mapped("amount_untaxed")), 2)
