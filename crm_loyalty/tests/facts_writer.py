"""Writes the reference's facts into Odoo, many customers at a time."""

from odoo.fields import Command
from odoo.tools import SQL


class FactsWriter:
    """Writes customers with their facts through the ORM, and notes the numbers they get.

    :param env: an environment that may do everything
    :param companies: {Company: record}
    :param pricelists: {(Company, digits): record of a price list in a currency of so many digits}
    :param deposits: a product for deposits
    """

    def __init__(self, env, companies, pricelists, deposit):
        self.env = env
        self.companies = companies
        self.pricelists = pricelists
        self.deposit = deposit

    def write(self, customers):
        """Write all facts of customers.

        :return: records of their commercial partners, in the same order
        """
        partners = self._partners(customers)
        # Each fact is recorded at one of the customer's three contacts, itself included.
        places = [[p, *p.child_ids] for p in partners]
        self._orders([(f, place) for c, place in zip(customers, places, strict=True) for f in spread(c.orders, place)])
        return partners
