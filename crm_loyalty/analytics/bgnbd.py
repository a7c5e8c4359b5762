"""BG/NBD: Fader, Hardie & Lee (2005), "Counting Your Customers" the Easy Way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from .beta_geometric import BetaGeometric


@dataclass(frozen=True)
class BGNBD(BetaGeometric):
    """A customer may leave after each repeat purchase, so one-time buyers are alive for certain.

    The parameters of the paper's table 2 (CDNOW, in weeks), and its example of a customer:

    >>> model = BGNBD(0.243, 4.414, 0.793, 2.426)
    >>> print(round(model.expected(2, 30.43, 38.86, 39).item(), 3))
    1.226
    >>> print(model.alive(0, 0, 38.86))
    1.0
    """

    name: ClassVar[str] = "bgnbd"
    tosses_at_first: ClassVar[int] = 0
