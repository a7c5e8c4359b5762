"""The models that were taken for a company, why, and how to keep them."""

from __future__ import annotations

from typing import Any, NamedTuple

from .baseline import Baseline, MeanSpend
from .beta_geometric import BetaGeometric
from .bgnbd import BGNBD
from .gammagamma import GammaGamma
from .mbgnbd import MBGNBD
from .reasons import Reason

PURCHASE_MODELS = {model.name: model for model in (BGNBD, MBGNBD, Baseline)}
SPEND_MODELS = {model.name: model for model in (GammaGamma, MeanSpend)}

Covariance = list[list[float]] | None


class Taken(NamedTuple):
    """One model: of purchases or of spend."""

    model: Any  # None where even the simplest has nothing to stand on: the figure is unknown
    why: tuple[Reason, ...] = ()  # why it is simpler than what was asked for
    warnings: tuple[Reason, ...] = ()  # what to know about it
    log_likelihood: float | None = None
    covariance: Covariance = None  # of the logarithms of its parameters


class Choice(NamedTuple):
    """The models of purchases and of spend of one company, and the base they come from."""

    purchases: Taken
    spend: Taken
    customers: int
    repeat_buyers: int
    unit: int  # days in the unit of time of the models

    @property
    def names(self) -> tuple[str, str]:
        """Names of the two models; "none" where the figure is unknown."""
        return tuple(taken.model.name if taken.model else "none" for taken in self[:2])

    @property
    def has_spread(self) -> bool:
        """Whether the models tell how far a customer may fall from what is expected of it."""
        return isinstance(self.purchases.model, BetaGeometric) and isinstance(
            self.spend.model, GammaGamma
        )

    def stored(self) -> dict[str, Any]:
        """The choice as plain lists, numbers and texts, which JSON can keep between runs.

        >>> purchases = Taken(Baseline(1.0, 20.0, 1.0), (Reason("no_repeat_buyers"),))
        >>> choice = Choice(purchases, Taken(None), 5, 0, 7)
        >>> restored(choice.stored()) == choice
        True
        """
        return {
            **{name: _stored(taken) for name, taken in zip(self._fields, self[:2], strict=False)},
            **dict(zip(self._fields[2:], self[2:], strict=True)),
        }


def restored(stored: dict[str, Any]) -> Choice:
    """Make the choice again from what ``Choice.stored`` gave."""
    return Choice(
        _restored(stored["purchases"], PURCHASE_MODELS),
        _restored(stored["spend"], SPEND_MODELS),
        *(stored[name] for name in Choice._fields[2:]),
    )


def _stored(taken: Taken) -> dict[str, Any]:
    model = taken.model
    return {
        "model": model.name if model else None,
        "parameters": model.parameters if model else {},
        "why": [list(reason) for reason in taken.why],
        "warnings": [list(reason) for reason in taken.warnings],
        "log_likelihood": taken.log_likelihood,
        "covariance": taken.covariance,
    }


def _restored(stored: dict[str, Any], models: dict[str, Any]) -> Taken:
    return Taken(
        models[stored["model"]](**stored["parameters"]) if stored["model"] else None,
        tuple(Reason(*reason) for reason in stored["why"]),
        tuple(Reason(*reason) for reason in stored["warnings"]),
        stored["log_likelihood"],
        stored["covariance"],
    )
