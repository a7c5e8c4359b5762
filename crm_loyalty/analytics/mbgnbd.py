"""MBG/NBD: Batislam, Denizel & Filiztekin (2007), Empirical validation and comparison of models."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from .beta_geometric import BetaGeometric


@dataclass(frozen=True)
class MBGNBD(BetaGeometric):
    """A customer may leave after each purchase, the first included.

    One-time buyers may be gone: before any time has passed they stayed with the chance b / (a + b).

    >>> print(MBGNBD(0.525, 6.183, 1, 3).alive(0, 0, 0))
    0.75
    """

    name: ClassVar[str] = "mbgnbd"
    tosses_at_first: ClassVar[int] = 1
