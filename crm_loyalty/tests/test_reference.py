from odoo.tools import SQL

from ..engine import calibration
from .common_reference import ReferenceCase
from .facts_writer import FactsWriter
from .reference import calibrate, measures
from .reference_opinion import SETTINGS as OPINION_SETTINGS
from .reference_stages import stages
from .reference_tier import tier, write_ladder
from .reference_value import SETTINGS

SMALLEST_BASE = 3


class TestReference(ReferenceCase):
    """The engine against the slow, obvious implementation, on random histories."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        write_ladder(cls)
        cls._read_by_index()

    @classmethod
    def _read_by_index(cls):
        """Have a long run take no longer at its end: what examples undid lies about in the tables.

        To PostgreSQL these tables are empty; it would read all of that again for each customer.
        """
        cls.env.execute_query(SQL("SELECT set_config('enable_seqscan', 'off', TRUE)"))

    def test_the_engine_agrees_with_the_reference_on_random_histories(self):
        self.patch(calibration, "SMALLEST_BASE", SMALLEST_BASE)
        self.check_random_histories(self._check, 200)

    def _check(self, population):
        """Write histories, let the engine compute them, and compare every field of every row."""
        companies, customers = population.companies, population.customers
        days = [*population.before, population.today]
        savepoint = self.env.cr.savepoint()
        try:
            for company, record in zip(companies, self.records, strict=True):
                month, day = company.year_end
                record.write(
                    {
                        "loyalty_tz": company.tz,
                        "fiscalyear_last_month": str(month),
                        "fiscalyear_last_day": day,
                        "loyalty_rfm_classes": 1 + len(company.recency_limits),
                        "loyalty_rfm_method": company.rfm_method,
                        "loyalty_recency_limits": _numbers(company.recency_limits),
                        "loyalty_frequency_limits": _numbers(company.frequency_limits),
                        "loyalty_monetary_limits": _numbers(company.monetary_limits),
                    }
                    | SETTINGS
                    | OPINION_SETTINGS
                )
            pricelists = {
                (company, digits): self.pricelists[known, digits]
                for company, known in zip(companies, self.companies, strict=True)
                for digits in (0, 2)
            }
            records = dict(zip(companies, self.records, strict=True))
            partners = FactsWriter(self.env, records, pricelists, self.credited).record(customers)
            for day in days:
                self.full_pass(day)
            for company, record in records.items():
                limits = calibrate(customers, company, population.today, SMALLEST_BASE)
                for customer, partner in zip(customers, partners, strict=True):
                    self._compare(customer, company, days, limits, self.profile(partner, record))
        finally:
            savepoint.close(rollback=True)

    def _compare(self, customer, company, days, limits, profile):
        today = days[-1]
        expected = measures(customer, company, today, limits)
        if expected:
            expected |= tier(customer, company, days, limits)
            expected |= stages(customer, company, today, expected)
        computed = self._computed(profile) if profile else None
        differing = {
            name: (value, computed and computed[name])
            for name, value in (expected or {"row": None}).items()
            if not (computed and _same(value, computed[name])) and (expected or computed)
        }
        self.assertFalse(differing, f"(reference, engine) on {today} in {company} of {customer}")
        if expected:
            self.assertEqual(set(expected), set(computed), "a measure that one side does not know")

    def _computed(self, profile):
        """What the engine wrote, by the names of the reference."""
        row = {
            name: _plain(field, profile[name])
            for name, field in profile._measures().items()
            if "crm_loyalty" in field._modules
        }
        names = self._stage_names()
        for reading, name in profile._readings().items():
            row[reading] = names.get(profile[name].id)
        return row | {
            f"suggested_{reading}": names.get(profile[name].id)
            for reading, name in profile._readings("suggests").items()
        }

    def _stage_names(self):
        known = self.env["crm.loyalty.stage"].search([]).get_external_id()
        return {id_: name.removeprefix("crm_loyalty.stage_") for id_, name in known.items()}


def _plain(field, value):
    if field.type == "many2one":
        return value.id or None
    return None if value is False and field.type != "boolean" else value


def _same(reference, computed):
    if reference is None or computed is None:
        return reference is computed
    return float(reference) == computed if isinstance(computed, float) else reference == computed


def _numbers(limits):
    return ", ".join(map(str, limits))
