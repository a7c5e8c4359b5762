from ..engine.settings import company_settings
from .common_reference import ReferenceCase
from .common_totals import rewrite_totals
from .facts_writer import FactsWriter
from .reference_totals import cohorts, growth


class TestTotalsReference(ReferenceCase):
    """The totals against the slow, obvious implementation, on random histories.

    Two companies: one counts orders in several currencies, one invoices; in any time zone.
    """

    def test_the_totals_agree_with_the_reference_on_random_histories(self):
        self.check_random_histories(self._check, 64)

    def _check(self, population):
        """Write histories, sum them up, and compare every figure of every month."""
        today, companies, customers = population.today, population.companies, population.customers
        savepoint = self.env.cr.savepoint()
        try:
            records = dict(zip(companies, self.records, strict=True))
            for company, record in records.items():
                record.loyalty_tz = company.tz
            pricelists = {
                (company, digits): self.pricelists[known, digits]
                for company, known in zip(companies, self.companies, strict=True)
                for digits in (0, 2)
            }
            FactsWriter(self.env, records, pricelists, self.credited).record(customers)
            rewrite_totals(self.env, [company_settings(r, today) for r in records.values()])
            for company, record in records.items():
                self._compare(record, "cohort", cohorts(customers, company, today))
                self._compare(record, "growth", growth(customers, company, today))
        finally:
            savepoint.close(rollback=True)

    def _compare(self, company, name, expected):
        rows = self.env[f"crm.loyalty.{name}"].search([("company_id", "=", company.id)])
        found = {(r.cohort, r.age) if name == "cohort" else r.month: r for r in rows}
        self.assertEqual(set(found), set(expected), name)
        for key, figures in expected.items():
            computed = {figure: found[key][figure] for figure in figures}
            wanted = {figure: _plain(value) for figure, value in figures.items()}
            self.assertEqual(computed, wanted, (name, key))


def _plain(value):
    """A figure as Odoo gives it: False where it is not known, numbers as floats."""
    return False if value is None else float(value) if hasattr(value, "quantize") else value
