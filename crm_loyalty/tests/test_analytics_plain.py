import doctest
import pkgutil
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

from .. import analytics
from ..analytics import reasons, retention
from ..analytics.intervals import of_share
from .analytics_case import AnalyticsCase

# Runs with neither NumPy nor SciPy nor Odoo: their names are barred from import.
WITHOUT = """
import sys
for name in ("numpy", "scipy", "odoo"):
    sys.modules[name] = None
sys.path.insert(0, sys.argv[1])
from importlib.abc import MetaPathFinder
import importlib.util
import pkgutil
import analytics
found = importlib.util.find_spec
importlib.util.find_spec = lambda name: None if name in ("numpy", "scipy") else found(name)
for module in pkgutil.iter_modules(analytics.__path__):
    importlib.import_module(f"analytics.{module.name}")
from analytics import cohorts, ladder, optional, retention
from analytics.rfmdata import Summary
optional.find_spec = importlib.util.find_spec
print(retention.lifetime_value(100, 0.5, 0, 2))
print(cohorts.pooled(cohorts.retention([(1, 1), (1, 2)], 2)).rate)
choice = ladder.choose(Summary([0, 2, 1], [0, 70, 900], [140, 140, 140], [0.0, 30.0, 1.0]))
print(choice.names, [reason.code for reason in choice.purchases.why + choice.purchases.warnings])
print(choice.purchases.model.expected(2, 10, 20, 22), choice.spend.model.expected(2, 30))
try:
    optional.np.zeros(1)
except optional.MissingPackage as error:
    print(error)
"""


class TestPlain(AnalyticsCase):
    def test_doctests(self):
        for module in pkgutil.iter_modules(analytics.__path__):
            with self.subTest(module.name):
                found = doctest.testmod(import_module(f"{analytics.__name__}.{module.name}"))
                self.assertFalse(found.failed)

    def test_without_numpy_the_plain_figures_work_and_the_others_say_what_they_need(self):
        folder = str(Path(analytics.__file__).parents[1])
        command = [sys.executable, "-c", WITHOUT, folder]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60)
        self.assertEqual(done.stderr, "")
        # One customer of three is impossible; two remain, with 2 purchases in 40 weeks.
        self.assertEqual(
            done.stdout.splitlines(),
            [
                "75.0",
                "1.0",
                "('baseline', 'mean_spend') ['no_packages', 'invalid_customers']",
                "1.65 15.0",
                "The models of repeat buying and of spend need the Python package numpy, "
                "which is not installed.",
            ],
        )

    def test_every_reason_has_a_text_and_every_text_is_used(self):
        folder = Path(analytics.__file__).parent
        code = "".join(p.read_text() for p in folder.glob("*.py") if p.name != "reasons.py")
        named = set(re.findall(r'"([a-z]+_[a-z_]+)"', code))
        named |= {f"{what}_{how}" for what in ("total", "tenths") for how in ("close", "off")}
        self.assertFalse(set(reasons.TEXTS) - named)

    def test_impossible_rates_are_refused_with_a_sentence(self):
        for wrong in (
            lambda: retention.lifetime_value(1, 1.1, 0.1, 3),
            lambda: retention.lifetime_value(1, 0.5, -1, 3),
            lambda: retention.lifetime_value([1, 2], 0.5, 0.1, 3),
            lambda: retention.endless_value(1, 1, 0),
            lambda: retention.discount_factor(-1, 10),
            lambda: of_share(1, 2, 1.0),
        ):
            with self.assertRaisesRegex(ValueError, r"^[A-Z].*\.$"):
                wrong()

    def test_the_sum_over_periods_comes_to_the_closed_form(self):
        for margin, rate, discount, cost in ((100, 0.8, 0.1, 5), (50, 0.99, 0.01, 0), (1, 0, 2, 9)):
            summed = retention.lifetime_value(margin, rate, discount, 5000, cost)
            closed = retention.endless_value(margin, rate, discount, cost)
            self.assertAlmostEqual(summed, closed, places=6)
