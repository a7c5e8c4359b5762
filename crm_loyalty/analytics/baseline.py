"""What every model has to beat: average value × frequency × remaining life. Plain Python.

Frequency and average value are the customer's own, each pulled to the base's by one average
customer: somebody who was seen for a week or bought once would otherwise be predicted absurdly, or
not at all. The remaining life comes from a retention rate. When the last purchase was does not
count: that is what the models add. The formulas hold for numbers and for NumPy arrays alike.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from math import nan
from typing import ClassVar

from .retention import expected_periods


@dataclass(frozen=True)
class Baseline:
    """The average customer, and how many stay."""

    mean_x: float
    mean_T: float
    retention: float  # share of customers kept over one unit of time
    name: ClassVar[str] = "baseline"

    @classmethod
    def fit(cls, customers: int, purchases: float, time: float, retention: float = 1.0) -> Baseline:
        """Take the averages of a base.

        :param purchases: repeat purchases of all customers
        :param time: time for which each was observed, added up
        :param retention: share of customers kept over one unit of time; 1 if nothing is known
        :raise ValueError: nobody has been observed for any time

        >>> Baseline.fit(3, 6, 60)
        Baseline(mean_x=2.0, mean_T=20.0, retention=1.0)
        """
        if not time > 0:
            raise ValueError("Nobody has been observed for any time.")
        return cls(float(purchases / customers), float(time / customers), float(retention))

    @property
    def parameters(self) -> dict[str, float]:
        """What the model is made of, by name."""
        return asdict(self)

    def expected(self, x, t_x, T, t: float):
        """Purchases expected within a time t.

        Five in 30 weeks, in a base with two in 20: (5 + 2) / (30 + 20) a week.

        >>> model = Baseline(2, 20, 1)
        >>> round(model.expected(5, 28, 30, 10), 12)
        1.4
        >>> round(Baseline(2, 20, 0.5).expected(5, 28, 30, 10), 4)
        0.2018
        """
        return self.expected_if_alive(x, T, t)

    def expected_if_alive(self, x, T, t: float):
        """The same: when the last purchase was plays no part."""
        return (x + self.mean_x) / (T + self.mean_T) * expected_periods(self.retention, t)

    def alive(self, x, t_x, T):
        """Unknown: the baseline has no opinion on whether a customer is still one."""
        return (x + T) * nan

    def median_wait(self, x, T):
        """Unknown: the baseline has no opinion on when the next purchase comes."""
        return (x + T) * nan


@dataclass(frozen=True)
class MeanSpend:
    """The average value of a purchase."""

    mean: float
    name: ClassVar[str] = "mean_spend"

    @classmethod
    def fit(cls, purchases: float, spend: float) -> MeanSpend:
        """Take the average over all repeat purchases of a base.

        :raise ValueError: nobody bought again

        >>> MeanSpend.fit(4, 100)
        MeanSpend(mean=25.0)
        """
        if not purchases > 0:
            raise ValueError("Nobody bought again.")
        return cls(float(spend / purchases))

    @property
    def parameters(self) -> dict[str, float]:
        """What the model is made of, by name."""
        return asdict(self)

    def expected(self, x, spend):
        """Expected value of a coming purchase: the average of the customer's and one of the base's.

        >>> MeanSpend(25).expected(3, 90), MeanSpend(25).expected(0, 0)
        (28.75, 25.0)
        """
        return (spend + self.mean) / (x + 1)
