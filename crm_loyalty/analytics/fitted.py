"""A fitted model and how well it fits."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from .optional import np

if TYPE_CHECKING:
    from .optimise import Optimum


class Fit(NamedTuple):
    """A model with its maximum likelihood and what the search for it met with."""

    model: Any
    log_likelihood: float
    converged: bool
    message: str  # of the search, in English
    at_limit: tuple[str, ...]  # parameters at the end of their range
    covariance: list[list[float]] | None  # of the logarithms of the parameters, in their order

    @classmethod
    def of(
        cls, make: Callable[..., Any], names: tuple[str, ...], found: Optimum, customers: float
    ) -> Fit:
        """Make a model of the parameters that a search found.

        :param make: called with the parameters
        """
        return cls(
            make(*np.exp(found.point).tolist()),
            found.value * customers,
            found.converged,
            found.message,
            tuple(name for name, is_at in zip(names, found.at_limit, strict=True) if is_at),
            None if found.covariance is None else found.covariance.tolist(),
        )
