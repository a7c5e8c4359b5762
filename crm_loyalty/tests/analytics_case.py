import gzip
from datetime import date
from pathlib import Path
from unittest import SkipTest

from odoo.tests import BaseCase

from ..analytics import optional, rfmdata

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data"
CALIBRATED = date(1997, 9, 30).toordinal()
OBSERVED = date(1998, 6, 30).toordinal()


class AnalyticsCase(BaseCase):
    """Arithmetic: no database. NumPy and SciPy are requirements of the tests."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if not optional.available():
            raise AssertionError("The tests need NumPy and SciPy: tools/dev/requirements-test.txt")


class CdnowCase(AnalyticsCase):
    """The CDNOW sample: 39 weeks to fit to, 39 to predict."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        file = DATA / "CDNOW_sample.txt.gz"
        if not file.exists():
            raise SkipTest(f"{file.name} is not in the folder shared/data beside the project")
        with gzip.open(file, "rt") as lines:
            rows = [line.split() for line in lines]
        days = [date.fromisoformat(row[2]).toordinal() for row in rows]
        cls.events = [int(row[1]) for row in rows], days, [float(row[4]) for row in rows]
        cls.who, cls.customers = rfmdata.summarise(*cls.events, CALIBRATED)
        cls.rows = rfmdata.distinct(cls.customers)
